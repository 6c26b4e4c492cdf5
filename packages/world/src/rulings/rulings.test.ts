import { verifyChains } from "@agentic-pm/audit-trail";
import { InMemoryAuditWriter } from "@agentic-pm/audit-trail/fakes";
import {
  ActionId,
  type AuditHead,
  canonicalJson,
  commandHashOf,
  label,
  type ResolvedCommand,
  SignalId,
} from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { OperatorRulings } from "./operator-rulings.ts";
import type { RuledAction } from "./ruled-action.ts";
import { shownCommand, type ShownCommand } from "./ruled-action.ts";
import type { RulingChange, RulingPorts, WorkflowOutcome } from "./ruling-ports.ts";

const actionId = ActionId.parse(`act_${"7".repeat(32)}`);
const command: ResolvedCommand = {
  schemaVersion: 1,
  actionId,
  signalId: SignalId.parse(`sig_${"0".repeat(32)}`),
  tier: "T2",
  effect: {
    type: "mail.send",
    to: label([{ address: "gus@partner.example", displayName: "Gus", internal: false }], "registry"),
    subject: label("Late", "model"),
    text: label("The vendor is late.", "model"),
  },
  policyVersion: "policy-1",
  expiresAt: "2026-01-16T09:00:00.000Z",
};
const commandHash = commandHashOf(command);
const executed = {
  status: "executed",
  outcome: {
    reference: "7",
    executedAt: "2026-01-15T09:00:00.000Z",
    inverse: { type: "jira.comment.delete", until: "2026-01-16T09:00:00.000Z" },
  },
} as const;

/** One action in memory, with a workflow that answers as it is told. */
async function desk(changes: Partial<RuledAction> = {}) {
  let now = new Date("2026-01-15T09:00:00.000Z");
  let nextId = 0;
  const clock = { now: () => now };
  const ids = { uuid: () => `00000000-0000-4000-8000-${String((nextId += 1)).padStart(12, "0")}` };
  const trail = new InMemoryAuditWriter({ clock, ids });
  const audit: AuditHead = await trail.append(actionId, null, { event: "action.decided", input: {}, output: {} });
  let row: RuledAction = {
    actionId,
    signalId: command.signalId,
    type: "mail.send",
    tier: "T2",
    status: "awaiting_approval",
    reason: "EXTERNAL_RECIPIENT",
    createdAt: "2026-01-15T09:00:00.000Z",
    expiresAt: command.expiresAt,
    command: canonicalJson(command),
    commandHash,
    audit,
    handover: { actionId, commandHash, audit, seal: "sealed by decide" },
    ...changes,
  };
  const written: RulingChange[] = [];
  const started: { machine: string; name: string; input: unknown }[] = [];
  const state = { outcome: { status: "executed", code: null } as WorkflowOutcome, beforeChange: () => {} };
  const ports: RulingPorts = {
    operator: "ada",
    clock,
    audit: trail,
    actions: {
      find: async (id) => (id === actionId ? row : null),
      idsFrom: async (prefix) => [actionId, `act_${"7".repeat(31)}8`].filter((id) => id.startsWith(prefix)),
      change: async (seen, change, aliveAt) => {
        state.beforeChange();
        if (row.status !== seen.status || row.audit.hash !== seen.audit.hash) return false;
        if (aliveAt !== undefined && Date.parse(row.expiresAt) <= aliveAt.getTime()) return false;
        written.push(change);
        const { status, audit: head } = change;
        row = { ...row, status, audit: head };
        return true;
      },
    },
    workflows: {
      run: async (machine, name, input) => {
        started.push({ machine, name, input });
        return state.outcome;
      },
    },
  };
  const rulings = new OperatorRulings(ports);
  const other = new OperatorRulings({ ...ports, operator: "bob" });
  const shown = shownCommand(row) as ShownCommand;
  const advance = (ms: number) => (now = new Date(now.getTime() + ms));
  const alter = (more: Partial<RuledAction>) => (row = { ...row, ...more });
  return { rulings, other, shown, trail, written, started, state, row: () => row, advance, alter };
}

const events = (trail: InMemoryAuditWriter) =>
  trail.records.map(({ event, subjectId }) => (subjectId === actionId ? event : `aside ${event}`));

describe("approving", () => {
  test("is written down first, is bound to what was shown, and starts what decide sealed", async () => {
    const { rulings, shown, written, started, trail } = await desk();
    expect(await rulings.approve(shown)).toEqual({ status: "executed", code: null });
    expect(written).toEqual([
      expect.objectContaining({
        status: "approved",
        approval: {
          approvedBy: "ada",
          approvedAt: "2026-01-15T09:00:00.000Z",
          commandHash,
          policyVersion: "policy-1",
        },
      }),
    ]);
    expect(started).toEqual([
      { machine: "action", name: actionId, input: expect.objectContaining({ seal: "sealed by decide" }) },
    ]);
    expect(trail.records.at(-1)).toMatchObject({ event: "action.approved", actor: "operator:ada" });
    expect(verifyChains(trail.records).verified).toBe(true);
  });

  test("nothing is approved without its record", async () => {
    const { rulings, shown, trail, started, row } = await desk();
    trail.failNext();
    await expect(rulings.approve(shown)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect([row().status, started]).toEqual(["awaiting_approval", []]);
  });

  test("of two people at once one wins; the other's record has no effect, says so, and forks nothing", async () => {
    const { rulings, other, shown, trail, started, row } = await desk();
    const [approval, rejection] = await Promise.allSettled([rulings.approve(shown), other.reject(actionId, "no")]);
    expect([approval.status, rejection.status].toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(row().status).toBe(approval.status === "fulfilled" ? "approved" : "rejected");
    expect(started).toHaveLength(approval.status === "fulfilled" ? 1 : 0);
    expect(events(trail)).toContain("aside request.refused");
    expect(verifyChains(trail.records).verified).toBe(true);
  });

  test("a decision taken meanwhile is a conflict, and nothing is started", async () => {
    const { rulings, shown, trail, started, state, alter } = await desk();
    state.beforeChange = () => void alter({ status: "rejected" });
    await expect(rulings.approve(shown)).rejects.toMatchObject({ code: "APPROVAL_CONFLICT" });
    expect(started).toEqual([]);
    expect(events(trail)).toEqual(["action.decided", "action.approved", "aside request.refused"]);
  });

  test("an action that nobody answered in time is expired, which is not declined", async () => {
    const { rulings, shown, row, started, advance, trail } = await desk();
    advance(24 * 3_600_000);
    await expect(rulings.approve(shown)).rejects.toMatchObject({ code: "APPROVAL_EXPIRED" });
    await expect(rulings.reject(actionId)).rejects.toMatchObject({ code: "APPROVAL_EXPIRED" });
    expect([row().status, started]).toEqual(["expired", []]);
    expect(trail.records.at(-1)).toMatchObject({ output: { status: "expired", code: "NOT_ANSWERED_IN_TIME" } });
  });

  test("a command that is not the one shown, or not the one decided, is not approved", async () => {
    const { rulings, shown, started, alter, row } = await desk();
    await expect(rulings.approve({ ...shown, commandHash: "b".repeat(64) })).rejects.toMatchObject({
      code: "COMMAND_ALTERED",
    });
    alter({ command: (row().command ?? "").replace("gus@partner.example", "eve@evil.example") });
    expect(shownCommand(row())).toBeNull();
    await expect(rulings.approve(shown)).rejects.toMatchObject({ code: "COMMAND_ALTERED" });
    expect(started).toEqual([]);
  });

  test.each(["executing", "executed", "failed", "unknown", "undone"] as const)("%s: used up", async (status) => {
    const { rulings, shown, alter, started } = await desk();
    alter({ status });
    await expect(rulings.approve(shown)).rejects.toMatchObject({ code: "ALREADY_CONSUMED" });
    expect(started).toEqual([]);
  });

  test.each(["held", "rejected", "refused", "voided", "ready"] as const)("%s: nothing to approve", async (status) => {
    const { rulings, shown, alter } = await desk();
    alter({ status });
    await expect(rulings.approve(shown)).rejects.toMatchObject({ code: "APPROVAL_CONFLICT" });
  });

  test("an approval that never reached its workflow is taken up, without a second record", async () => {
    const { rulings, shown, alter, started, trail } = await desk();
    alter({ status: "approved" });
    expect(await rulings.approve(shown)).toMatchObject({ status: "executed" });
    expect(started).toHaveLength(1);
    expect(events(trail)).toEqual(["action.decided"]);
  });

  test("a changed policy and a passed time, found by execute, are said as such; drift is an outcome", async () => {
    const stale = await desk();
    stale.state.outcome = { status: "voided", code: "POLICY_CHANGED" };
    await expect(stale.rulings.approve(stale.shown)).rejects.toMatchObject({ code: "APPROVAL_STALE" });
    const late = await desk();
    late.state.outcome = { status: "expired", code: "COMMAND_EXPIRED" };
    await expect(late.rulings.approve(late.shown)).rejects.toMatchObject({ code: "APPROVAL_EXPIRED" });
    const moved = await desk();
    moved.state.outcome = { status: "voided", code: "TICKET_MOVED" };
    expect(await moved.rulings.approve(moved.shown)).toEqual({ status: "voided", code: "TICKET_MOVED" });
  });
});

describe("rejecting", () => {
  test.each(["awaiting_approval", "held"] as const)("stops what is %s, with its reason", async (status) => {
    const { rulings, row, written, trail, started } = await desk({ status });
    await rulings.reject(actionId, "not now");
    expect(row().status).toBe("rejected");
    expect(written[0]?.rejection).toMatchObject({ rejectedBy: "ada", reason: "not now" });
    expect(trail.records.at(-1)).toMatchObject({ event: "action.rejected", actor: "operator:ada" });
    expect(started).toEqual([]);
  });

  test("what was done, or declined before, cannot be declined", async () => {
    const done = await desk(executed);
    await expect(done.rulings.reject(actionId)).rejects.toMatchObject({ code: "ALREADY_CONSUMED" });
    const declined = await desk({ status: "rejected" });
    await expect(declined.rulings.reject(actionId)).rejects.toMatchObject({ code: "APPROVAL_CONFLICT" });
  });
});

describe("undoing", () => {
  test("is requested in the row and started under a name of its own", async () => {
    const { rulings, state, started, written, trail } = await desk(executed);
    state.outcome = { status: "undone", code: null };
    expect(await rulings.undo(actionId)).toEqual({ status: "undone", code: null });
    expect(written).toEqual([
      expect.objectContaining({
        status: "undo_requested",
        undo: { requestedBy: "ada", requestedAt: "2026-01-15T09:00:00.000Z", commandHash },
      }),
    ]);
    expect(started).toEqual([{ machine: "undo", name: `undo_${actionId}_1`, input: { actionId, commandHash } }]);
    expect(trail.records.at(-1)).toMatchObject({ event: "action.undo_requested", actor: "operator:ada" });
  });

  test("refuses what has no inverse, no time left, or was undone", async () => {
    const { outcome } = executed;
    const mail = await desk({ ...executed, outcome: { ...outcome, inverse: null } });
    await expect(mail.rulings.undo(actionId)).rejects.toMatchObject({
      code: "UNDO_IMPOSSIBLE",
      message: expect.stringContaining("cannot be called back"),
    });
    const late = await desk(executed);
    late.advance(24 * 3_600_000);
    await expect(late.rulings.undo(actionId)).rejects.toMatchObject({ code: "UNDO_WINDOW_PASSED" });
    const twice = await desk({ ...executed, status: "undone" });
    await expect(twice.rulings.undo(actionId)).rejects.toMatchObject({ code: "ALREADY_UNDONE" });
    const waiting = await desk();
    await expect(waiting.rulings.undo(actionId)).rejects.toMatchObject({ code: "UNDO_IMPOSSIBLE" });
    const busy = await desk({ ...executed, status: "undoing", attempt: { leaseUntil: "2026-01-15T09:02:00.000Z" } });
    await expect(busy.rulings.undo(actionId)).rejects.toMatchObject({ code: "UNDO_UNDER_WAY" });
    for (const { started } of [mail, late, twice, waiting, busy]) expect(started).toEqual([]);
  });

  test("a request that came to no end can be made again", async () => {
    const { rulings, state, started } = await desk({ ...executed, status: "undo_requested" });
    state.outcome = { status: "undone", code: null };
    expect(await rulings.undo(actionId)).toMatchObject({ status: "undone" });
    expect(started).toHaveLength(1);
  });
});

describe("finding", () => {
  test("a prefix is enough while it is unambiguous", async () => {
    const { rulings } = await desk();
    expect((await rulings.find(actionId)).actionId).toBe(actionId);
    await expect(rulings.find("act_7777")).rejects.toMatchObject({ code: "ACTION_AMBIGUOUS" });
    await expect(rulings.find("7777")).rejects.toMatchObject({ code: "ACTION_AMBIGUOUS" });
    await expect(rulings.find("act_8")).rejects.toMatchObject({ code: "ACTION_UNKNOWN" });
    await expect(rulings.find("act_x'; drop")).rejects.toMatchObject({ code: "ACTION_UNKNOWN" });
    await expect(rulings.find("")).rejects.toMatchObject({ code: "ACTION_UNKNOWN" });
  });
});
