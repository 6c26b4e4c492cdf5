import { verifyChains } from "@agentic-pm/audit-trail";
import {
  ActionId,
  canonicalJson,
  commandHashOf,
  label,
  type ResolvedCommand,
  type ResolvedEffect,
} from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { describe, expect, test } from "@jest/globals";
import { ExecutionWorld, SIGNAL_ID } from "../../test/fakes/execution-world.ts";
import type { Inverse } from "../domain/effect-inverse.ts";
import type { StoredAction } from "../domain/stored-action.ts";
import type { EffectReversal, EffectReversals, Standing } from "../ports/effect-reversal.ts";
import { undoAction } from "./undo-action.ts";

const actionId = ActionId.parse(`act_${"7".repeat(32)}`);
const EFFECTS: Readonly<Record<"comment" | "transition" | "artefact" | "mail", ResolvedEffect>> = {
  comment: { type: "jira.comment", issueKey: label("ATLAS-1", "registry"), text: label("Late.", "model") },
  transition: {
    type: "jira.transition",
    issueKey: label("ATLAS-1", "registry"),
    fromStatus: label("In Progress", "registry"),
    to: label("blocked", "model"),
  },
  artefact: {
    type: "artefact.update",
    projectKey: label("ATLAS", "registry"),
    change: label({ artefact: "decision_log", entry: { title: "We wait" } }, "model"),
  },
  mail: {
    type: "mail.send",
    to: label([{ address: "ada@northwind.example", displayName: "Ada", internal: true }], "registry"),
    subject: label("Late", "model"),
    text: label("Late.", "model"),
  },
};

/** A vendor that remembers what was taken back from it. */
class FakeReversal implements EffectReversal {
  readonly integration = "jira";
  readonly takenBack: Inverse[] = [];
  now: Standing = "standing";
  next: ("unclear_after" | "fail_before" | "not_offered")[] = [];

  async standing(): Promise<Standing> {
    return this.now;
  }

  async takeBack(inverse: Inverse): Promise<void> {
    const fault = this.next.shift();
    if (fault === "fail_before") throw failure("VENDOR_UNAVAILABLE", true);
    if (fault === "not_offered") throw failure("TRANSITION_NOT_OFFERED", false);
    this.takenBack.push(inverse);
    this.now = "gone";
    if (fault === "unclear_after") throw failure("EFFECT_OUTCOME_UNKNOWN", true);
  }
}

function failure(code: string, retryable: boolean): AppError {
  return new AppError(code, { cause: code, remedy: "none", retryable });
}

async function executed(name: keyof typeof EFFECTS) {
  const world = new ExecutionWorld();
  const effect = EFFECTS[name];
  const command: ResolvedCommand = {
    schemaVersion: 1,
    actionId,
    signalId: SIGNAL_ID,
    tier: "T1",
    effect,
    policyVersion: "policy-1",
    expiresAt: "2026-01-16T09:00:00.000Z",
  };
  const commandHash = commandHashOf(command);
  const audit = await world.trail.append(actionId, null, { event: "action.outcome", input: {}, output: {} });
  const executedAt = world.clock.now().toISOString();
  const row: StoredAction = {
    actionId,
    signalId: SIGNAL_ID,
    type: effect.type,
    command: canonicalJson(command),
    commandHash,
    status: "undo_requested",
    holdUntil: null,
    approval: null,
    undo: { requestedBy: "ada", requestedAt: executedAt, commandHash },
    audit,
    attempt: null,
    outcome: { reference: "7", repeated: false, executedAt, inverse: null },
    code: null,
    revision: 3,
  };
  world.rows.set(actionId, row);
  const vendor = new FakeReversal();
  const reversals = {
    "jira.comment.delete": vendor,
    "jira.transition.back": vendor,
    "artefact.withdraw": vendor,
  } as EffectReversals;
  const made = { reference: "7" as string | null, executedAt };
  const ports = { ...world.executePorts(), reversals, effects: { executed: async () => made } };
  const event = { actionId, commandHash, executionName: `undo_${actionId}_1` };
  const run = (changes: Partial<typeof event> = {}) => undoAction({ ...event, ...changes }, ports);
  const now = () => world.rows.get(actionId) as StoredAction;
  const alter = (changes: Partial<StoredAction>) => world.rows.set(actionId, { ...now(), ...changes });
  return { world, vendor, made, run, row: now, alter };
}

describe("undoing", () => {
  test.each([
    { name: "comment", inverse: { type: "jira.comment.delete", issueKey: "ATLAS-1", commentId: "7" } },
    { name: "transition", inverse: { type: "jira.transition.back", fromStatus: "blocked", toStatus: "In Progress" } },
    { name: "artefact", inverse: { type: "artefact.withdraw", entryId: actionId } },
  ] as const)("a $name is taken back once, with intent and outcome in the trail", async ({ name, inverse }) => {
    const { world, vendor, run, row } = await executed(name);
    expect(await run()).toMatchObject({ status: "undone", code: null });
    expect(vendor.takenBack).toEqual([expect.objectContaining(inverse)]);
    expect(row()).toMatchObject({ status: "undone", attempt: null });
    expect(world.trail.records.map(({ event }) => event)).toEqual(["action.outcome", "action.intent", "action.undone"]);
    expect(await run()).toMatchObject({ status: "undone" });
    expect(vendor.takenBack).toHaveLength(1);
    expect(verifyChains(world.trail.records).verified).toBe(true);
  });

  test("what the row says about the inverse is not believed: it follows from the command and the effect's record", async () => {
    const { vendor, run, alter } = await executed("comment");
    const until = "2099-01-01T00:00:00.000Z";
    const inverse = { type: "jira.comment.delete", issueKey: "ATLAS-9", commentId: "666", until } as const;
    alter({ outcome: { reference: "666", repeated: false, executedAt: until, inverse } });
    await run();
    expect(vendor.takenBack).toEqual([expect.objectContaining({ issueKey: "ATLAS-1", commentId: "7" })]);
  });

  test("nothing is undone without the operator's request, for another command, or with an altered one", async () => {
    const unasked = await executed("comment");
    unasked.alter({ status: "executed", undo: null });
    expect(await unasked.run()).toMatchObject({ status: "refused", code: "UNDO_NOT_REQUESTED" });
    const other = await executed("comment");
    expect(await other.run({ commandHash: "b".repeat(64) })).toMatchObject({ code: "COMMAND_HASH_DIFFERS" });
    const bound = await executed("comment");
    bound.alter({ undo: { requestedBy: "eve", requestedAt: "2026-01-15T09:00:00.000Z", commandHash: "c".repeat(64) } });
    expect(await bound.run()).toMatchObject({ code: "UNDO_NOT_REQUESTED" });
    const altered = await executed("comment");
    altered.alter({ command: (altered.row().command ?? "").replace("ATLAS-1", "ATLAS-2") });
    expect(await altered.run()).toMatchObject({ code: "COMMAND_ALTERED" });
    const gone = await executed("comment");
    gone.world.rows.clear();
    expect(await gone.run()).toMatchObject({ code: "ACTION_UNKNOWN" });
    for (const { world, vendor } of [unasked, other, bound, altered, gone]) {
      expect(vendor.takenBack).toEqual([]);
      expect(world.trail.records.at(-1)).toMatchObject({ event: "request.refused" });
      expect(verifyChains(world.trail.records).verified).toBe(true);
    }
  });

  test("mail, a passed window, and what was never ours to make cannot be undone; the action stays executed", async () => {
    const mail = await executed("mail");
    expect(await mail.run()).toMatchObject({ status: "refused", code: "UNDO_IMPOSSIBLE" });
    const late = await executed("comment");
    late.world.clock.advance(24 * 3_600_000);
    expect(await late.run()).toMatchObject({ status: "refused", code: "UNDO_WINDOW_PASSED" });
    const alreadyThere = await executed("transition");
    alreadyThere.made.reference = null;
    expect(await alreadyThere.run()).toMatchObject({ status: "refused", code: "UNDO_IMPOSSIBLE" });
    for (const { row, vendor } of [mail, late, alreadyThere]) {
      expect(row().status).toBe("executed");
      expect(vendor.takenBack).toEqual([]);
    }
  });

  test("a ticket that has moved on is left alone", async () => {
    const { vendor, run, row, world } = await executed("transition");
    vendor.now = { drift: "TICKET_MOVED" };
    expect(await run()).toMatchObject({ status: "voided", code: "TICKET_MOVED" });
    expect(row()).toMatchObject({ status: "executed", code: "TICKET_MOVED" });
    expect(verifyChains(world.trail.records).verified).toBe(true);
  });

  test("a refusal of the vendor leaves the action executed", async () => {
    const { vendor, run, row } = await executed("transition");
    vendor.next = ["not_offered"];
    expect(await run()).toMatchObject({ status: "failed", code: "TRANSITION_NOT_OFFERED" });
    expect(row().status).toBe("executed");
  });

  test.each(["unclear_after", "fail_before"] as const)("%s: the retry finishes it, once", async (fault) => {
    const { vendor, run, row, world } = await executed("comment");
    vendor.next = [fault];
    await expect(run()).rejects.toMatchObject({ retryable: true });
    expect(row().status).toBe("undoing");
    expect(await run({ executionName: "another" })).toMatchObject({ code: "ATTEMPT_UNDER_WAY" });
    expect(await run()).toMatchObject({ status: "undone" });
    expect(vendor.takenBack).toHaveLength(1);
    expect(verifyChains(world.trail.records).verified).toBe(true);
  });

  test("without the intent in the trail nothing is taken back", async () => {
    const { vendor, run, world } = await executed("comment");
    world.trail.failNext();
    await expect(run()).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(vendor.takenBack).toEqual([]);
    expect(await run()).toMatchObject({ status: "undone" });
  });
});
