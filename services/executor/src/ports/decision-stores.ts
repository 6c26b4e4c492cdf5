import type { ActionHandoff, ActionStatus, AuditHead, Disposition } from "@agentic-pm/contracts";
import type { SignalContext } from "../domain/policy/signal-context.ts";

/** A recommendation as stage 2 stored it. Its shape is not trusted: it is parsed action by action. */
export interface StoredRecommendation {
  readonly body: unknown;
  /** ISO instant; the clock of everything that is decided about it, so that a retry decides the same. */
  readonly createdAt: string;
}

export interface RecommendationStore {
  find(signalId: string, sha256: string): Promise<StoredRecommendation | null>;
}

/** The registry, as `decide` and `execute` read it. */
export interface SignalRegistry {
  /** The signal with the entities that its handles mean; null if `intake` never stored it. */
  contextOf(signalId: string): Promise<SignalContext | null>;
}

/** An action's row. */
export interface NewAction {
  readonly actionId: string;
  readonly signalId: string;
  readonly type: string;
  readonly tier: string;
  /** Canonical JSON of the resolved command; null for an action that was refused before it could be resolved. */
  readonly command: string | null;
  readonly commandHash: string;
  readonly status: ActionStatus;
  readonly disposition: Disposition;
  readonly reason: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly holdUntil: string | null;
  readonly audit: AuditHead;
  /** The sealed input of the `action` state machine, for an action that waits for approval. */
  readonly handover: ActionHandoff | null;
}

export interface ActionInserts {
  /** Inserts the row. A row under the same id stays as it is: the first decision stands. */
  insert(action: NewAction): Promise<void>;
}

/** Counts what was let through. Each call is idempotent for the same action id. */
export interface ActionLimits {
  /** Takes one of `most` places under this key for the day; false when none is left. */
  take(key: string, actionId: string, most: number): Promise<boolean>;
  /** Claims a key for the action; false when another action has it. */
  claim(key: string, actionId: string): Promise<boolean>;
  /** Gives back what this action has under the key; others keep theirs. */
  release(key: string, actionId: string): Promise<void>;
}
