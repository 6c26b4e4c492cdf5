import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { FunctionRuntime } from "./function-runtime.ts";
import type { LogBatch } from "./invocation-log.ts";
import type { RuntimeLimits } from "./runtime-ports.ts";

let folder: string;
let runtime: FunctionRuntime;
let logs: LogBatch[];
let sessions: number;

function open(limits: Partial<RuntimeLimits> = {}, lifetimeMs = 3_600_000): void {
  runtime = new FunctionRuntime(
    {
      endpoint: () => "http://127.0.0.1:1",
      xrayDaemon: () => "127.0.0.1:2000",
      credentialsFor: () => {
        sessions += 1;
        const expiration = new Date(Date.now() + lifetimeMs);
        return { accessKeyId: `ASIA${sessions}`, secretAccessKey: "secret", sessionToken: "token", expiration };
      },
      writeLogs: (batch) => void logs.push(batch),
      onTracedEnvironment: () => undefined,
      onTrace: () => undefined,
      compileCacheDir: join(folder, "cache"),
    },
    limits,
  );
}

function put(source: string, more: Partial<FunctionConfiguration> = {}): void {
  const taskRoot = mkdtempSync(join(folder, "code-"));
  mkdirSync(join(taskRoot, "src"), { recursive: true });
  writeFileSync(join(taskRoot, "src", "index.mjs"), source);
  runtime.put({
    functionName: "hello",
    arn: "arn:aws:lambda:us-east-1:111122223333:function:hello",
    roleArn: "arn:aws:iam::111122223333:role/hello",
    handler: "src/index.handler",
    runtime: "nodejs24.x",
    description: "",
    timeout: 5,
    memorySize: 128,
    environment: { STAGE: "test" },
    codeSha256: "",
    codeSize: 0,
    taskRoot,
    architecture: "arm64",
    tracing: "PassThrough",
    logGroupName: "/aws/lambda/hello",
    lastModified: "",
    ...more,
  });
}

const handler = (body: string): string => `export const handler = async (event, context) => { ${body} };`;
const invoke = async (event: unknown = {}) => {
  const result = await runtime.invoke("hello", { payload: JSON.stringify(event) });
  return { ...result, value: JSON.parse(result.payload) as Record<string, unknown> };
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runtime-"));
  logs = [];
  sessions = 0;
  open();
});

afterEach(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a function", () => {
  test("gets its event and Lambda's context", async () => {
    put(
      handler(
        "return { event, name: context.functionName, id: context.awsRequestId, left: context.getRemainingTimeInMillis() <= 5000 };",
      ),
    );
    const { value, requestId } = await invoke({ a: 1 });
    expect(value).toEqual({ event: { a: 1 }, name: "hello", id: requestId, left: true });
  });

  test("sees its own environment and nothing of the host's", async () => {
    put(handler("return process.env;"));
    const { value } = await invoke();
    expect(value).toMatchObject({
      STAGE: "test",
      AWS_LAMBDA_FUNCTION_NAME: "hello",
      AWS_REGION: "us-east-1",
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      AWS_ACCESS_KEY_ID: "ASIA1",
      AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
      _HANDLER: "src/index.handler",
      TZ: ":UTC",
    });
    expect(value).not.toHaveProperty("HOME");
    expect(value).not.toHaveProperty("NODE_OPTIONS");
  });

  test("keeps its environment warm between invocations", async () => {
    put(`let count = 0; ${handler("count += 1; return { count };")}`);
    await invoke();
    expect((await invoke()).value).toEqual({ count: 2 });
    expect(sessions).toBe(1);
  });

  test("writes what it prints between START, END and REPORT", async () => {
    put(`console.log("loading"); ${handler('console.log("one\\ntwo"); console.error("three"); return null;')}`);
    await invoke();
    const lines = logs[0]?.lines.map(({ message }) => message.replace(/[0-9a-f-]{36}/, "ID").split("\t")[0]);
    expect(lines).toEqual([
      "START RequestId: ID Version: $LATEST",
      "loading",
      "one",
      "two",
      "three",
      "END RequestId: ID",
      "REPORT RequestId: ID",
    ]);
  });

  test("reports time and memory of every invocation in the order of AWS, the loading where there was one", async () => {
    put(handler("return null;"));
    await invoke();
    await invoke();
    const reports = logs.map(({ lines }) =>
      lines
        .at(-1)
        ?.message.replaceAll(/ \d[\d.]*/g, "")
        .split("\t")
        .slice(1),
    );
    const parts = ["Duration: ms", "Billed Duration: ms", "Memory Size: MB", "Max Memory Used: MB"];
    expect(reports).toEqual([[...parts, "Init Duration: ms"], parts]);
  });

  test("runs its new code after a change", async () => {
    put(handler('return "old";'));
    await invoke();
    put(handler('return "new";'));
    expect((await invoke()).value).toBe("new");
  });

  test("gets new credentials in a new environment before the old ones end", async () => {
    await runtime.close();
    open({}, 60_000);
    put(handler("return process.env.AWS_ACCESS_KEY_ID;"));
    await invoke();
    expect((await invoke()).value).toBe("ASIA2");
  });
});

describe("a failing function", () => {
  test("answers its error in Lambda's form", async () => {
    put(handler('throw new TypeError("no such ticket");'));
    const { functionError, value } = await invoke();
    expect(functionError).toBe("Unhandled");
    expect(value).toMatchObject({ errorType: "TypeError", errorMessage: "no such ticket" });
    expect(value["trace"]).toEqual(expect.arrayContaining([expect.stringContaining("index.mjs")]));
  });

  test("names the place in the source where its bundle has a map, and in the bundle where the map is broken", async () => {
    const thrower = "export const handler = async () => { throw new Error('mapped'); };";
    const map = { version: 3, sources: ["../../../greet.ts"], names: [], mappings: "AAAA" };
    const taskRoot = mkdtempSync(join(folder, "mapped-"));
    mkdirSync(join(taskRoot, "src"));
    writeFileSync(join(taskRoot, "src", "index.mjs.map"), JSON.stringify(map));
    writeFileSync(join(taskRoot, "src", "index.mjs"), thrower);
    put(thrower, { taskRoot });
    expect((await invoke()).value["trace"]).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Error: mapped$/), expect.stringContaining("greet.ts:1:1")]),
    );
    writeFileSync(join(taskRoot, "src", "index.mjs.map"), "{");
    put(thrower, { taskRoot });
    expect((await invoke()).value["trace"]).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Error: mapped$/), expect.stringContaining("index.mjs:1:")]),
    );
  });

  test("is ended when it runs past its timeout, also in a busy loop, and starts anew", async () => {
    put(`let first = true; ${handler('if (event.loop) for (;;); return "fresh";')}`, { timeout: 1 });
    const { value, requestId } = await invoke({ loop: true });
    expect(value).toEqual({
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${requestId} Error: Task timed out after 1.00 seconds`,
    });
    expect((await invoke()).value).toBe("fresh");
  });

  test("that exits, or rejects with nobody listening, takes only its own environment along", async () => {
    put(
      handler(
        'if (event.exit) process.exit(1); if (event.reject) { Promise.reject(new RangeError("late")); await new Promise(() => {}); } return "fresh";',
      ),
    );
    expect((await invoke({ exit: true })).value).toMatchObject({ errorType: "Runtime.ExitError" });
    expect((await invoke({ reject: true })).value).toMatchObject({
      errorType: "Runtime.UnhandledPromiseRejection",
      errorMessage: "RangeError: late",
    });
    expect((await invoke()).value).toBe("fresh");
  });

  test("that needs more memory than it has is killed", async () => {
    put(handler("const hoard = []; for (;;) hoard.push(new Array(1e5).fill({}).map(() => ({})));"), {
      memorySize: 32,
      timeout: 30,
    });
    expect((await invoke()).value).toMatchObject({ errorType: "Runtime.OutOfMemory" });
  });

  test("that cannot be loaded says why", async () => {
    put("throw new SyntaxError('half a bundle');");
    expect((await invoke()).value).toMatchObject({ errorType: "SyntaxError", errorMessage: "half a bundle" });
    put("export const other = 1;");
    expect((await invoke()).value).toMatchObject({ errorType: "Runtime.HandlerNotFound" });
    put("", { handler: "nowhere.handler" });
    expect((await invoke()).value).toMatchObject({ errorType: "Runtime.ImportModuleError" });
  });

  test("whose answer is larger than six megabytes is told so", async () => {
    put(handler('return "x".repeat(6 * 1024 * 1024 + 1);'));
    expect((await invoke()).value).toMatchObject({ errorType: "Function.ResponseSizeTooLarge" });
  });
});

describe("many invocations", () => {
  const SLOW = handler("await new Promise((done) => setTimeout(done, 50)); return process.env.AWS_ACCESS_KEY_ID;");

  /** Answers once a second environment has begun as well. */
  const untilTwo = (seen: string): string => `
    import { readdirSync, writeFileSync } from "node:fs";
    import { setTimeout as pause } from "node:timers/promises";
    export const handler = async () => {
      const key = process.env.AWS_ACCESS_KEY_ID;
      writeFileSync(${JSON.stringify(seen)} + "/" + key, "");
      while (readdirSync(${JSON.stringify(seen)}).length < 2) await pause(5);
      return key;
    };`;

  test("share as many environments as are allowed, each serving one at a time", async () => {
    const seen = mkdtempSync(join(folder, "seen-"));
    put(untilTwo(seen), { timeout: 60 });
    const results = await Promise.all(Array.from({ length: 6 }, () => invoke()));
    expect(new Set(results.map(({ value }) => value)).size).toBe(2);
    expect(runtime.environments()).toEqual({ hello: 2 });
  });

  test("wait for the environment there is as long as they are told to", async () => {
    await runtime.close();
    open({ anotherAfterMs: 60_000 });
    put(SLOW);
    await Promise.all([invoke(), invoke(), invoke()]);
    expect(runtime.environments()).toEqual({ hello: 1 });
  });

  test("keep to the reserved concurrency", async () => {
    put(SLOW, { reservedConcurrency: 1 });
    await Promise.all([invoke(), invoke(), invoke()]);
    expect(sessions).toBe(1);
  });

  test("are refused when too many wait, and at once where nothing is reserved", async () => {
    await runtime.close();
    open({ environmentsPerFunction: 1, queuedPerFunction: 1 });
    put(SLOW);
    const results = await Promise.allSettled([invoke(), invoke(), invoke()]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    put(SLOW, { reservedConcurrency: 0 });
    await expect(invoke()).rejects.toMatchObject({ code: "TooManyRequestsException", status: 429 });
  });

  test("that wait when the runtime is closed are refused, and start nothing", async () => {
    await runtime.close();
    open({ environmentsPerFunction: 1 });
    put(handler("await new Promise(() => {});"), { timeout: 60 });
    const outcomes = Promise.allSettled([invoke(), invoke()]);
    const before = sessions;
    await runtime.close();
    expect(await outcomes).toMatchObject([
      { value: { functionError: "Unhandled" } },
      { reason: { code: "ServiceException", status: 500 } },
    ]);
    await expect(invoke()).rejects.toMatchObject({ code: "ServiceException" });
    expect(sessions).toBe(before);
  });

  test("of a function that does not exist are refused", async () => {
    await expect(runtime.invoke("nobody", { payload: "{}" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
  });
});
