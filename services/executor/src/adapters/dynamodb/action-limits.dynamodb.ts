import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Clock } from "@agentic-pm/contracts";
import type { ActionLimits } from "../../ports/decision-stores.ts";
import { isConditionFailed } from "./condition-failed.ts";

const KEPT_DAYS = 3;

/** Limits as sets of action ids: a retried decision is in the set already, and takes no second place. */
export class DynamoActionLimits implements ActionLimits {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  take(key: string, actionId: string, most: number): Promise<boolean> {
    const isFree = "attribute_not_exists(members) OR contains(members, :id) OR size(members) < :most";
    return this.#add(key, { actionId, condition: isFree, values: { ":most": most } });
  }

  claim(key: string, actionId: string): Promise<boolean> {
    const isOurs = "attribute_not_exists(members) OR contains(members, :id)";
    return this.#add(key, { actionId, condition: isOurs, values: {} });
  }

  async release(key: string, actionId: string): Promise<void> {
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: marshall({ limitId: key }),
        UpdateExpression: "DELETE members :member",
        ExpressionAttributeValues: marshall({ ":member": new Set([actionId]) }),
      }),
    );
  }

  async #add(
    limitId: string,
    entry: { actionId: string; condition: string; values: Record<string, number> },
  ): Promise<boolean> {
    const expiry = Math.floor(this.#clock.now().getTime() / 1000) + KEPT_DAYS * 86_400;
    const { actionId } = entry;
    const values = { ":member": new Set([actionId]), ":id": actionId, ":expiry": expiry, ...entry.values };
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ limitId }),
          UpdateExpression: "SET expiresAtEpoch = :expiry ADD members :member",
          ConditionExpression: entry.condition,
          ExpressionAttributeValues: marshall(values),
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }
}
