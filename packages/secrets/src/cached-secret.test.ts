import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as z from "zod";
import { MAX_AGE_MS, REFRESH_AGE_MS, secret, type SecretOptions } from "./cached-secret.ts";
import { FixedSecret } from "./fakes/index.ts";

const ID = "/agentic-pm/jira/read-token";
const Token = z.strictObject({ baseUrl: z.url(), apiToken: z.string().min(4) });
const VALUE = { baseUrl: "https://jira.example.test", apiToken: "token-1" };

/** A Secrets Manager of one answer. */
class FakeSecretsManager {
  requests = 0;
  answer: { status: number; body: unknown } = secretString(VALUE);
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.requests += 1;
      request.resume();
      response.writeHead(this.answer.status, { "content-type": "application/x-amz-json-1.1", connection: "close" });
      response.end(JSON.stringify(this.answer.body));
    });
  }

  async start(): Promise<NonNullable<SecretOptions["client"]>> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as AddressInfo;
    return {
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      maxAttempts: 1,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    };
  }
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

function secretString(value: unknown) {
  return { status: 200, body: { SecretString: typeof value === "string" ? value : JSON.stringify(value) } };
}

const awsError = (type: string, message = type) => ({ status: 400, body: { __type: type, message } });

let manager: FakeSecretsManager;
let client: NonNullable<SecretOptions["client"]>;
let nowMs: number;

beforeEach(async () => {
  manager = new FakeSecretsManager();
  client = await manager.start();
  nowMs = Date.now();
  jest.spyOn(Date, "now").mockImplementation(() => nowMs);
});

afterEach(async () => {
  jest.restoreAllMocks();
  await manager.stop();
});

/** Lets what goes on behind a `get` come to its end. */
async function settled(until: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !until(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("a cached secret", () => {
  test("is fetched at the first get, once, and then for five minutes not again", async () => {
    const port = secret(ID, Token, { client });
    expect(manager.requests).toBe(0);

    expect(await Promise.all([port.get(), port.get()])).toEqual([VALUE, VALUE]);
    nowMs += REFRESH_AGE_MS - 1;
    await port.get();

    expect(manager.requests).toBe(1);
    expect(port.fetches).toBe(1);
  });

  test("is refreshed behind a get in its last minute", async () => {
    const outcomes: string[] = [];
    const port = secret(ID, Token, { client, onFetch: (outcome) => outcomes.push(outcome) });
    await port.get();
    manager.answer = secretString({ ...VALUE, apiToken: "token-2" });
    nowMs += REFRESH_AGE_MS;

    expect(await port.get()).toEqual(VALUE);
    await settled(() => outcomes.length === 2);
    expect((await port.get()).apiToken).toBe("token-2");
    expect(port.fetches).toBe(2);
  });

  test("is kept through a failed refresh, and not beyond five minutes", async () => {
    const outcomes: string[] = [];
    const port = secret(ID, Token, { client, onFetch: (outcome) => outcomes.push(outcome) });
    await port.get();
    manager.answer = awsError("InternalServiceError");
    nowMs += REFRESH_AGE_MS;

    expect(await port.get()).toEqual(VALUE);
    await settled(() => outcomes.length === 2);
    expect(outcomes).toEqual(["fetched", "refresh_failed"]);
    nowMs += MAX_AGE_MS - REFRESH_AGE_MS;
    await expect(port.get()).rejects.toMatchObject({ code: "SECRET_UNAVAILABLE", retryable: true });
  });

  test("is fetched anew after it was invalidated, as after a rotation", async () => {
    const port = secret(ID, Token, { client });
    await port.get();
    manager.answer = secretString({ ...VALUE, apiToken: "token-2" });
    port.invalidate();

    expect((await port.get()).apiToken).toBe("token-2");
  });

  test("does not come back from a fetch that began before it was invalidated", async () => {
    const port = secret(ID, Token, { client });
    const begun = port.get();
    port.invalidate();
    await begun;
    manager.answer = secretString({ ...VALUE, apiToken: "token-2" });

    expect((await port.get()).apiToken).toBe("token-2");
  });

  test("two secrets do not share a cache", async () => {
    const one = secret(ID, Token, { client });
    await one.get();
    manager.answer = secretString({ ...VALUE, apiToken: "other" });

    expect((await secret(ID, Token, { client }).get()).apiToken).toBe("other");
    expect((await one.get()).apiToken).toBe("token-1");
  });
});

describe("a secret that cannot be read", () => {
  test("is SECRET_MISSING with its name when it does not exist, and is asked for again next time", async () => {
    manager.answer = awsError("ResourceNotFoundException");
    const port = secret(ID, Token, { client });

    await expect(port.get()).rejects.toMatchObject({
      code: "SECRET_MISSING",
      message: expect.stringContaining(ID),
      remedy: expect.stringContaining("Create it"),
      details: { reason: "not_found" },
    });
    manager.answer = secretString(VALUE);
    expect(await port.get()).toEqual(VALUE);
  });

  test("is told apart when access is denied, with what AWS says is missing", async () => {
    manager.answer = awsError("AccessDeniedException", "not authorized to perform: secretsmanager:GetSecretValue");

    await expect(secret(ID, Token, { client }).get()).rejects.toMatchObject({
      code: "SECRET_MISSING",
      message: expect.stringContaining("secretsmanager:GetSecretValue"),
      details: { reason: "access_denied" },
    });
  });

  test.each([
    ["no JSON", "hunter22 is no JSON"],
    ["another shape", { baseUrl: "hunter22", apiToken: "abc" }],
    ["an unknown member", { ...VALUE, hunter22: "x" }],
    ["a list", ["hunter22"]],
  ])("is SECRET_MALFORMED for %s, and never shows the value", async (_what, value) => {
    manager.answer = secretString(value);
    const port = secret(ID, Token, { client });

    const error = await port.get().catch((caught: unknown) => caught as Error);
    expect(error).toMatchObject({ code: "SECRET_MALFORMED", message: expect.stringContaining(ID) });
    expect(JSON.stringify({ ...(error as Error), message: (error as Error).message })).not.toContain("hunter22");
  });
});

test("the fake secret shows a rotation only after it was invalidated", async () => {
  const port = new FixedSecret(ID, VALUE);
  await port.get();
  port.rotate({ ...VALUE, apiToken: "token-2" });

  expect(await port.get()).toEqual(VALUE);
  port.invalidate();
  expect((await port.get()).apiToken).toBe("token-2");
  expect(port.fetches).toBe(2);
});
