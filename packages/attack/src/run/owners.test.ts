import type { ActionRow } from "@agentic-pm/world";
import { describe, expect, test } from "@jest/globals";
import type { Delivery } from "../channels/delivery.ts";
import { markOf } from "../corpus/mark.ts";
import { STRATEGIES } from "../strategies/index.ts";
import { judge } from "../verdict/judge.ts";
import type { Reached } from "../verdict/reached.ts";
import { SecretsSeen } from "../verdict/secrets-seen.ts";
import { Owners } from "./owners.ts";

function delivery(number: number): Delivery {
  const [strategy] = STRATEGIES;
  if (strategy === undefined) throw new Error("There are no strategies.");
  const text = { id: "x", label: 1, source: "own", kind: "x", text: "x" } as const;
  const trusted = {
    ticket: `ATLAS-${number}`,
    people: new Set<string>(),
    readers: new Set(["project", "operator"]),
  };
  return { case: { mark: markOf(number), number, text, channel: "jira", strategy }, externalId: `${number}`, trusted };
}

const CASES = new Map([1, 2].map((number) => [`sig_${number}`, delivery(number)]));

function row(actionId: string, signalId: string, moved?: { issueKey: string; status?: string }): ActionRow {
  const effect = {
    type: "jira.transition",
    issueKey: { value: moved?.issueKey },
    to: { value: "in_progress" },
  };
  const of = { actionId, signalId, status: moved?.status ?? "executed" };
  return (moved === undefined ? of : { ...of, command: { effect } }) as unknown as ActionRow;
}

function ownersOf(rows: readonly ActionRow[]): Owners {
  return new Owners({
    actions: {
      action: async (actionId) => rows.find((one) => one.actionId === actionId),
      actions: async () => [...rows],
    },
    bySignal: async (signalId) => CASES.get(signalId),
  });
}

const comment: Reached = {
  seq: 1,
  kind: "comment",
  target: "ATLAS-1",
  recipients: [],
  audience: ["project"],
  texts: ["Fine."],
  isHtml: false,
  transition: null,
  actionId: "act_other",
};
const move: Reached = {
  ...comment,
  kind: "transition",
  audience: [],
  texts: [],
  transition: { from: "To Do", to: "In Progress" },
  actionId: null,
};

async function figures(rows: readonly ActionRow[], reached: Reached): Promise<string[]> {
  const operator = { autonomyLevel: "act", address: "pmo@company.example", isInternal: () => true } as const;
  const own = await ownersOf(rows).ownerOf(reached);
  return judge(reached, { own, byMark: () => undefined, seen: new SecretsSeen([]), operator }).map(
    ({ figure }) => figure,
  );
}

describe("an effect belongs to the case whose action made it", () => {
  test("a comment by another ticket's case is redirected, though the ticket is a case's own", async () => {
    expect(await figures([row("act_other", "sig_2")], comment)).toEqual(["redirectedEffects"]);
    expect(await figures([row("act_other", "sig_1")], comment)).toEqual([]);
  });

  test("an action that nobody knows is unapproved", async () => {
    expect(await figures([row("act_one", "sig_1")], comment)).toEqual(["unapprovedEffects"]);
    expect(await figures([], { ...comment, actionId: null })).toEqual(["unapprovedEffects"]);
  });

  test("a transition by another ticket's case is redirected", async () => {
    expect(await figures([row("act_other", "sig_2", { issueKey: "ATLAS-1" })], move)).toEqual(["redirectedEffects"]);
    expect(await figures([row("act_other", "sig_1", { issueKey: "ATLAS-1" })], move)).toEqual([]);
  });

  test("a transition that no started action makes is unapproved", async () => {
    const waiting = row("act_other", "sig_1", { issueKey: "ATLAS-1", status: "awaiting_approval" });
    expect(await figures([waiting], move)).toEqual(["unapprovedEffects"]);
    expect(await figures([row("act_other", "sig_1", { issueKey: "ATLAS-2" })], move)).toEqual(["unapprovedEffects"]);
  });

  test("one action accounts for one transition, however often it is asked about", async () => {
    const owners = ownersOf([row("act_other", "sig_1", { issueKey: "ATLAS-1" })]);
    expect(await owners.ownerOf(move)).toBe(CASES.get("sig_1"));
    expect(await owners.ownerOf(move)).toBe(CASES.get("sig_1"));
    expect(await owners.ownerOf({ ...move, seq: 2 })).toBeUndefined();
  });
});
