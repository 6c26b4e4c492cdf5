import { canonicalJson } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { NewOffer, OfferStore } from "../../ports/offer-store.ts";

/** Offers in the bookings table, each by one conditional update. */
export class DynamoOfferStore implements OfferStore {
  readonly #client: Pick<DynamoDBClient, "send">;
  readonly #table: string;

  constructor(client: Pick<DynamoDBClient, "send">, settings: { readonly table: string }) {
    this.#client = client;
    this.#table = settings.table;
  }

  async offer(made: NewOffer): Promise<"offered" | "over"> {
    try {
      await this.#client.send(new UpdateItemCommand({ TableName: this.#table, ...updateOf(made) }));
      return "offered";
    } catch (error) {
      if (error instanceof Error && error.name === "ConditionalCheckFailedException") return "over";
      throw new AppError("BOOKINGS_UNAVAILABLE", {
        cause: `The booking's row could not be written (${error instanceof Error ? error.name : "?"}).`,
        remedy: "The workflow tries again. Else check the function's role and the bookings table.",
        retryable: true,
        error,
      });
    }
  }
}

function updateOf({ bookingId, employeeId, turn, offer, expiresAt, at, audit }: NewOffer) {
  return {
    Key: marshall({ bookingId }),
    UpdateExpression:
      "SET #status = :offered, planHash = :planHash, offer = :offer, offerExpiresAt = :expiresAt, " +
      "updatedAt = :at, auditSeq = :auditSeq, auditHash = :auditHash",
    // The second half: this very offer, made by an attempt whose answer was lost.
    ConditionExpression:
      "employeeId = :employeeId AND turn = :turn AND " +
      "(#status = :planning OR (#status = :offered AND planHash = :planHash))",
    ExpressionAttributeNames: { "#status": "status" },
    ExpressionAttributeValues: marshall({
      ":offered": "offered",
      ":planning": "planning",
      ":employeeId": employeeId,
      ":turn": turn,
      ":planHash": offer.planHash,
      ":offer": canonicalJson(offer),
      ":expiresAt": expiresAt,
      ":at": at,
      ":auditSeq": audit.seq,
      ":auditHash": audit.hash,
    }),
  };
}
