import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Clock } from "@agentic-pm/contracts";
import * as z from "zod";
import type { PaymentLedger, PaymentState } from "../../ports/payment-ledger.ts";

const EffectRow = z.discriminatedUnion("effectState", [
  z.object({ effectState: z.literal("started"), startedAt: z.iso.datetime(), checkout: z.string() }),
  z.object({ effectState: z.literal("done"), confirmationNumber: z.string() }),
  z.object({ effectState: z.literal("closed") }),
]);

/** Rows `effect#<bookingId>` of the bookings table: whoever puts one first may pay, and nobody after. */
export class DynamoPaymentLedger implements PaymentLedger {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async read(bookingId: string): Promise<PaymentState> {
    const key = { TableName: this.#table, Key: marshall({ bookingId: idOf(bookingId) }), ConsistentRead: true };
    const { Item } = await this.#client.send(new GetItemCommand(key));
    if (Item === undefined) return { state: "none" };
    const { effectState: state, ...row } = EffectRow.parse(unmarshall(Item));
    return { state, ...row } as PaymentState;
  }

  begin(bookingId: string, payment: { readonly commandHash: string; readonly checkout: string }): Promise<boolean> {
    return this.#putFirst(bookingId, { effectState: "started", startedAt: this.#now(), ...payment });
  }

  close(bookingId: string): Promise<boolean> {
    return this.#putFirst(bookingId, { effectState: "closed", closedAt: this.#now() });
  }

  async finish(bookingId: string, confirmationNumber: string): Promise<void> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ bookingId: idOf(bookingId) }),
          UpdateExpression: "SET effectState = :done, confirmationNumber = :number, executedAt = :at",
          ConditionExpression: "effectState = :started",
          ExpressionAttributeValues: marshall({
            ":done": "done",
            ":started": "started",
            ":number": confirmationNumber,
            ":at": this.#now(),
          }),
        }),
      );
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
  }

  async #putFirst(bookingId: string, columns: Readonly<Record<string, string>>): Promise<boolean> {
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: marshall({ bookingId: idOf(bookingId), ...columns }),
          ConditionExpression: "attribute_not_exists(bookingId)",
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }
}

function idOf(bookingId: string): string {
  return `effect#${bookingId}`;
}

function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === "ConditionalCheckFailedException";
}
