import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Clock, Entity, SignalRecord } from "@agentic-pm/contracts";
import type { EntityRegistrar } from "../../ports/signal-stores.ts";

/** The registry as `intake` writes it: entities, and one row per signal under "signal#<id>". */
export class DynamoEntityRegistrar implements EntityRegistrar {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  /** One source knows a person's Jira account, another the groups: neither erases what the other wrote. */
  async putEntity({ entityId, audiences, ...fields }: Entity): Promise<void> {
    const known = Object.entries({ ...fields, updatedAt: this.#clock.now().toISOString() }).filter(
      ([name, value]) => !(name === "jiraAccountId" && value === null),
    );
    const sets = known.map(([name]) => `#${name} = :${name}`).join(", ");
    const values = Object.fromEntries(known.map(([name, value]) => [`:${name}`, value]));
    const grows = audiences.length > 0;
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: marshall({ entityId }),
        UpdateExpression: `SET ${sets}${grows ? " ADD audiences :audiences" : ""}`,
        ExpressionAttributeNames: Object.fromEntries(known.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: marshall({ ...values, ...(grows ? { ":audiences": new Set(audiences) } : {}) }),
      }),
    );
  }

  async putSignal({ signalId, handles, readers, source, kind, projectKey, canarySha256 }: SignalRecord): Promise<void> {
    const updatedAt = this.#clock.now().toISOString();
    const row = { entityId: `signal#${signalId}`, handles, readers, source, kind, projectKey, canarySha256, updatedAt };
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item: marshall(row) }));
  }
}
