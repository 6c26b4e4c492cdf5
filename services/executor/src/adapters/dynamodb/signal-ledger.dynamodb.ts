import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Clock, HandleView, SignalRecord } from "@agentic-pm/contracts";
import type { SignalLedger, SignalProgress } from "../../ports/signal-stores.ts";
import { isConditionFailed } from "./condition-failed.ts";

/** The signals table: one row per signal, with hashes and state, but no text and nothing that a handle means. */
export class DynamoSignalLedger implements SignalLedger {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async progressOf(signalId: string): Promise<SignalProgress> {
    const { Item } = await this.#client.send(
      new GetItemCommand({
        TableName: this.#table,
        Key: marshall({ signalId }),
        ProjectionExpression: "signalId, executionArn",
        ConsistentRead: true,
      }),
    );
    if (Item === undefined) return "unknown";
    return Item["executionArn"] === undefined ? "stored" : "started";
  }

  async store({ handles: _handles, ...record }: SignalRecord, handleViews: readonly HandleView[]): Promise<void> {
    const now = this.#clock.now().toISOString();
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: marshall(
            { ...record, handleViews, status: "received", updatedAt: now },
            { removeUndefinedValues: true },
          ),
          ConditionExpression: "attribute_not_exists(signalId)",
        }),
      );
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
  }

  async markStarted(signalId: string, executionArn: string): Promise<void> {
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: marshall({ signalId }),
        UpdateExpression: "SET executionArn = :arn",
        ConditionExpression: "attribute_exists(signalId)",
        ExpressionAttributeValues: marshall({ ":arn": executionArn }),
      }),
    );
  }
}
