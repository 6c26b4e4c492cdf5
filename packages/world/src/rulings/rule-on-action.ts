import type { AuditEntry } from "@agentic-pm/audit-trail";
import type { AuditHead } from "@agentic-pm/contracts";
import { approvalConflict } from "./ruling-errors.ts";
import type { RuledAction } from "./ruled-action.ts";
import type { RulingChange, RulingPorts } from "./ruling-ports.ts";

interface Ruling {
  readonly entry: AuditEntry;
  /** The change that the ruling makes, once its record has a place in the chain. */
  readonly change: (audit: AuditHead) => RulingChange;
  /** E.g. "approved". */
  readonly wanted: string;
  readonly aliveAt?: Date;
}

/**
 * The record first, then the row by one conditional write: nothing is ruled on without a record. Of two people at once
 * one wins. The other's record stays in the action's chain as a sibling that nothing continues, and a second record, in
 * a chain of its own so that it cannot fork the action's, says that it had no effect. Throws APPROVAL_CONFLICT then.
 */
export async function ruleOnAction(row: RuledAction, ruling: Ruling, ports: RulingPorts): Promise<AuditHead> {
  const { entry, change, wanted, aliveAt } = ruling;
  const actor = `operator:${ports.operator}`;
  const head = await ports.audit.append(row.actionId, row.audit, { ...entry, actor });
  if (await ports.actions.change(row, change(head), aliveAt)) return head;
  await ports.audit.append(`refused_${row.actionId}`, null, {
    event: "request.refused",
    actor,
    input: { actionId: row.actionId, commandHash: row.commandHash, wanted, withoutEffect: head },
    output: { code: "APPROVAL_CONFLICT" },
  });
  throw approvalConflict((await ports.actions.find(row.actionId)) ?? row, wanted);
}
