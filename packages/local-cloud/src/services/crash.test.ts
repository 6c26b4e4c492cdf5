import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { callModule } from "../test-support/call-module.ts";
import { createDynamoDb } from "./dynamodb/index.ts";
import { createRdsData } from "./rds-data/index.ts";
import { createS3 } from "./s3/index.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "crash-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Runs the writer on the folder, kills it after so many acknowledged writes, and gives the last one's number. */
function killedAfter(service: string, acknowledged: number): Promise<number> {
  const writer = spawn(
    process.execPath,
    [fileURLToPath(new URL("../test-support/crash-writer.ts", import.meta.url)), service, dataDir],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let told = "";
  writer.stdout.on("data", (chunk: Buffer) => {
    told += chunk.toString();
    if (told.split("\n").length > acknowledged) writer.kill("SIGKILL");
  });
  return new Promise((resolve) => writer.on("close", () => resolve(Number(told.trim().split("\n").at(-1)))));
}

test("DynamoDB killed at any moment has every transaction it acknowledged, and none by half", async () => {
  const AttributeDefinitions = ["pk", "group"].map((AttributeName) => ({ AttributeName, AttributeType: "S" }));
  const index = {
    IndexName: "byGroup",
    KeySchema: [{ AttributeName: "group", KeyType: "HASH" }],
    Projection: { ProjectionType: "ALL" },
  };
  const KeySchema = [{ AttributeName: "pk", KeyType: "HASH" }];
  const first = await createDynamoDb({ dataDir });
  for (const TableName of ["one", "two"]) {
    await first.admin.createTable({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions,
      KeySchema,
      GlobalSecondaryIndexes: [index],
    });
  }
  await first.close();
  for (const writes of [1, 40, 200]) {
    const last = await killedAfter("dynamodb", writes);
    const service = await createDynamoDb({ dataDir });
    const keysOf = async (TableName: string, IndexName?: string): Promise<string[]> => {
      const { Items } = await service.call("Scan", IndexName === undefined ? { TableName } : { TableName, IndexName });
      return (Items as { pk: { S: string } }[]).map(({ pk }) => pk.S).sort();
    };
    const keys = await keysOf("one");
    expect(keys).toEqual(expect.arrayContaining(Array.from({ length: last + 1 }, (_, n) => String(n))));
    expect(await keysOf("two")).toEqual(keys);
    expect(await keysOf("one", "byGroup")).toEqual(keys);
    await service.close();
  }
}, 60_000);

test("S3 killed at any moment has every object it acknowledged, whole", async () => {
  await (await createS3({ dataDir })).admin.createBucket("vault", { versioning: "Enabled" });
  for (const writes of [1, 100]) {
    const last = await killedAfter("s3", writes);
    const { admin } = await createS3({ dataDir });
    for (let n = 0; n <= last; n++)
      expect((await admin.readObject("vault", String(n)))?.toString()).toBe(String(n).repeat(1000));
  }
}, 60_000);

test("the database killed at any moment has every row it acknowledged", async () => {
  const open = () =>
    createRdsData({
      dataDir,
      cacheDir: join(dataDir, "cache"),
      readSecret: async () => JSON.stringify({ username: "owner", password: "pw" }),
      secretAsk: (arn) => ({ action: "secretsmanager:GetSecretValue", resource: arn }),
    });
  const first = await open();
  const { arn: resourceArn } = await first.admin.createCluster({
    DBClusterIdentifier: "app",
    DatabaseName: "app",
    MasterUsername: "owner",
    masterPassword: "pw",
  });
  const execute = async (service: typeof first, sql: string): Promise<unknown> => {
    const body = JSON.stringify({ resourceArn, secretArn: "owner", sql });
    return JSON.parse(String((await callModule(service.module, { method: "POST", rawPath: "/Execute", body })).body));
  };
  await execute(first, "create table t (n int)");
  await first.close();
  const last = await killedAfter("rds-data", 60);
  const service = await open();
  const answer = await execute(service, `select count(*) from t where n <= ${last}`);
  expect(answer).toMatchObject({ records: [[{ longValue: last + 1 }]] });
  await service.close();
}, 120_000);
