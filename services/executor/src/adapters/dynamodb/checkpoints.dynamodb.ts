import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Clock } from "@agentic-pm/contracts";
import type { Checkpoint, Checkpoints } from "../../ports/signal-stores.ts";

/** How far each source has been read. */
export class DynamoCheckpoints implements Checkpoints {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBClient, { table, clock }: { table: string; clock: Clock }) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async read(sourceId: string): Promise<Checkpoint> {
    const key = { TableName: this.#table, Key: marshall({ sourceId }), ConsistentRead: true };
    const { Item } = await this.#client.send(new GetItemCommand(key));
    return { cursor: Item?.["cursor"]?.S ?? null };
  }

  move(sourceId: string, cursor: string): Promise<void> {
    return this.#set(sourceId, "cursor", cursor);
  }

  noteHealth(sourceId: string, code: string | null): Promise<void> {
    return this.#set(sourceId, "health", code ?? "OK");
  }

  async #set(sourceId: string, name: string, value: string): Promise<void> {
    await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: marshall({ sourceId }),
        UpdateExpression: "SET #name = :value, updatedAt = :now",
        ExpressionAttributeNames: { "#name": name },
        ExpressionAttributeValues: marshall({ ":value": value, ":now": this.#clock.now().toISOString() }),
      }),
    );
  }
}
