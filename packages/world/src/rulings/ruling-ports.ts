import type { ActionStatus, AuditHead, Clock } from "@agentic-pm/contracts";
import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { RuledAction } from "./ruled-action.ts";

/** What a ruling changes in an action's row. It can name neither the command nor its hash. */
export interface RulingChange {
  readonly status: ActionStatus;
  readonly audit: AuditHead;
  readonly approval?: { approvedBy: string; approvedAt: string; commandHash: string; policyVersion: string };
  readonly rejection?: { rejectedBy: string; rejectedAt: string; reason: string | null };
  readonly undo?: { requestedBy: string; requestedAt: string; commandHash: string };
}

export interface RuledActions {
  find(actionId: string): Promise<RuledAction | null>;
  /** Ids that begin so, at most `most`. */
  idsFrom(prefix: string, most: number): Promise<string[]>;
  /**
   * One conditional write: only if status and audit head are those that were seen and, with `aliveAt`, if the action
   * has not expired by then. False when somebody was quicker.
   */
  change(seen: RuledAction, change: RulingChange, aliveAt?: Date): Promise<boolean>;
}

/** How a workflow that the operator started has ended. */
export interface WorkflowOutcome {
  /** E.g. `executed`, `voided`, `undone`. */
  readonly status: string;
  readonly code: string | null;
}

export interface ActionWorkflows {
  /**
   * Starts the machine under this name and waits for its end. Under a name that was used before it waits for that
   * execution: nothing is started twice. Throws WORKFLOW_FAILED.
   */
  run(machine: "action" | "undo", name: string, input: Readonly<Record<string, unknown>>): Promise<WorkflowOutcome>;
}

export interface RulingPorts {
  readonly actions: RuledActions;
  readonly workflows: ActionWorkflows;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  /** The person who rules, as the trail names them. */
  readonly operator: string;
}
