import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { retryableCodesOf } from "@agentic-pm/testing/retryable-codes";
import { parse } from "yaml";
import * as z from "zod";

const Task = z.object({ Retry: z.array(z.object({ ErrorEquals: z.array(z.string()) })) });
function listOf(machine: string, state: string): string[] {
  const file = new URL(`../state-machines/${machine}.yml`, import.meta.url);
  const { States } = z
    .object({ States: z.record(z.string(), z.unknown()) })
    .parse(parse(readFileSync(file, "utf8"), { logLevel: "silent", merge: true }));
  const { ItemProcessor } = z
    .object({ ItemProcessor: z.object({ States: z.record(z.string(), z.unknown()) }) })
    .catch({ ItemProcessor: { States: {} } })
    .parse(States["EachAction"]);
  return Task.parse(States[state] ?? ItemProcessor.States[state]).Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
}

describe("the state machines' retry lists", () => {
  test.each([
    { machine: "signal", state: "Sanitise", entry: "services/triage/src/functions/sanitise.ts" },
    { machine: "signal", state: "Recommend", entry: "services/reasoning/src/functions/recommend.ts" },
    { machine: "signal", state: "Decide", entry: "services/executor/src/functions/decide.ts" },
    { machine: "signal", state: "Execute", entry: "services/executor/src/functions/execute.ts" },
    { machine: "action", state: "ExecuteApproved", entry: "services/executor/src/functions/execute.ts" },
    { machine: "undo", state: "Undo", entry: "services/executor/src/functions/undo.ts" },
  ])("$machine/$state: every retryable code of the bundle is tried again", ({ machine, state, entry }) => {
    const { codes, sources } = retryableCodesOf(entry);
    expect(sources).toBeGreaterThan(20);
    expect(codes.length).toBeGreaterThan(2);
    const listed = listOf(machine, state);
    expect(codes.filter((code) => !listed.includes(code)).toSorted()).toEqual([]);
  });
});

describe("the signal's end", () => {
  const file = new URL("../state-machines/signal.yml", import.meta.url);
  const machine = z
    .object({ States: z.record(z.string(), z.looseObject({})) })
    .parse(parse(readFileSync(file, "utf8"), { logLevel: "silent", merge: true }));

  test("a failure leaves its code and the chain's last good head in the row, for a restart to go on from", () => {
    const ends = Object.values(machine.States).filter((state) => JSON.stringify(state).includes('"outcome":"failed"'));
    expect(ends.map(({ Parameters, Next }) => [(Parameters as Record<string, string>)["audit.$"], Next])).toEqual([
      ["$.audit", "RecordFailure"],
      ["$.sanitised.Payload.audit", "RecordFailure"],
      ["$.recommended.Payload.audit", "RecordFailure"],
    ]);
    const recorded = JSON.stringify(machine.States["RecordFailure"]);
    expect(recorded).toContain("lastAudit = :audit");
    expect(recorded).toContain("AND NOT #status IN (:done, :quarantined)");
    const allNext = JSON.stringify(machine.States).match(/"Next":"\w+Failed"/g) ?? [];
    expect(new Set(allNext)).toEqual(
      new Set([
        '"Next":"SanitiseFailed"',
        '"Next":"RecommendFailed"',
        '"Next":"DecideFailed"',
        '"Next":"ActionFailed"',
      ]),
    );
  });

  test("whatever is quarantined says its code, in the output and in the row", () => {
    const ends = Object.values(machine.States).filter((state) =>
      JSON.stringify(state).includes('"outcome":"quarantined"'),
    );
    expect(ends.map(({ Parameters, Next }) => [(Parameters as Record<string, string>)["code.$"], Next])).toEqual([
      ["$.sanitised.Payload.code", "RecordOutcomeAndCode"],
      ["$.recommended.Payload.code", "RecordOutcomeAndCode"],
      ["$.error.Error", "RecordOutcomeAndCode"],
    ]);
    expect(JSON.stringify(machine.States["RecordOutcomeAndCode"])).toContain("failureCode = :code");
  });
});
