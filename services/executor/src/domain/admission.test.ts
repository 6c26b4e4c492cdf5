import { ActionStatus, ResolvedCommand } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { decidedRow } from "../../test/fakes/decided-row.ts";
import { commandOf, isRefusal, permission, possession } from "./admission.ts";
import { readStoredCommand } from "./command.ts";
import type { Ruling } from "./policy/policy-engine.ts";
import type { StoredAction } from "./stored-action.ts";

const NOW = new Date("2026-01-15T09:00:00.000Z");
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const { row, command } = decidedRow();
const event = { commandHash: row.commandHash };

const ruling = (disposition: Ruling["disposition"], rules: string[] = []): Ruling => ({ disposition, rules });
const present = (changes: Partial<Parameters<typeof permission>[2]> = {}) => ({
  now: NOW,
  policyVersion: command.policyVersion,
  ruling: ruling("execute"),
  ...changes,
});
const bound = { approvedBy: "operator", approvedAt: NOW.toISOString(), commandHash: row.commandHash };

describe("the command of a row", () => {
  test("is the one that was decided", () => {
    expect(commandOf(row, event)).toEqual(command);
  });

  test.each([
    {
      what: "another hash in the event",
      forged: row,
      asked: { commandHash: "b".repeat(64) },
      code: "COMMAND_HASH_DIFFERS",
      final: false,
    },
    { what: "no command", forged: { ...row, command: null }, asked: {}, code: "ACTION_REFUSED", final: false },
    {
      what: "a row under another id",
      forged: { ...row, actionId: `act_${"0".repeat(32)}` },
      asked: {},
      code: "COMMAND_ALTERED",
      final: true,
    },
    {
      what: "a row of another signal",
      forged: { ...row, signalId: `sig_${"0".repeat(32)}` },
      asked: {},
      code: "COMMAND_ALTERED",
      final: true,
    },
    { what: "text that is no JSON", forged: { ...row, command: "{" }, asked: {}, code: "COMMAND_ALTERED", final: true },
    {
      what: "JSON that is no command",
      forged: { ...row, command: "{}" },
      asked: {},
      code: "COMMAND_ALTERED",
      final: true,
    },
    {
      what: "another spelling of the same command",
      forged: { ...row, command: ` ${row.command ?? ""}` },
      asked: {},
      code: "COMMAND_ALTERED",
      final: true,
    },
    {
      what: "another command that is well spelled",
      forged: { ...row, command: (row.command ?? "").replace("ATLAS-1", "ATLAS-2") },
      asked: {},
      code: "COMMAND_ALTERED",
      final: true,
    },
  ])("is refused: $what", ({ forged, asked, code, final }) => {
    const refusal = commandOf(forged, { ...event, ...asked });
    expect(refusal).toEqual({ status: "refused", code, final });
    expect(isRefusal(refusal)).toBe(true);
  });

  test("duplicate keys and keys too many are no command", () => {
    const spelled = row.command ?? "";
    expect(readStoredCommand(spelled)).toEqual(command);
    expect(readStoredCommand(spelled.replace("{", '{"tier":"T0",'))).toBeNull();
    expect(readStoredCommand(spelled.replace(/}$/, ',"zz":1}'))).toBeNull();
    expect(ResolvedCommand.safeParse(JSON.parse(spelled)).success).toBe(true);
  });
});

describe("possession", () => {
  const refused = (code: string) => ({ status: "refused" as const, code, final: false });
  const ours = row.signalId;
  const restarted = `${row.signalId}-r1`;
  const attempt = { owner: ours, leaseUntil: at(60).toISOString(), from: "ready" as const, intended: false };
  const cases: Readonly<Record<ActionStatus, ReturnType<typeof possession>>> = {
    ready: null,
    approved: null,
    held: refused("HOLD_NOT_OVER"),
    awaiting_approval: refused("NOT_APPROVED"),
    executing: refused("ATTEMPT_UNDER_WAY"),
    unknown: refused("ATTEMPT_UNDER_WAY"),
    executed: refused("ACTION_EXECUTED"),
    failed: refused("ACTION_FAILED"),
    refused: refused("ACTION_REFUSED"),
    rejected: refused("ACTION_REJECTED"),
    expired: { status: "expired", code: "COMMAND_EXPIRED", final: false },
    voided: { status: "voided", code: "ACTION_VOIDED", final: false },
    undo_requested: refused("ACTION_UNDO_REQUESTED"),
    undoing: refused("ACTION_UNDOING"),
    undone: refused("ACTION_UNDONE"),
  };

  test.each(ActionStatus.options.map((status) => ({ status })))("of an action that is $status", ({ status }) => {
    const executionName = status === "approved" ? row.actionId : ours;
    expect(possession({ ...row, status }, executionName, NOW)).toEqual(cases[status]);
  });

  test("an ended action says again what ended it", () => {
    expect(possession({ ...row, status: "expired", code: "X" }, ours, NOW)?.code).toBe("X");
    expect(possession({ ...row, status: "voided", code: "Y" }, ours, NOW)?.code).toBe("Y");
  });

  test("a hold is over at its end, to the millisecond, and never without one", () => {
    const held = { ...row, status: "held" as const, holdUntil: at(120).toISOString() };
    expect(possession(held, ours, new Date(at(120).getTime() - 1))?.code).toBe("HOLD_NOT_OVER");
    expect(possession(held, ours, at(120))).toBeNull();
    expect(possession({ ...held, holdUntil: null }, ours, at(9999))?.code).toBe("HOLD_NOT_OVER");
  });

  test.each(["executing", "unknown"] as const)(
    "an attempt that is %s is its owner's until its lease is over",
    (status) => {
      const running: StoredAction = { ...row, status, attempt };
      expect(possession(running, ours, NOW)).toBeNull();
      expect(possession(running, restarted, NOW)?.code).toBe("ATTEMPT_UNDER_WAY");
      expect(possession(running, restarted, new Date(at(60).getTime() - 1))?.code).toBe("ATTEMPT_UNDER_WAY");
      expect(possession(running, restarted, at(60))).toBeNull();
    },
  );

  const over = NOW.toISOString();
  const executions = ["ACTION", "SIGNAL", "SIGNAL-r1", "SIGNAL-r12", "SIGNAL-r0", "SIGNAL-r", "SIGNAL-r1x", "other"];
  const named = (name: string) => name.replace("ACTION", row.actionId).replace("SIGNAL", row.signalId);

  test.each([
    { status: "approved", may: ["ACTION"] },
    { status: "ready", may: ["SIGNAL", "SIGNAL-r1", "SIGNAL-r12"] },
    { status: "held", may: ["SIGNAL", "SIGNAL-r1", "SIGNAL-r12"] },
  ] as const)("an action that was decided as $status runs only in $may, also on a retry", ({ status, may }) => {
    const abandoned = { ...attempt, leaseUntil: over, from: status };
    for (const due of [
      { ...row, status, holdUntil: over },
      { ...row, status: "executing" as const, attempt: abandoned },
    ]) {
      const answers = executions.map((name) => [name, possession(due, named(name), NOW)]);
      const expected = executions.map((name) => [
        name,
        may.some((one) => one === name) ? null : refused("EXECUTION_NOT_OF_ACTION"),
      ]);
      expect(answers).toEqual(expected);
    }
  });
});

describe("permission", () => {
  const ended = (status: string, code: string) => ({ status, code, final: true });

  test("ends with the command's time, to the millisecond", () => {
    const end = new Date(command.expiresAt);
    expect(permission(row, command, present({ now: new Date(end.getTime() - 1) }))).toBeNull();
    expect(permission(row, command, present({ now: end }))).toEqual(ended("expired", "COMMAND_EXPIRED"));
  });

  test("ends with the policy that it was decided under", () => {
    const later = present({ policyVersion: "policy-0000000000000000" });
    expect(permission(row, command, later)).toEqual(ended("voided", "POLICY_CHANGED"));
  });

  test.each([
    { status: "ready", covered: ["execute"] },
    { status: "held", covered: ["execute", "hold"] },
    { status: "approved", covered: ["execute", "hold", "approve"] },
    { status: "awaiting_approval", covered: [] },
    { status: "undone", covered: [] },
  ] as const)("an action decided as $status is covered by $covered, made anew", ({ status, covered }) => {
    const approval = { ...bound, policyVersion: command.policyVersion };
    const dispositions = ["execute", "hold", "approve", "refuse"] as const;
    const passing = dispositions.filter(
      (disposition) =>
        permission({ ...row, status, approval }, command, present({ ruling: ruling(disposition) })) === null,
    );
    expect(passing).toEqual(covered);
  });

  test("what is not covered names the rule, or the policy if there is none", () => {
    expect(permission(row, command, present({ ruling: ruling("refuse", ["TEXT_NOT_PLAIN"]) }))).toEqual(
      ended("refused", "TEXT_NOT_PLAIN"),
    );
    expect(permission(row, command, present({ ruling: ruling("refuse") }))).toEqual(ended("refused", "POLICY_REFUSES"));
  });

  test.each([
    { what: "none", approval: null },
    {
      what: "for another command",
      approval: { ...bound, commandHash: "b".repeat(64), policyVersion: command.policyVersion },
    },
    { what: "under another policy", approval: { ...bound, policyVersion: "policy-0000000000000000" } },
  ])("an approval that is $what binds nothing, also on a retry", ({ approval }) => {
    const refusal = ended("refused", "APPROVAL_NOT_BOUND");
    expect(permission({ ...row, status: "approved", approval }, command, present())).toEqual(refusal);
    const attempt = { owner: "e", leaseUntil: NOW.toISOString(), from: "approved" as const, intended: true };
    expect(permission({ ...row, status: "executing", attempt, approval }, command, present())).toEqual(refusal);
  });
});
