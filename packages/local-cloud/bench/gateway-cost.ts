import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { join } from "node:path";
import type { Statement } from "@agentic-pm/iam";
import { listen } from "../src/gateway/listener.ts";
import type { ServiceModule } from "../src/gateway/service-module.ts";
import { startSmallCloud } from "../src/gateway/small-cloud.ts";
import { createDynamoDb, type DynamoDbService } from "../src/services/dynamodb/index.ts";

/**
 * Prints what a GetItem costs through the gateway and beside it, as JSON, in milliseconds at the median: through the
 * gateway; over the same listener to the same engine, unsigned; over dynalite's own server; and called in this process.
 * The client is a process of its own and takes turns with the three addresses, request by request.
 */
const TABLE = "jobs";
const KEY = { pk: { S: "job#1" } };
const ITEM = { ...KEY, state: { S: "done" }, body: { S: "x".repeat(400) } };
const PROPERTIES = {
  TableName: TABLE,
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
};
const tableArn = `arn:aws:dynamodb:us-east-1:111122223333:table/${TABLE}`;
/** As many as a function of ours has. */
const STATEMENTS: readonly Statement[] = [
  { Sid: "WriteOwnLogs", Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" },
  { Sid: "SendTraces", Effect: "Allow", Action: "xray:PutTraceSegments", Resource: "*" },
  { Sid: "KeepObjects", Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::vault/signals/*" },
  { Sid: "WriteJobs", Effect: "Allow", Action: ["dynamodb:PutItem", "dynamodb:UpdateItem"], Resource: tableArn },
  { Sid: "ReadJobsToResume", Effect: "Allow", Action: "dynamodb:GetItem", Resource: tableArn },
];

let dynamo: DynamoDbService | undefined;
const cloud = await startSmallCloud(async ({ folder }) => {
  dynamo = await createDynamoDb({ dataDir: join(folder, "dynamodb"), sweepIntervalMs: 0 });
  return [dynamo.module];
});
if (dynamo === undefined) throw new Error("DynamoDB was not opened.");
await dynamo.admin.createTable(structuredClone(PROPERTIES));
await dynamo.call("PutItem", { TableName: TABLE, Item: structuredClone(ITEM) });

const unsigned = await listenUnsigned(dynamo.module);
const dynalite = await startDynalite(join(cloud.folder, "dynalite"));
const client = fork(join(import.meta.dirname, "gateway-client.ts"));
const signed = cloud.as("reader", STATEMENTS, { functionName: "reader" });
client.send({
  table: TABLE,
  item: ITEM,
  properties: PROPERTIES,
  signed,
  unsigned: unsigned.url,
  dynalite: dynalite.url,
});
const [answer] = (await once(client, "message")) as [Record<string, number>];
const engine = await medianOfCalls(dynamo);
process.stdout.write(JSON.stringify({ ...answer, engine }));

await unsigned.close();
dynalite.server.close();
await cloud.close();

/** The gateway's own listener with nothing between it and the engine. */
async function listenUnsigned(module: ServiceModule): Promise<{ url: string; close(): Promise<void> }> {
  const caller = {
    accessKeyId: "",
    principal: { arn: "", accountId: "" },
    policies: cloud.roles.policiesOf(anyRole()),
  };
  const listener = await listen({
    maxBodyBytes: 1024 * 1024,
    answer: ({ method, target, headers, body }) =>
      module.handle(
        {
          requestId: "",
          method,
          rawPath: target,
          query: new URLSearchParams(),
          headers,
          body: body ?? Buffer.alloc(0),
          service: "dynamodb",
          region: "us-east-1",
        },
        caller,
      ),
  });
  return { url: `http://127.0.0.1:${listener.port}`, close: () => listener.close() };
}

function anyRole(): string {
  return cloud.roles.putRole({ roleName: "nobody", assumeRolePolicy: { Statement: [] }, inlinePolicies: [] }).arn;
}

async function startDynalite(path: string): Promise<{ url: string; server: Server }> {
  const start = createRequire(import.meta.url)("dynalite") as (options: object) => Server;
  const server = start({ path, createTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function medianOfCalls(service: DynamoDbService): Promise<number> {
  const samples: number[] = [];
  for (let call = 0; call < 3_000; call += 1) {
    const input = { TableName: TABLE, Key: structuredClone(KEY) };
    const began = performance.now();
    await service.call("GetItem", input);
    samples.push(performance.now() - began);
  }
  return samples.sort((left, right) => left - right)[samples.length / 2] ?? 0;
}
