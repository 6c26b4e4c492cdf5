import { type DynamoDBClient, GetItemCommand, paginateScan, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { RuledAction } from "./ruled-action.ts";
import type { RuledActions, RulingChange } from "./ruling-ports.ts";

/** The actions table under the operator's role, which may name these attributes and no others. */
export class DynamoRuledActions implements RuledActions {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, { table }: { table: string }) {
    this.#client = client;
    this.#table = table;
  }

  async find(actionId: string): Promise<RuledAction | null> {
    const key = { TableName: this.#table, Key: marshall({ actionId }), ConsistentRead: true };
    const { Item } = await this.#client.send(new GetItemCommand(key));
    return Item === undefined ? null : RuledAction.parse(unmarshall(Item));
  }

  async idsFrom(prefix: string, most: number): Promise<string[]> {
    const ids: string[] = [];
    const scan = {
      TableName: this.#table,
      FilterExpression: "begins_with(actionId, :prefix)",
      ExpressionAttributeValues: marshall({ ":prefix": prefix }),
    };
    for await (const { Items = [] } of paginateScan({ client: this.#client }, scan)) {
      ids.push(...Items.flatMap(({ actionId }) => actionId?.S ?? []));
      if (ids.length >= most) break;
    }
    return ids.slice(0, most);
  }

  async change(seen: RuledAction, { audit, ...changed }: RulingChange, aliveAt?: Date): Promise<boolean> {
    const sets = Object.entries({ ...changed, auditSeq: audit.seq, auditHash: audit.hash });
    const alive = aliveAt === undefined ? {} : { ":now": aliveAt.toISOString() };
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ actionId: seen.actionId }),
          UpdateExpression: `SET ${sets.map(([name]) => `#${name} = :${name}`).join(", ")}`,
          // Every change moves the head of the action's chain, so this is "nobody touched it since it was shown".
          ConditionExpression: `#status = :seen AND #auditHash = :head${aliveAt === undefined ? "" : " AND expiresAt > :now"}`,
          ExpressionAttributeNames: Object.fromEntries(sets.map(([name]) => [`#${name}`, name])),
          ExpressionAttributeValues: marshall({
            ...Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
            ":seen": seen.status,
            ":head": seen.audit.hash,
            ...alive,
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false;
      throw error;
    }
  }
}
