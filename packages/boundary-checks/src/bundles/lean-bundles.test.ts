import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ROOT } from "@agentic-pm/packaging";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build, type BuildOptions } from "esbuild";

let folder: string;
let server: Server;
let endpoint: string;
let answer: { status: number; body: object };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-lean-"));
  server = createServer((_request, response) => {
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Bundles a program as the services' functions are, within a service's folder, runs it and reads what it prints. */
async function run(name: string, service: string, program: string, other: BuildOptions = {}): Promise<unknown> {
  const config = join(ROOT, "packages", "serverless-guard", "src", "esbuild.cjs");
  const configure = createRequire(config)(config) as (framework: object) => BuildOptions & Record<string, unknown>;
  const { outputFileExtension: _e, exclude: _x, ...options } = configure({ processedInput: { commands: ["package"] } });
  const outfile = join(folder, `${name}.mjs`);
  const stdin = { contents: program, resolveDir: join(ROOT, ...service.split("/")) };
  await build({ ...(options as BuildOptions), stdin, outfile, logLevel: "silent", ...other });
  const env = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "s", ENDPOINT: endpoint };
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { env });
  return JSON.parse(stdout);
}

describe("a bundle without what no function uses", () => {
  test("still has an error of AWS by its name, its message and its members", async () => {
    answer = {
      status: 400,
      body: {
        __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        Message: "Transaction cancelled",
        CancellationReasons: [{ Code: "ConditionalCheckFailed", Message: "no" }, { Code: "None" }],
      },
    };
    const program = `
      import { DynamoDBClient, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
      const client = new DynamoDBClient({ endpoint: process.env.ENDPOINT, maxAttempts: 1 });
      const error = await client.send(new TransactWriteItemsCommand({ TransactItems: [] })).catch((error) => error);
      const { name, message, CancellationReasons, $metadata } = error;
      console.log(JSON.stringify({ isError: error instanceof Error, name, message, CancellationReasons, status: $metadata.httpStatusCode }));`;
    await expect(run("errors", "packages/audit-trail", program)).resolves.toEqual({
      isError: true,
      name: "TransactionCanceledException",
      message: "Transaction cancelled",
      CancellationReasons: [{ Code: "ConditionalCheckFailed", Message: "no" }, { Code: "None" }],
      status: 400,
    });
  });

  test("still reads what AWS answers, member by member", async () => {
    answer = { status: 200, body: { Item: { id: { S: "a" }, seq: { N: "7" }, seal: { B: "AQI=" } } } };
    const program = `
      import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
      const client = new DynamoDBClient({ endpoint: process.env.ENDPOINT, maxAttempts: 1 });
      const { Item } = await client.send(new GetItemCommand({ TableName: "t", Key: { id: { S: "a" } } }));
      console.log(JSON.stringify({ ...Item, seal: [...Item.seal.B] }));`;
    await expect(run("answers", "packages/audit-trail", program)).resolves.toEqual({
      id: { S: "a" },
      seq: { N: "7" },
      seal: [1, 2],
    });
  });

  test("asks AWS without loading Node's fetch", async () => {
    answer = { status: 200, body: {} };
    const program = `
      import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
      const client = new DynamoDBClient({ endpoint: process.env.ENDPOINT, maxAttempts: 1 });
      const { $metadata } = await client.send(new ListTablesCommand({}));
      const isLoaded = process.moduleLoadList.some((name) => name.includes("undici/undici"));
      console.log(JSON.stringify({ status: $metadata.httpStatusCode, isLoaded }));`;
    await expect(run("http", "packages/audit-trail", program)).resolves.toEqual({ status: 200, isLoaded: false });
  });

  test("writes the JSON Schema of whatever zod can say, where a function asks for one", async () => {
    const program = `
      import * as z from "zod";
      const schema = z.strictObject({
        kind: z.literal("risk"), title: z.string().min(1).max(9), at: z.iso.date().optional(), many: z.array(z.int()).max(3),
        either: z.discriminatedUnion("t", [z.object({ t: z.literal(1) }), z.object({ t: z.literal(2), n: z.number().nullable() })]),
        level: z.enum(["low", "high"]).default("low"), by: z.record(z.string(), z.boolean()), pair: z.tuple([z.string(), z.any()]),
      });
      console.log(JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })));`;
    const [lean, whole] = [
      await run("schema", "packages/models", program),
      await run("whole-schema", "packages/models", program, { plugins: [] }),
    ];
    expect(lean).toEqual(whole);
    expect(lean).toMatchObject({ type: "object", properties: { kind: { const: "risk" } } });
  });

  test("has what Powertools' tracer asks of the X-Ray SDK", async () => {
    const program = `
      import { Tracer } from "@aws-lambda-powertools/tracer";
      const tracer = new Tracer({ serviceName: "s", captureHTTPsRequests: false });
      const { Segment } = { Segment: tracer.provider.getSegment };
      console.log(JSON.stringify({ sampled: tracer.isTraceSampled(), asks: typeof Segment }));`;
    await expect(run("tracer", "packages/observability", program)).resolves.toMatchObject({ asks: "function" });
  });

  test("has a Playwright that connects, and says so where nothing listens", async () => {
    const program = `
      import { chromium } from "playwright-core";
      const error = await chromium.connectOverCDP("ws://127.0.0.1:9/", { timeout: 2000 }).catch((error) => error);
      console.log(JSON.stringify({ name: error.name, message: error.message.split("\\n")[0] }));`;
    await expect(run("browser", "services/booking", program)).resolves.toEqual({
      name: "Error",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });
});
