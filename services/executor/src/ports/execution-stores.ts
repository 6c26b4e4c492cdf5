import type { ActionStatus, AuditHead } from "@agentic-pm/contracts";
import type { Breaker, Integration } from "../domain/circuit-breaker.ts";
import type { Attempt, EffectOutcome, StoredAction } from "../domain/stored-action.ts";

/** A change to an action's row, made only if nobody changed it since `seen` was read. */
export interface ActionChange {
  readonly status: ActionStatus;
  readonly audit: AuditHead;
  readonly attempt: Attempt | null;
  readonly outcome?: EffectOutcome;
  readonly code?: string | null;
}

/** The day's limits, as `execute` sees them. */
export interface LimitMembers {
  /** The ids of the actions that have a place under this key. */
  membersOf(key: string): Promise<ReadonlySet<string>>;
}

export interface ActionRecords {
  find(actionId: string): Promise<StoredAction | null>;
  /** Returns the row as changed. Throws ACTION_CHANGED_MEANWHILE (retryable) when `seen` is no longer true. */
  change(seen: StoredAction, change: ActionChange): Promise<StoredAction>;
}

/** What is known of an effect, by its idempotency key. */
export type EffectState =
  | { readonly state: "new" }
  | { readonly state: "started"; readonly startedAt: string }
  | { readonly state: "done"; readonly reference: string | null; readonly executedAt: string };

export interface EffectLedger {
  /** Notes that the effect is about to happen; answers with what was known before. */
  begin(key: string): Promise<EffectState>;
  /** Notes that it happened. The first note stands. */
  finish(key: string, done: { reference: string | null; executedAt: string }): Promise<void>;
  /** Notes that it certainly did not happen. */
  forget(key: string): Promise<void>;
}

/** The effects that were made, as `undo` reads them. */
export interface MadeEffects {
  /** Null if none is recorded as done under this key. */
  executed(key: string): Promise<{ readonly reference: string | null; readonly executedAt: string } | null>;
}

export interface BreakerStore {
  read(integration: Integration): Promise<Breaker>;
  /** Writes the next state if the version is still the one before; false when another call was faster. */
  write(integration: Integration, next: Breaker): Promise<boolean>;
}
