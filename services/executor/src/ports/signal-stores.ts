import type { Entity, SignalHandoff, SignalRecord, VaultedSignal } from "@agentic-pm/contracts";

/** Where raw text lies. Nobody but `sanitise` can read it. */
export interface SignalVault {
  /** Stores the signal under its key; one that is there already stays as it is. */
  put(key: string, signal: VaultedSignal): Promise<void>;
}

/** How far a signal got in earlier runs of `intake`. */
export type SignalProgress = "unknown" | "stored" | "started";

/** The signals table, as far as `intake` goes. */
export interface SignalLedger {
  progressOf(signalId: string): Promise<SignalProgress>;
  /** Inserts the row; a row that is there already stays as it is. */
  store(record: SignalRecord): Promise<void>;
  markStarted(signalId: string, executionArn: string): Promise<void>;
}

/** The registry, as `intake` writes it. */
export interface EntityRegistrar {
  /** Writes what trusted API fields say now; a person's audiences only grow. */
  putEntity(entity: Entity): Promise<void>;
  putSignal(record: SignalRecord): Promise<void>;
}

export interface Checkpoint {
  readonly cursor: string | null;
}

export interface Checkpoints {
  read(sourceId: string): Promise<Checkpoint>;
  /** Moves the cursor. Called only when everything before it is stored. */
  move(sourceId: string, cursor: string): Promise<void>;
  /** Notes how the source is, and leaves the cursor alone. `code` is null when it is well. */
  noteHealth(sourceId: string, code: string | null): Promise<void>;
}

/** Starts the `signal` state machine under the signal's id: the second start of the same signal is the first. */
export interface SignalWorkflow {
  start(handoff: SignalHandoff): Promise<{ executionArn: string }>;
}
