import { DecideEvent, ExecuteEvent } from "@agentic-pm/contracts";
import { fakeRuntime, lambdaWith } from "@agentic-pm/lambda/fakes";
import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import * as z from "zod";
import { executeConfig } from "../src/config.ts";
import { decideSignal } from "../src/usecases/decide-signal.ts";
import { executeAction } from "../src/usecases/execute-action.ts";
import { ExecutionWorld } from "./fakes/execution-world.ts";

const sample = (name: string): Record<string, unknown> =>
  z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(new URL(`../events/${name}-unsealed.json`, import.meta.url), "utf8")));

const world = new ExecutionWorld();
const decide = lambdaWith(
  { name: "decide", input: DecideEvent, config: () => ({}), ports: () => world.decidePorts(), handle: decideSignal },
  fakeRuntime("decide"),
);
const execute = lambdaWith(
  {
    name: "execute",
    input: ExecuteEvent,
    config: () => ({}),
    ports: () => world.executePorts(),
    handle: executeAction,
  },
  fakeRuntime("execute"),
);

describe("bad input", () => {
  test.each([
    { what: "no event", event: null },
    { what: "an empty event", event: {} },
    { what: "an extra key", event: { ...sample("execute"), approved: true } },
    { what: "a hash that is none", event: { ...sample("execute"), commandHash: "yes" } },
    { what: "an id with a path in it", event: { ...sample("execute"), actionId: "act_../../x" } },
  ])("$what is refused by its schema", async ({ event }) => {
    await expect(execute(event)).rejects.toMatchObject({ code: "INPUT_INVALID" });
  });

  test("an event over 256 KB is refused before it is read", async () => {
    const event = { ...sample("decide"), executionName: "x".repeat(300_000) };
    await expect(decide(event)).rejects.toMatchObject({ code: "INPUT_TOO_LARGE" });
  });

  test("the sample events fit, and what they name is not there", async () => {
    await expect(decide(sample("decide"))).rejects.toMatchObject({ code: "RECOMMENDATION_MISSING" });
    expect(await execute(sample("execute"))).toMatchObject({ status: "refused", code: "ACTION_UNKNOWN" });
  });

  test("a missing setting is named", () => {
    expect(executeConfig).toThrow(/Environment variables are missing: .*ACTIONS_TABLE/);
  });
});
