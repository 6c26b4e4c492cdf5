import type { ActionStatus, AuditHead } from "@agentic-pm/contracts";
import type { Inverse } from "./effect-inverse.ts";

/** What an approval binds: who, when, and to what exactly. */
interface Approval {
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly commandHash: string;
  readonly policyVersion: string;
}

/** The operator's wish to have an executed action taken back. */
interface UndoRequest {
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly commandHash: string;
}

/** What came of an effect. */
export interface EffectOutcome {
  /** The vendor's id of what was made, if it has one. */
  readonly reference: string | null;
  /** True when the effect had happened in an earlier attempt. */
  readonly repeated: boolean;
  readonly executedAt: string;
  readonly inverse: Inverse | null;
}

/** An action's row as `execute` reads it. */
export interface StoredAction {
  readonly actionId: string;
  readonly signalId: string;
  readonly type: string;
  readonly command: string | null;
  readonly commandHash: string;
  readonly status: ActionStatus;
  readonly holdUntil: string | null;
  readonly approval: Approval | null;
  readonly undo: UndoRequest | null;
  /** The end of the action's audit chain. */
  readonly audit: AuditHead;
  /** The attempt that has the action, while its status is `executing`, `unknown` or `undoing`. */
  readonly attempt: Attempt | null;
  readonly outcome: EffectOutcome | null;
  readonly code: string | null;
  /** Counts the changes, so that each is made on what was seen. */
  readonly revision: number;
}

export interface Attempt {
  /** The execution that runs it; its retries have the same owner. */
  readonly owner: string;
  /** After this moment another execution may take over. */
  readonly leaseUntil: string;
  /** What the status was before, to return to if nothing happened. */
  readonly from: ActionStatus;
  /** True once the intent is in the audit trail: from then on the effect may have happened. */
  readonly intended: boolean;
}
