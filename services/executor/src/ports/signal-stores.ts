import type { AuditHead, Entity, HandleView, SignalHandoff, SignalRecord, VaultedSignal } from "@agentic-pm/contracts";

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
  /** Inserts the row; a row that is there already stays as it is. The views go with it, for a hand-over made anew. */
  store(record: SignalRecord, views: readonly HandleView[]): Promise<void>;
  markStarted(signalId: string, executionArn: string): Promise<void>;
}

/** What the row of a signal knows whose workflow failed. */
export interface FailedSignal extends Pick<
  SignalRecord,
  "signalId" | "source" | "kind" | "projectKey" | "vaultKey" | "rawSha256" | "rawLength"
> {
  readonly readers: readonly string[];
  readonly handleViews: readonly HandleView[];
  /** The chain's head as the stages that succeeded left it. */
  readonly lastAudit: AuditHead;
  readonly failureCode: string;
  /** `restarting`: an earlier poll died between its claim and the start. */
  readonly status: "failed" | "restarting";
  /** How often it was started again. */
  readonly restarts: number;
  /** ISO instant of the last start, or of the row's insertion. */
  readonly updatedAt: string;
}

/** The signals table, for those whose workflow failed. */
export interface FailedSignals {
  /** The oldest thousand at most. A row that lacks what a hand-over needs is left out. */
  find(): Promise<FailedSignal[]>;
  /** Takes the signal for its restart number `restart`; false when the row has changed since it was found. */
  claim(signal: FailedSignal, restart: number): Promise<boolean>;
  /** Notes that the restart runs, unless it has ended already. */
  markRestarted(signalId: string, executionArn: string): Promise<void>;
  /** Gives it up: the row says `abandoned`, and keeps the failure's code. */
  abandon(signal: FailedSignal): Promise<void>;
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

/** Starts the `signal` state machine under the name that the seal is made for: a second start under it is the first. */
export interface SignalWorkflow {
  start(handoff: SignalHandoff): Promise<{ executionArn: string }>;
}
