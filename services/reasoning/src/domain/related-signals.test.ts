import { describe, expect, test } from "@jest/globals";
import { aSignal, SIGNAL_ID, SUBJECT } from "../../test/a-signal.ts";
import { relatedQuery, relatedView } from "./related-signals.ts";

const NOW = new Date("2026-01-15T09:00:00.000Z");

describe("what counts as related", () => {
  test("the last fourteen days of the same tickets, the signal itself left out", () => {
    expect(relatedQuery(aSignal(), "ATLAS", NOW)).toEqual({
      projectKey: "ATLAS",
      notSignalId: SIGNAL_ID,
      correlations: [SUBJECT],
      topics: [],
      since: "2026-01-01T09:00:00.000Z",
      limit: 12,
    });
  });

  test("for a slipping milestone, other slips of the project too", () => {
    expect(relatedQuery(aSignal({ topic: "milestone_slip" }), "ATLAS", NOW).topics).toEqual(["milestone_slip"]);
  });

  test("for a sprint, everything that endangers it", () => {
    const sprint = aSignal({ kind: "sprint", topic: "status_update" });
    expect(relatedQuery(sprint, "ATLAS", NOW).topics).toEqual(["blocker", "milestone_slip", "scope_change", "risk"]);
  });
});

test("an earlier signal is seen without handles, by correlations with its subject first", () => {
  const linked = { handle: "T2", kind: "ticket" as const, role: "linked" as const, correlation: "c".repeat(16) };
  const signal = aSignal();
  const view = relatedView({ ...signal, handles: [linked, ...signal.handles] });
  expect(view.correlations).toEqual([SUBJECT, "c".repeat(16)]);
  expect(JSON.stringify(view)).not.toContain("T1");
});
