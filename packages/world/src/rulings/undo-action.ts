import { type RuledAction, shownCommand } from "./ruled-action.ts";
import { ruleOnAction } from "./rule-on-action.ts";
import {
  actionUnknown,
  alreadyUndone,
  commandAltered,
  undoImpossible,
  undoUnderWay,
  undoWindowPassed,
} from "./ruling-errors.ts";
import type { RulingPorts, WorkflowOutcome } from "./ruling-ports.ts";

/**
 * Asks for an executed action to be taken back, starts the workflow and waits. The request says only that: how it is
 * done follows from the records of `execute`. A request that came to no end can be made again.
 * Throws ACTION_UNKNOWN, COMMAND_ALTERED, ALREADY_UNDONE, UNDO_IMPOSSIBLE, UNDO_WINDOW_PASSED, UNDO_UNDER_WAY,
 * APPROVAL_CONFLICT.
 */
export async function undoAction(actionId: string, ports: RulingPorts): Promise<WorkflowOutcome> {
  const row = await ports.actions.find(actionId);
  if (row === null) throw actionUnknown(actionId);
  const now = ports.clock.now();
  assertUndoable(row, now);
  const { commandHash } = row;
  const undo = { requestedBy: ports.operator, requestedAt: now.toISOString(), commandHash };
  const head = await ruleOnAction(
    row,
    {
      entry: {
        event: "action.undo_requested",
        input: { commandHash, before: row.status },
        output: { status: "undo_requested", inverse: row.outcome?.inverse ?? null },
      },
      change: (audit) => ({ status: "undo_requested", audit, undo }),
      wanted: "undone",
    },
    ports,
  );
  const outcome = await ports.workflows.run("undo", `undo_${actionId}_${head.seq}`, { actionId, commandHash });
  if (outcome.code === "UNDO_WINDOW_PASSED") throw undoWindowPassed(row, row.outcome?.inverse?.until ?? "now");
  return outcome;
}

function assertUndoable(row: RuledAction, now: Date): void {
  if (row.status === "undone") throw alreadyUndone(row);
  const isBegun = row.status === "undo_requested" || row.status === "undoing";
  if (row.status !== "executed" && !isBegun) throw undoImpossible(row);
  const leaseUntil = row.attempt?.leaseUntil;
  if (row.status === "undoing" && leaseUntil !== undefined && Date.parse(leaseUntil) > now.getTime()) {
    throw undoUnderWay(row);
  }
  if (shownCommand(row) === null) throw commandAltered(row);
  const inverse = row.outcome?.inverse;
  if (inverse === null || inverse === undefined) throw undoImpossible(row);
  if (Date.parse(inverse.until) <= now.getTime()) throw undoWindowPassed(row, inverse.until);
}
