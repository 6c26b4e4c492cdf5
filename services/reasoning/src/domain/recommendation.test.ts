import { describe, expect, test } from "@jest/globals";
import type { RecommendedAction } from "@agentic-pm/contracts";
import { aSignal } from "../../test/a-signal.ts";
import { handlesOf, recommendationAnswer } from "./recommendation.ts";

const answer = recommendationAnswer(aSignal().handles);
const withActions = (...actions: unknown[]) => ({ actions, reasoning_summary: "because" });

describe("handles of a recommendation", () => {
  test.each<[RecommendedAction, string[]]>([
    [{ type: "jira.comment", ticket: "T1", text: "Who?" }, ["T1"]],
    [{ type: "jira.transition", ticket: "T2", to: "done" }, ["T2"]],
    [{ type: "mail.send", to: ["P1", "P2"], subject: "s", text: "t" }, ["P1", "P2"]],
    [{ type: "operator.notify", subject: "s", text: "t" }, []],
    [
      {
        type: "artefact.update",
        change: { artefact: "raid_log", kind: "risk", title: "t", severity: "low", owner: "P3", ticket: "T3" },
      },
      ["T3", "P3"],
    ],
    [{ type: "artefact.update", change: { artefact: "decision_log", title: "t" } }, []],
  ])("%j names %j", (action, handles) => {
    expect(handlesOf(action)).toEqual(handles);
  });
});

describe("what is accepted", () => {
  test("actions over the signal's own handles", () => {
    expect(answer.safeParse(withActions({ type: "jira.comment", ticket: "T1", text: "Who?" })).success).toBe(true);
  });

  test.each([
    ["a ticket of another signal", { type: "jira.comment", ticket: "T2", text: "Who?" }],
    ["a person of another signal", { type: "mail.send", to: ["P1", "P9"], subject: "s", text: "t" }],
    ["an address in place of a handle", { type: "mail.send", to: ["x@evil.example"], subject: "s", text: "t" }],
    ["a key in place of a handle", { type: "jira.transition", ticket: "ATLAS-24", to: "done" }],
    ["a status that is none", { type: "jira.transition", ticket: "T1", to: "approved" }],
    ["an action that is none", { type: "jira.delete", ticket: "T1" }],
    ["an extra key", { type: "jira.comment", ticket: "T1", text: "Who?", approved: true }],
    [
      "an owner of another signal",
      {
        type: "artefact.update",
        change: { artefact: "raid_log", kind: "risk", title: "t", severity: "low", owner: "P7" },
      },
    ],
  ])("%s is refused", (_what, action) => {
    expect(answer.safeParse(withActions(action)).success).toBe(false);
  });

  test("more actions than anybody would approve are refused", () => {
    const many = Array.from({ length: 7 }, () => ({ type: "operator.notify", subject: "s", text: "t" }));
    expect(answer.safeParse(withActions(...many)).success).toBe(false);
  });
});
