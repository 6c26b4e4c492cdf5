import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Clock } from "@agentic-pm/contracts";
import { type Rate, WINDOW_S, windowOf } from "../domain/rates.ts";
import type { RateCounters } from "../ports/rate-counters.ts";
import { isConditionFailed } from "./transaction.ts";

/** The limits table, under keys that begin with "rate#": one conditional count for each key and minute. */
export class DynamoRateCounters implements RateCounters {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async take(rates: readonly Rate[]): Promise<string | null> {
    const { minute, endsAt } = windowOf(this.#clock.now());
    const taken = await Promise.all(rates.map((rate) => this.#count(rate, minute)));
    return taken.every(Boolean) ? null : endsAt;
  }

  async #count({ key, most }: Rate, minute: number): Promise<boolean> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ limitId: `${key}#${minute}` }),
          UpdateExpression: "SET expiresAtEpoch = :end ADD #taken :one",
          ConditionExpression: "attribute_not_exists(#taken) OR #taken < :most",
          ExpressionAttributeNames: { "#taken": "taken" },
          ExpressionAttributeValues: marshall({ ":end": (minute + 2) * WINDOW_S, ":one": 1, ":most": most }),
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }
}
