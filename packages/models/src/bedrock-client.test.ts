import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import * as z from "zod";
import { bedrockClient } from "./bedrock-client.ts";
import { bedrockModels } from "./bedrock-models.ts";
import { InMemoryBudgetLedger } from "./fakes/index.ts";

const HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
const credentials = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
const before = { ...process.env };

/** Bedrock's wire for one route: replies are raw JSON text, so that they can hold what no object can. */
class FakeEndpoint {
  readonly paths: string[] = [];
  replies: { status: number; body: string }[] = [];
  readonly server: Server = createServer((request: IncomingMessage, response) => {
    this.paths.push(request.url ?? "");
    request.resume();
    const reply = this.replies.shift();
    if (reply === undefined) return;
    const type = reply.status === 200 ? {} : { "x-amzn-errortype": "ThrottlingException" };
    response.writeHead(reply.status, { "content-type": "application/json", ...type });
    response.end(reply.body);
  });
}

function replyWith(input: string, servedBy = "embedded") {
  const toolUse = `{"toolUse":{"toolUseId":"c1","name":"record","input":${input}}}`;
  const output = `{"message":{"role":"assistant","content":[${toolUse}]}}`;
  const usage = '{"inputTokens":10,"outputTokens":5,"totalTokens":15}';
  const extra = `{"servedBy":"${servedBy}"}`;
  return {
    status: 200,
    body: `{"output":${output},"stopReason":"tool_use","usage":${usage},"metrics":{"latencyMs":1},"additionalModelResponseFields":${extra}}`,
  };
}

let endpoint: FakeEndpoint;
let url: string;

beforeEach(async () => {
  Object.assign(process.env, credentials);
  endpoint = new FakeEndpoint();
  await new Promise<void>((resolve) => endpoint.server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(endpoint.server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  process.env = { ...before };
  endpoint.server.closeAllConnections();
  await new Promise<void>((resolve) => endpoint.server.close(() => resolve()));
});

function ask(remainingMs?: () => number) {
  const client = bedrockClient({ region: "us-east-1", endpoint: url });
  const budget = new InMemoryBudgetLedger();
  const clock = { now: () => new Date("2026-01-15T09:00:00.000Z") };
  const models = bedrockModels({
    client,
    budget,
    clock,
    cheapModelId: HAIKU,
    ...(remainingMs === undefined ? {} : { remainingMs }),
  });
  const tool = { name: "record", description: "Records.", schema: z.strictObject({ topic: z.string() }) };
  const request = { modelId: HAIKU, system: "s", content: ["c"], tool, maxTokens: 100, promptVersion: "p1" };
  return models.converse(request).finally(() => client.destroy());
}

describe("over the wire", () => {
  test("a reply is read, with who served it", async () => {
    endpoint.replies = [replyWith('{"topic":"risk"}')];

    expect(await ask()).toMatchObject({ ok: true, value: { output: { topic: "risk" }, servedBy: "embedded" } });
    expect(endpoint.paths).toEqual([`/model/${encodeURIComponent(HAIKU)}/converse`]);
  });

  test("throttling is tried again", async () => {
    endpoint.replies = [{ status: 429, body: '{"message":"slow down"}' }, replyWith('{"topic":"risk"}')];

    expect(await ask()).toMatchObject({ ok: true });
    expect(endpoint.paths).toHaveLength(2);
  });

  test.each([
    ["a member named __proto__", '{"topic":"risk","__proto__":{"topic":"other"}}'],
    ["a prototype in place of the members", '{"__proto__":{"topic":"risk"}}'],
    ["no object", '"risk"'],
  ])("%s is not taken", async (_what, input) => {
    endpoint.replies = [replyWith(input), replyWith(input)];

    expect(await ask()).toMatchObject({ ok: false, code: "MODEL_OUTPUT_INVALID" });
    expect(({} as { topic?: string }).topic).toBeUndefined();
  });

  test("a member that is there twice counts as its last value, like every JSON reader's, and is checked", async () => {
    endpoint.replies = [replyWith('{"topic":1,"topic":"risk"}')];

    expect(await ask()).toMatchObject({ ok: true, value: { output: { topic: "risk" } } });
  });

  test("a model that does not answer in the time that is left is MODEL_UNAVAILABLE", async () => {
    expect(await ask(() => 1_550)).toMatchObject({ ok: false, code: "MODEL_UNAVAILABLE" });
  });
});
