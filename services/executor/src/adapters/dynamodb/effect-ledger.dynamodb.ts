import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Clock } from "@agentic-pm/contracts";
import * as z from "zod";
import type { EffectLedger, EffectState, MadeEffects } from "../../ports/execution-stores.ts";
import { isConditionFailed } from "./condition-failed.ts";

const EffectRow = z.discriminatedUnion("effectState", [
  z.object({ effectState: z.literal("started"), startedAt: z.iso.datetime() }),
  z.object({ effectState: z.literal("done"), reference: z.string().nullable(), executedAt: z.iso.datetime() }),
]);

/** What is known of each effect, by its idempotency key. */
export class DynamoEffectLedger implements EffectLedger, MadeEffects {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async begin(key: string): Promise<EffectState> {
    const startedAt = this.#clock.now().toISOString();
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: marshall({ effectId: idOf(key), effectState: "started", startedAt }),
          ConditionExpression: "attribute_not_exists(effectId) OR effectState = :absent",
          ExpressionAttributeValues: marshall({ ":absent": "absent" }),
        }),
      );
      return { state: "new" };
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
    const { effectState, ...row } = EffectRow.parse((await this.#read(key)) ?? {});
    return { state: effectState, ...row } as EffectState;
  }

  async executed(key: string): Promise<{ reference: string | null; executedAt: string } | null> {
    const { data } = EffectRow.safeParse(await this.#read(key));
    return data?.effectState === "done" ? { reference: data.reference, executedAt: data.executedAt } : null;
  }

  async finish(
    key: string,
    { reference, executedAt }: { reference: string | null; executedAt: string },
  ): Promise<void> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ effectId: idOf(key) }),
          UpdateExpression: "SET effectState = :done, #reference = :reference, executedAt = :at",
          ConditionExpression: "attribute_not_exists(effectState) OR effectState <> :done",
          ExpressionAttributeNames: { "#reference": "reference" },
          ExpressionAttributeValues: marshall({ ":done": "done", ":reference": reference, ":at": executedAt }),
        }),
      );
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
  }

  async forget(key: string): Promise<void> {
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: marshall({ effectId: idOf(key) }),
        UpdateExpression: "SET effectState = :absent",
        ExpressionAttributeValues: marshall({ ":absent": "absent" }),
      }),
    );
  }

  async #read(key: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: marshall({ effectId: idOf(key) }), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unmarshall(Item);
  }
}

function idOf(key: string): string {
  return `effect#${key}`;
}
