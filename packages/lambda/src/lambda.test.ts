import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { AppError } from "@agentic-pm/errors";
import { LogCode } from "@agentic-pm/observability";
import * as z from "zod";
import { MAX_EVENT_BYTES } from "./check-input.ts";
import { fakeRuntime, lambdaWith } from "./fakes/index.ts";
import { lambda, type LambdaOptions } from "./lambda.ts";

const Greeting = z.strictObject({ name: z.string().max(400_000), times: z.number().int() });
type Greet = LambdaOptions<typeof Greeting, { word: string }, { say: string }, { said: string }>;

function greet(change: Partial<Greet> = {}): Greet {
  return {
    name: "greet",
    input: Greeting,
    config: () => ({ word: "hello" }),
    ports: (config) => ({ say: config.word }),
    handle: async (event, ports) => ({ said: `${ports.say} ${event.name}` }),
    ...change,
  };
}

const EVENT = { name: "Ada", times: 1 };
const CONTEXT = { awsRequestId: "req-7", getRemainingTimeInMillis: () => 4_321 };

afterEach(() => {
  jest.restoreAllMocks();
});

describe("a function", () => {
  test("gets the parsed event and its ports, and answers", async () => {
    const runtime = fakeRuntime("greet");
    expect(await lambdaWith(greet(), runtime)(EVENT, CONTEXT)).toEqual({ said: "hello Ada" });
    expect(runtime.tracer.spans).toEqual(["greet"]);
  });

  test("runs without a context too, as by hand", async () => {
    expect(await lambdaWith(greet(), fakeRuntime())(EVENT)).toEqual({ said: "hello Ada" });
  });

  test("logs its lines with the request's id, and its duration at the end", async () => {
    const runtime = fakeRuntime("greet");
    const handler = lambdaWith(
      greet({
        handle: async (_event, _ports, { logger }) => {
          logger.info(LogCode.SIGNAL_SANITISED, { signalId: "sig_1" });
          runtime.clock.advance(250);
          return { said: "" };
        },
      }),
      runtime,
    );
    await handler(EVENT, CONTEXT);

    expect(runtime.logger.lines.find((line) => line.code === "SIGNAL_SANITISED")?.fields).toEqual({
      requestId: "req-7",
      signalId: "sig_1",
    });
    expect(runtime.logger.lines.at(-1)).toMatchObject({ code: "INVOCATION_DONE", fields: { durationMs: 250 } });
    expect(runtime.metrics.added).toEqual([
      { name: "Duration", value: 250, unit: "Milliseconds" },
      { name: "InvocationsDone", value: 1, unit: "Count" },
    ]);
    expect(runtime.metrics.flushes).toBe(1);
  });

  test("its ports speak of the invocation at hand, though they were built in an earlier one", async () => {
    const runtime = fakeRuntime();
    const handler = lambdaWith(
      {
        ...greet(),
        ports: (_config, live) => ({ say: () => `${live.requestId} ${live.remainingMs()}`, logger: live.logger }),
        handle: async (_event, ports) => {
          ports.logger.info(LogCode.ACTION_STARTED);
          return ports.say();
        },
      },
      runtime,
    );

    expect(await handler(EVENT, CONTEXT)).toBe("req-7 4321");
    expect(await handler(EVENT, { ...CONTEXT, awsRequestId: "req-8" })).toBe("req-8 4321");
    const started = runtime.logger.lines.filter((line) => line.code === "ACTION_STARTED");
    expect(started.map((line) => line.fields["requestId"])).toEqual(["req-7", "req-8"]);
  });
});

describe("ports", () => {
  test("are built once per environment", async () => {
    let built = 0;
    const handler = lambdaWith(greet({ ports: () => ({ say: `hello ${(built += 1)}` }) }), fakeRuntime());
    await handler(EVENT);

    expect(await handler(EVENT)).toEqual({ said: "hello 1 Ada" });
  });

  test("are built again after that failed", async () => {
    let tries = 0;
    const ports = () => {
      tries += 1;
      if (tries === 1) throw new AppError("SECRET_MISSING", { cause: "No secret.", remedy: "Create it." });
      return { say: "hello" };
    };
    const handler = lambdaWith(greet({ ports }), fakeRuntime());

    await expect(handler(EVENT)).rejects.toMatchObject({ name: "SECRET_MISSING" });
    expect(await handler(EVENT)).toEqual({ said: "hello Ada" });
    expect(tries).toBe(2);
  });
});

describe("bad input", () => {
  test.each([
    ["nothing", undefined, "(the event): object expected"],
    ["null", null, "(the event): object expected"],
    ["a wrong type", { name: "Ada", times: "many-secret" }, "times: number expected"],
    ["a missing member", { name: "Ada" }, "times: number expected"],
    ["unknown members", { ...EVENT, "evil-secret": 1 }, "(the event): 1 unknown member(s)"],
  ])("%s is INPUT_INVALID with the path, and without the value", async (_what, event, problem) => {
    const runtime = fakeRuntime();
    const error = await lambdaWith(greet(), runtime)(event, CONTEXT).catch((caught: unknown) => caught as AppError);

    if (event !== undefined) expect(error).toMatchObject({ name: "INPUT_INVALID", details: { problems: [problem] } });
    else expect(error).toMatchObject({ name: "INPUT_INVALID" });
    expect(JSON.stringify([error, (error as Error).message, runtime.logger.lines])).not.toContain("secret");
  });

  test("more than 256 KB of text is INPUT_TOO_LARGE, one byte less is not", async () => {
    const bytes = (name: string) => Buffer.byteLength(JSON.stringify({ name, times: 1 }));
    const fitting = "é".repeat(10) + "x".repeat(MAX_EVENT_BYTES - bytes("é".repeat(10)));
    const handler = lambdaWith(greet(), fakeRuntime());

    await expect(handler({ name: fitting, times: 1 })).resolves.toBeDefined();
    await expect(handler({ name: `${fitting}x`, times: 1 })).rejects.toMatchObject({ name: "INPUT_TOO_LARGE" });
  });
});

describe("a failure", () => {
  test("that is typed goes out under its code, with its remedy and without its stack, and is logged once", async () => {
    const runtime = fakeRuntime();
    const handle = async () => {
      throw new AppError("ACTION_EXPIRED", { cause: "Too late.", remedy: "Ask again.", details: { at: 1 } });
    };
    const error = await lambdaWith(greet({ handle }), runtime)(EVENT, CONTEXT).catch(
      (caught: unknown) => caught as Error,
    );

    expect(error).toMatchObject({
      name: "ACTION_EXPIRED",
      code: "ACTION_EXPIRED",
      remedy: "Ask again.",
      details: { at: 1 },
    });
    expect((error as Error).message).toBe("Too late. Remedy: Ask again.");
    expect((error as Error).stack).not.toContain("lambda.test.ts");
    const logged = runtime.logger.lines.filter((line) => line.level === "ERROR");
    expect(logged).toHaveLength(1);
    expect(logged[0]?.error).toMatchObject({ stack: expect.stringContaining("lambda.test.ts") });
    expect(runtime.metrics.added.map((metric) => metric.name)).toEqual(["Duration", "InvocationsFailed"]);
  });

  test.each([
    ["an unknown error", new TypeError("quotes a stranger's words")],
    ["a thrown string", "quotes a stranger's words"],
  ])("%s goes out as INTERNAL_ERROR without its own words", async (_what, thrown) => {
    const handle = async () => {
      throw thrown;
    };
    const error = await lambdaWith(greet({ handle }), fakeRuntime())(EVENT).catch((caught: unknown) => caught as Error);

    expect(error).toMatchObject({ name: "INTERNAL_ERROR", remedy: expect.stringContaining("bug") });
    expect((error as Error).message).not.toContain("stranger");
  });

  test("to write the audit trail without its table says which variable is missing", async () => {
    const handle: Greet["handle"] = async (_event, _ports, runtime) => {
      await runtime.audit.append("act_1", null, { event: "action.intent", input: {}, output: {} });
      return { said: "" };
    };

    // This is the stack as it runs in Lambda, which logs for real.
    jest.spyOn(process.stdout, "write").mockReturnValue(true);
    jest.spyOn(process.stderr, "write").mockReturnValue(true);
    await expect(lambda(greet({ handle }))(EVENT)).rejects.toMatchObject({
      name: "CONFIG_INVALID",
      details: { variables: ["AUDIT_TABLE"] },
    });
  });
});

test("the fake runtime keeps what a function audits", async () => {
  const runtime = fakeRuntime("decide");
  await runtime.audit.append("act_1", null, { event: "action.decided", input: {}, output: {} });

  expect(runtime.audit.records).toMatchObject([{ actor: "decide", seq: 0, timestamp: "2026-01-15T09:00:00.000Z" }]);
});
