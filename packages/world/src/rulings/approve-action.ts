import type { ActionStatus } from "@agentic-pm/contracts";
import { type RuledAction, type ShownCommand, shownCommand } from "./ruled-action.ts";
import { ruleOnAction } from "./rule-on-action.ts";
import {
  actionUnknown,
  alreadyConsumed,
  approvalConflict,
  approvalExpired,
  approvalStale,
  commandAltered,
} from "./ruling-errors.ts";
import type { RulingPorts, WorkflowOutcome } from "./ruling-ports.ts";

const CONSUMED: ReadonlySet<ActionStatus> = new Set<ActionStatus>([
  "executing",
  "executed",
  "failed",
  "unknown",
  "undo_requested",
  "undoing",
  "undone",
]);

/**
 * Approves exactly the command that was shown, starts its workflow and waits for what comes of it. An approval that was
 * given but never got that far is taken up where it stopped.
 * Throws ACTION_UNKNOWN, COMMAND_ALTERED, APPROVAL_EXPIRED, APPROVAL_STALE, APPROVAL_CONFLICT, ALREADY_CONSUMED.
 */
export async function approveAction(shown: ShownCommand, ports: RulingPorts): Promise<WorkflowOutcome> {
  const { actionId } = shown.command;
  const row = await ports.actions.find(actionId);
  if (row === null) throw actionUnknown(actionId);
  const { handover } = row;
  if (shownCommand(row)?.commandHash !== shown.commandHash) throw commandAltered(row);
  if (CONSUMED.has(row.status)) throw alreadyConsumed(row);
  if (row.status === "expired") throw approvalExpired(row);
  if (row.status !== "awaiting_approval" && row.status !== "approved") throw approvalConflict(row, "approved");
  if (handover === undefined || handover === null) throw commandAltered(row);
  if (row.status === "awaiting_approval") await approve(row, shown, ports);
  const outcome = await ports.workflows.run("action", actionId, handover);
  if (outcome.code === "POLICY_CHANGED") throw approvalStale(row);
  if (outcome.status === "expired") throw approvalExpired(row);
  return outcome;
}

async function approve(row: RuledAction, { command, commandHash }: ShownCommand, ports: RulingPorts): Promise<void> {
  const now = ports.clock.now();
  if (Math.min(Date.parse(command.expiresAt), Date.parse(row.expiresAt)) <= now.getTime()) {
    await expire(row, ports);
    throw approvalExpired(row);
  }
  const { policyVersion, expiresAt } = command;
  const approval = { approvedBy: ports.operator, approvedAt: now.toISOString(), commandHash, policyVersion };
  await ruleOnAction(
    row,
    {
      entry: {
        event: "action.approved",
        input: { commandHash, before: row.status, expiresAt },
        output: { status: "approved", approval },
        policy_version: policyVersion,
      },
      change: (audit) => ({ status: "approved", audit, approval }),
      wanted: "approved",
      aliveAt: now,
    },
    ports,
  );
}

/** Says of an action that nobody answered in time; that is no decline. */
async function expire(row: RuledAction, ports: RulingPorts): Promise<void> {
  const { commandHash, expiresAt } = row;
  await ruleOnAction(
    row,
    {
      entry: {
        event: "action.voided",
        input: { commandHash, before: row.status, expiresAt },
        output: { status: "expired", code: "NOT_ANSWERED_IN_TIME" },
      },
      change: (audit) => ({ status: "expired", audit }),
      wanted: "approved",
    },
    ports,
  );
}
