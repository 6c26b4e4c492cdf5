import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { type Breaker, CLOSED, type Integration } from "../../domain/circuit-breaker.ts";
import type { BreakerStore } from "../../ports/execution-stores.ts";
import { isConditionFailed } from "./condition-failed.ts";

const BreakerRow = z.object({
  breakerState: z.enum(["closed", "open", "half_open"]),
  failures: z.number().int().nonnegative(),
  until: z.iso.datetime().nullable(),
  version: z.number().int().nonnegative(),
});

/** The circuit breakers, shared by all environments of `execute`. */
export class DynamoBreakerStore implements BreakerStore {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, { table }: { table: string }) {
    this.#client = client;
    this.#table = table;
  }

  async read(integration: Integration): Promise<Breaker> {
    const Key = marshall({ effectId: idOf(integration) });
    const { Item } = await this.#client.send(new GetItemCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    if (Item === undefined) return CLOSED;
    const { breakerState, ...row } = BreakerRow.parse(unmarshall(Item));
    return { state: breakerState, ...row };
  }

  async write(integration: Integration, { state, ...next }: Breaker): Promise<boolean> {
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: marshall({ effectId: idOf(integration), breakerState: state, ...next }),
          ConditionExpression: "attribute_not_exists(effectId) OR version = :before",
          ExpressionAttributeValues: marshall({ ":before": next.version - 1 }),
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }
}

function idOf(integration: Integration): string {
  return `breaker#${integration}`;
}
