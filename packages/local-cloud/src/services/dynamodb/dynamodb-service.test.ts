import { join } from "node:path";
import {
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import type { Statement } from "@agentic-pm/iam";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { arn } from "../../gateway/account.ts";
import { startSmallCloud, type SmallCloud } from "../../gateway/small-cloud.ts";
import { createDynamoDb, type DynamoDbService, type ItemChange } from "./index.ts";

let cloud: SmallCloud;
let service: DynamoDbService;
let now: number;
let roles = 0;

const everything: Statement = { Effect: "Allow", Action: "dynamodb:*", Resource: "*" };
const clientFor = (...statements: Statement[]): DynamoDBClient =>
  new DynamoDBClient(cloud.as(`role-${roles++}`, statements));
const allow = (Action: string | string[], Resource: string, Condition = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  Condition,
});
const table = (name: string): string => arn("dynamodb", `table/${name}`);

beforeEach(async () => {
  now = Date.parse("2026-03-01T00:00:00Z");
  cloud = await startSmallCloud(async ({ folder }) => {
    service = await createDynamoDb({ dataDir: join(folder, "dynamodb"), now: () => now, sweepIntervalMs: 0 });
    return [service.module];
  });
  const key = {
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  };
  await service.admin.createTable({ TableName: "one", BillingMode: "PAY_PER_REQUEST", ...key });
  await service.admin.createTable({ TableName: "two", BillingMode: "PAY_PER_REQUEST", ...key });
  await service.admin.createTable({
    TableName: "audit",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["subject", "seq", "actor"].map((AttributeName) => ({
      AttributeName,
      AttributeType: AttributeName === "seq" ? "N" : "S",
    })),
    KeySchema: [
      { AttributeName: "subject", KeyType: "HASH" },
      { AttributeName: "seq", KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "byActor",
        KeySchema: [{ AttributeName: "actor", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
    TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
    StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
});
afterEach(() => cloud.close());

const increment = (TableName: string, pk: string): TransactWriteItem => ({
  Update: {
    TableName,
    Key: { pk: { S: pk } },
    UpdateExpression: "ADD n :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
  },
});
const count = async (client: DynamoDBClient, TableName: string, pk: string): Promise<string | undefined> =>
  (await client.send(new GetItemCommand({ TableName, Key: { pk: { S: pk } } }))).Item?.["n"]?.N;

describe("transactions", () => {
  test("of fifty at once add up in both tables", async () => {
    const client = clientFor(everything);
    const both = () =>
      client.send(new TransactWriteItemsCommand({ TransactItems: [increment("one", "x"), increment("two", "x")] }));
    await Promise.all(Array.from({ length: 50 }, both));
    expect([await count(client, "one", "x"), await count(client, "two", "x")]).toEqual(["50", "50"]);
  });

  test("write all of their items or none, and are never seen half done", async () => {
    const run = fc.record({
      keys: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 }),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(run, { maxLength: 12 }), fc.uuid(), async (runs, prefix) => {
        const write = ({ keys, fails }: { keys: string[]; fails: boolean }) =>
          service.call("TransactWriteItems", {
            TransactItems: [
              ...keys.flatMap((key) => [increment("one", prefix + key), increment("two", prefix + key)]),
              ...(fails
                ? [
                    {
                      ConditionCheck: {
                        TableName: "one",
                        Key: { pk: { S: `${prefix}?` } },
                        ConditionExpression: "attribute_exists(pk)",
                      },
                    },
                  ]
                : []),
            ],
          });
        const seen = async (key: string): Promise<unknown[]> => {
          const Gets = ["one", "two"].map((TableName) => ({ Get: { TableName, Key: { pk: { S: prefix + key } } } }));
          const { Responses } = await service.call("TransactGetItems", { TransactItems: Gets });
          return (Responses as { Item?: { n: { N: string } } }[]).map(({ Item }) => Item?.n.N);
        };
        const writes = Promise.allSettled(runs.map(write));
        for (const key of ["a", "b", "c", "d"]) {
          const [one, two] = await seen(key);
          expect(one).toBe(two);
        }
        expect((await writes).map(({ status }) => status === "rejected")).toEqual(runs.map(({ fails }) => fails));
        for (const key of ["a", "b", "c", "d"]) {
          const expected = runs.filter(({ keys, fails }) => !fails && keys.some((name) => name === key)).length;
          expect(await seen(key)).toEqual(
            expected === 0 ? [undefined, undefined] : [String(expected), String(expected)],
          );
        }
      }),
      { numRuns: 25 },
    );
  });

  test("say of each item why they were cancelled, with the item where asked for", async () => {
    const client = clientFor(everything);
    await client.send(new PutItemCommand({ TableName: "one", Item: { pk: { S: "x" }, n: { N: "7" } } }));
    const Put = {
      TableName: "one",
      Item: { pk: { S: "x" } },
      ConditionExpression: "attribute_not_exists(pk)",
    } as const;
    const shown = { ...Put, ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const;
    const attempt = client.send(
      new TransactWriteItemsCommand({ TransactItems: [increment("two", "x"), { Put: shown }] }),
    );
    await expect(attempt).rejects.toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [
        { Code: "None" },
        { Code: "ConditionalCheckFailed", Item: { pk: { S: "x" }, n: { N: "7" } } },
      ],
    });
    expect(await count(client, "two", "x")).toBeUndefined();
  });

  test("with the same token run once, and another request with it is refused", async () => {
    const client = clientFor(everything);
    const send = (pk: string) =>
      client.send(
        new TransactWriteItemsCommand({ ClientRequestToken: "token", TransactItems: [increment("one", pk)] }),
      );
    await Promise.all([send("x"), send("x"), send("x")]);
    expect(await count(client, "one", "x")).toBe("1");
    await expect(send("y")).rejects.toMatchObject({ name: "IdempotentParameterMismatchException" });
    now += 11 * 60_000;
    await send("x");
    expect(await count(client, "one", "x")).toBe("2");
  });

  test("name an item once only", async () => {
    const twice = new TransactWriteItemsCommand({ TransactItems: [increment("one", "x"), increment("one", "x")] });
    await expect(clientFor(everything).send(twice)).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("single writes", () => {
  test("give the item back with a failed condition, where asked for", async () => {
    const client = clientFor(everything);
    const put = { TableName: "one", Item: { pk: { S: "x" } }, ConditionExpression: "attribute_not_exists(pk)" };
    await client.send(new PutItemCommand(put));
    const again = client.send(new PutItemCommand({ ...put, ReturnValuesOnConditionCheckFailure: "ALL_OLD" }));
    await expect(again).rejects.toMatchObject({ name: "ConditionalCheckFailedException", Item: { pk: { S: "x" } } });
  });

  test("in batches are read in batches", async () => {
    const client = clientFor(everything);
    const items = ["a", "b", "c"].map((pk) => ({ pk: { S: pk } }));
    await client.send(
      new BatchWriteItemCommand({ RequestItems: { one: items.map((Item) => ({ PutRequest: { Item } })) } }),
    );
    const { Responses } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table("one")]: { Keys: items } } }),
    );
    expect(Responses?.["one"]).toHaveLength(3);
  });

  test("keep an index in step with its table", async () => {
    const client = clientFor(everything);
    const Key = { subject: { S: "s" }, seq: { N: "1" } };
    await client.send(new PutItemCommand({ TableName: "audit", Item: { ...Key, actor: { S: "a" } } }));
    await client.send(
      new UpdateItemCommand({
        TableName: "audit",
        Key,
        UpdateExpression: "SET actor = :b",
        ExpressionAttributeValues: { ":b": { S: "b" } },
      }),
    );
    const byActor = async (actor: string): Promise<number | undefined> => {
      const query = {
        TableName: "audit",
        IndexName: "byActor",
        KeyConditionExpression: "actor = :a",
        ExpressionAttributeValues: { ":a": { S: actor } },
      };
      return (await client.send(new QueryCommand(query))).Count;
    };
    expect([await byActor("a"), await byActor("b")]).toEqual([0, 1]);
  });
});

describe("tables", () => {
  test("are listed page by page and described with their stream and time to live", async () => {
    const client = clientFor(everything);
    const page = await client.send(new ListTablesCommand({ Limit: 2 }));
    expect(page).toMatchObject({ TableNames: ["audit", "one"], LastEvaluatedTableName: "one" });
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: "audit" }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expires" });
    expect(service.admin.describe("audit").streamArn).toContain("table/audit/stream/");
  });

  test("get a new index filled from their items", async () => {
    await service.call("PutItem", { TableName: "one", Item: { pk: { S: "x" }, colour: { S: "red" } } });
    const key = {
      AttributeDefinitions: ["pk", "colour"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    };
    const index = {
      IndexName: "byColour",
      KeySchema: [{ AttributeName: "colour", KeyType: "HASH" }],
      Projection: { ProjectionType: "ALL" },
    };
    await service.admin.updateTable({ TableName: "one", ...key, GlobalSecondaryIndexes: [index] });
    const query = {
      TableName: "one",
      IndexName: "byColour",
      KeyConditionExpression: "colour = :c",
      ExpressionAttributeValues: { ":c": { S: "red" } },
    };
    expect(await service.call("Query", query)).toMatchObject({ Count: 1 });
  });

  test("lose expired items in a sweep, and their listeners hear of every change in order", async () => {
    const changes: ItemChange[] = [];
    service.admin.onChange("audit", (change) => changes.push(change));
    const put = (seq: number, expires: number) =>
      service.call("PutItem", {
        TableName: "audit",
        Item: { subject: { S: "s" }, seq: { N: String(seq) }, expires: { N: String(expires) } },
      });
    await put(1, now / 1000 - 1);
    await put(2, now / 1000 + 60);
    await put(2, now / 1000 + 60);
    expect(await service.admin.sweep()).toBe(1);
    now += 61_000;
    expect(await service.admin.sweep()).toBe(1);
    expect(changes.map(({ sequence, kind, byTimeToLive }) => [sequence, kind, byTimeToLive])).toEqual([
      [1, "INSERT", false],
      [2, "INSERT", false],
      [3, "REMOVE", true],
      [4, "REMOVE", true],
    ]);
  });
});

describe("PartiQL", () => {
  const insert = `INSERT INTO "audit" VALUE {'subject': ?, 'seq': ?, 'body': 'it''s'}`;
  const record = (seq: number) => [{ S: "s" }, { N: String(seq) }];

  test("inserts once, and says so of a duplicate", async () => {
    const client = clientFor(everything);
    await client.send(new ExecuteStatementCommand({ Statement: insert, Parameters: record(1) }));
    const again = client.send(new ExecuteStatementCommand({ Statement: insert, Parameters: record(1) }));
    await expect(again).rejects.toMatchObject({ name: "DuplicateItemException" });
  });

  test("selects by key and condition, page by page", async () => {
    const client = clientFor(everything);
    for (const seq of [1, 2, 3, 4])
      await client.send(new ExecuteStatementCommand({ Statement: insert, Parameters: record(seq) }));
    const select = {
      Statement: `SELECT seq FROM "audit" WHERE subject = ? AND seq > 1 ORDER BY seq DESC`,
      Parameters: [{ S: "s" }],
      Limit: 2,
    };
    const first = await client.send(new ExecuteStatementCommand(select));
    expect(first.Items).toEqual([{ seq: { N: "4" } }, { seq: { N: "3" } }]);
    const second = await client.send(new ExecuteStatementCommand({ ...select, NextToken: first.NextToken }));
    expect(second.Items).toEqual([{ seq: { N: "2" } }]);
  });

  test("updates what is there, by its whole key", async () => {
    const client = clientFor(everything);
    await client.send(new ExecuteStatementCommand({ Statement: insert, Parameters: record(1) }));
    const update = `UPDATE "audit" SET n = ? SET body = 'new' WHERE subject = 's' AND seq = 1 AND body = 'it''s' RETURNING ALL NEW *`;
    const { Items } = await client.send(new ExecuteStatementCommand({ Statement: update, Parameters: [{ N: "3" }] }));
    expect(Items).toEqual([{ subject: { S: "s" }, seq: { N: "1" }, n: { N: "3" }, body: { S: "new" } }]);
    const missing = new ExecuteStatementCommand({
      Statement: `UPDATE "audit" SET n = 1 WHERE subject = 's' AND seq = 9`,
    });
    await expect(client.send(missing)).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
  });

  test("in a transaction is all or nothing; in a batch each statement stands alone", async () => {
    const client = clientFor(everything);
    const statements = [1, 2, 1].map((seq) => ({ Statement: insert, Parameters: record(seq) }));
    await client.send(new ExecuteTransactionCommand({ TransactStatements: statements.slice(0, 1) }));
    const attempt = client.send(new ExecuteTransactionCommand({ TransactStatements: statements.slice(1) }));
    await expect(attempt).rejects.toMatchObject({ CancellationReasons: [{ Code: "None" }, { Code: "DuplicateItem" }] });
    const { Responses } = await client.send(new BatchExecuteStatementCommand({ Statements: statements.slice(1) }));
    expect(Responses?.map(({ Error }) => Error?.Code)).toEqual([undefined, "DuplicateItem"]);
  });

  test.each([
    `SELECT * FROM "audit" WHERE subject = 's' OR seq = 1`,
    `DROP TABLE "audit"`,
    `INSERT INTO "audit" VALUE {'subject': ?, 'seq': 1}`,
    `DELETE FROM "audit" WHERE subject = 's'`,
    `SELECT * FROM "audit" WHERE subject = 's'; DELETE FROM "audit" WHERE subject = 's' AND seq = 1`,
  ])("refuses %s", async (text) => {
    await expect(clientFor(everything).send(new ExecuteStatementCommand({ Statement: text }))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("insertion is a permission of its own: it lets nobody put, read or change", async () => {
    const writer = clientFor(allow("dynamodb:PartiQLInsert", table("audit")));
    await writer.send(new ExecuteStatementCommand({ Statement: insert, Parameters: record(1) }));
    const Item = { subject: { S: "s" }, seq: { N: "1" } };
    const refused = { name: "AccessDeniedException" };
    await expect(writer.send(new PutItemCommand({ TableName: "audit", Item }))).rejects.toMatchObject(refused);
    for (const text of [
      `SELECT * FROM "audit" WHERE subject = 's'`,
      `UPDATE "audit" SET n = 1 WHERE subject = 's' AND seq = 1`,
      `DELETE FROM "audit" WHERE subject = 's' AND seq = 1`,
    ]) {
      await expect(writer.send(new ExecuteStatementCommand({ Statement: text }))).rejects.toMatchObject(refused);
    }
  });
});

describe("permissions", () => {
  test("of a transaction are those of its items", async () => {
    const client = clientFor(
      allow("dynamodb:UpdateItem", table("one")),
      allow("dynamodb:ConditionCheckItem", table("two")),
    );
    const check = {
      ConditionCheck: { TableName: "two", Key: { pk: { S: "x" } }, ConditionExpression: "attribute_not_exists(pk)" },
    };
    await client.send(new TransactWriteItemsCommand({ TransactItems: [increment("one", "x"), check] }));
    const attempt = client.send(
      new TransactWriteItemsCommand({ TransactItems: [increment("one", "x"), increment("two", "x")] }),
    );
    await expect(attempt).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining(`dynamodb:UpdateItem on resource: ${table("two")}`),
    });
    const read = new TransactGetItemsCommand({
      TransactItems: [{ Get: { TableName: "one", Key: { pk: { S: "x" } } } }],
    });
    await expect(client.send(read)).rejects.toMatchObject({ message: expect.stringContaining("dynamodb:GetItem") });
  });

  test("of a query on an index are the index's", async () => {
    const client = clientFor(allow("dynamodb:Query", table("audit")));
    const query = {
      TableName: "audit",
      IndexName: "byActor",
      KeyConditionExpression: "actor = :a",
      ExpressionAttributeValues: { ":a": { S: "a" } },
    };
    await expect(client.send(new QueryCommand(query))).rejects.toMatchObject({
      message: expect.stringContaining(`${table("audit")}/index/byActor`),
    });
  });

  test("may be limited to leading keys and attributes", async () => {
    const Condition = {
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["mine"], "dynamodb:Attributes": ["pk", "n"] },
    };
    const client = clientFor(allow(["dynamodb:PutItem", "dynamodb:Query"], table("one"), Condition));
    const put = (pk: string, further: object = {}) =>
      client.send(new PutItemCommand({ TableName: "one", Item: { pk: { S: pk }, ...further } }));
    await put("mine", { n: { N: "1" } });
    await expect(put("yours")).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(put("mine", { secret: { S: "x" } })).rejects.toMatchObject({ name: "AccessDeniedException" });
    const query = (pk: string) =>
      client.send(
        new QueryCommand({
          TableName: "one",
          KeyConditionExpression: "pk = :p",
          ExpressionAttributeValues: { ":p": { S: pk } },
        }),
      );
    expect((await query("mine")).Count).toBe(1);
    await expect(query("yours")).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});
