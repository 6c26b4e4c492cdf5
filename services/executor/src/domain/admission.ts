import { type ActionStatus, commandHashOf, type ExecuteEvent, type ResolvedCommand } from "@agentic-pm/contracts";
import { readStoredCommand } from "./command.ts";
import type { Ruling } from "./policy/policy-engine.ts";
import type { StoredAction } from "./stored-action.ts";

/** Why an action may not be carried out. A final refusal ends it; any other leaves the row as it is. */
export interface Refusal {
  readonly status: "refused" | "voided" | "expired";
  readonly code: string;
  readonly final: boolean;
}

/** The command of the row, if the row and the event speak of the same one, unaltered; otherwise why not. */
export function commandOf(row: StoredAction, event: Pick<ExecuteEvent, "commandHash">): ResolvedCommand | Refusal {
  // A wrong hash from outside says nothing about the row, so it must not be able to end the action.
  if (event.commandHash !== row.commandHash) return { status: "refused", code: "COMMAND_HASH_DIFFERS", final: false };
  if (row.command === null) return { status: "refused", code: "ACTION_REFUSED", final: false };
  const command = readStoredCommand(row.command);
  const isSame =
    command !== null &&
    command.actionId === row.actionId &&
    command.signalId === row.signalId &&
    commandHashOf(command) === row.commandHash;
  return isSame ? command : { status: "refused", code: "COMMAND_ALTERED", final: true };
}

export function isRefusal(value: ResolvedCommand | Refusal): value is Refusal {
  return "final" in value;
}

/** Whether this execution may have the action at all: it is the action's, due, and no other attempt is under way. */
export function possession(row: StoredAction, executionName: string, now: Date): Refusal | null {
  const notDue = dueRefusal(row, executionName, now);
  if (notDue !== null || mayRunIn(row, executionName)) return notDue;
  return { status: "refused", code: "EXECUTION_NOT_OF_ACTION", final: false };
}

/**
 * An approved action runs only in the execution that the operator starts under its name, any other only in its
 * signal's: a row that was inserted as approved is carried out by no workflow of a signal.
 */
function mayRunIn({ actionId, signalId, attempt, status }: StoredAction, executionName: string): boolean {
  if ((attempt?.from ?? status) === "approved") return executionName === actionId;
  if (executionName === signalId) return true;
  const isRestart = executionName.startsWith(`${signalId}-r`);
  return isRestart && /^[1-9]\d*$/.test(executionName.slice(signalId.length + 2));
}

function dueRefusal(row: StoredAction, executionName: string, now: Date): Refusal | null {
  switch (row.status) {
    case "ready":
    case "approved":
      return null;
    case "held": {
      const isOver = row.holdUntil !== null && Date.parse(row.holdUntil) <= now.getTime();
      return isOver ? null : { status: "refused", code: "HOLD_NOT_OVER", final: false };
    }
    case "executing":
    case "unknown": {
      const isOurs = row.attempt?.owner === executionName;
      const isAbandoned = row.attempt !== null && Date.parse(row.attempt.leaseUntil) <= now.getTime();
      return isOurs || isAbandoned ? null : { status: "refused", code: "ATTEMPT_UNDER_WAY", final: false };
    }
    case "awaiting_approval":
      return { status: "refused", code: "NOT_APPROVED", final: false };
    case "expired":
      return { status: "expired", code: row.code ?? "COMMAND_EXPIRED", final: false };
    case "voided":
      return { status: "voided", code: row.code ?? "ACTION_VOIDED", final: false };
    case "rejected":
    case "refused":
    case "failed":
    case "executed":
    case "undo_requested":
    case "undoing":
    case "undone":
      return { status: "refused", code: `ACTION_${row.status.toUpperCase()}`, final: false };
  }
}

interface Present {
  readonly now: Date;
  readonly policyVersion: string;
  readonly ruling: Ruling;
}

/** Whether what was decided still holds now: time, policy, approval, and the ruling made anew. */
export function permission(row: StoredAction, command: ResolvedCommand, present: Present): Refusal | null {
  if (Date.parse(command.expiresAt) <= present.now.getTime()) {
    return { status: "expired", code: "COMMAND_EXPIRED", final: true };
  }
  if (command.policyVersion !== present.policyVersion) return { status: "voided", code: "POLICY_CHANGED", final: true };
  const decidedAs = row.attempt?.from ?? row.status;
  if (decidedAs === "approved" && !isBound(row, command)) {
    return { status: "refused", code: "APPROVAL_NOT_BOUND", final: true };
  }
  if (PERMITTED[decidedAs]?.includes(present.ruling.disposition) === true) return null;
  const code = present.ruling.rules[0] ?? "POLICY_REFUSES";
  return { status: "refused", code, final: true };
}

/** Which rulings, made anew, still cover an action that was decided with this status. */
const PERMITTED: Readonly<Partial<Record<ActionStatus, readonly Ruling["disposition"][]>>> = {
  ready: ["execute"],
  held: ["execute", "hold"],
  approved: ["execute", "hold", "approve"],
};

function isBound({ approval, commandHash }: StoredAction, command: ResolvedCommand): boolean {
  return approval !== null && approval.commandHash === commandHash && approval.policyVersion === command.policyVersion;
}
