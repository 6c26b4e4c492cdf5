import { join } from "node:path";
import { createDynamoDb } from "../services/dynamodb/index.ts";
import { createRdsData } from "../services/rds-data/index.ts";
import { createS3 } from "../services/s3/index.ts";
import { callModule } from "./call-module.ts";

/**
 * Writes numbered items until it is killed, and tells each number once the write was acknowledged: the other half of
 * crash.test.ts. Arguments: the service and the data folder.
 */
const [service = "", dataDir = ""] = process.argv.slice(2);

const writers: Readonly<Record<string, () => Promise<(n: number) => Promise<unknown>>>> = {
  dynamodb: async () => {
    const { call } = await createDynamoDb({ dataDir });
    return (n) => {
      const put = (TableName: string): object => ({
        Put: { TableName, Item: { pk: { S: String(n) }, group: { S: "all" } } },
      });
      return call("TransactWriteItems", { TransactItems: [put("one"), put("two")] });
    };
  },
  s3: async () => {
    const { module } = await createS3({ dataDir });
    return (n) => callModule(module, { method: "PUT", rawPath: `/vault/${n}`, body: String(n).repeat(1000) });
  },
  "rds-data": async () => {
    const readSecret = async (): Promise<string> => JSON.stringify({ username: "owner", password: "pw" });
    const secretAsk = (arn: string): { action: string; resource: string } => ({
      action: "secretsmanager:GetSecretValue",
      resource: arn,
    });
    const { module } = await createRdsData({ dataDir, cacheDir: join(dataDir, "cache"), readSecret, secretAsk });
    const target = { resourceArn: "arn:aws:rds:us-east-1:111122223333:cluster:app", secretArn: "owner" };
    return (n) =>
      callModule(module, {
        method: "POST",
        rawPath: "/Execute",
        body: JSON.stringify({ ...target, sql: `insert into t values (${n})` }),
      });
  },
};

const open = writers[service];
if (open === undefined) throw new Error(`There is no writer for ${service}`);
const write = await open();
for (let n = 0; ; n++) {
  await write(n);
  process.stdout.write(`${n}\n`);
}
