import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { LimitMembers } from "../../ports/execution-stores.ts";

// A set whose last member was given back is no longer there.
const LimitRow = z.object({ members: z.set(z.string()).default(new Set()) });

/** The limits as `decide` counted them; this side only reads. */
export class DynamoLimitMembers implements LimitMembers {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, { table }: { table: string }) {
    this.#client = client;
    this.#table = table;
  }

  async membersOf(key: string): Promise<ReadonlySet<string>> {
    const Key = marshall({ limitId: key });
    const { Item } = await this.#client.send(new GetItemCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item === undefined ? new Set() : LimitRow.parse(unmarshall(Item)).members;
  }
}
