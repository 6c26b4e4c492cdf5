import type { Entity, SignalSourceName } from "@agentic-pm/contracts";
import type { FetchedSignal, RefusedSignal } from "../domain/fetched-signal.ts";

/** What changed at a source since a cursor. */
export interface Delta {
  readonly signals: readonly FetchedSignal[];
  /** Everyone and everything that the signals name, by trusted API fields, and tickets that changed without a signal. */
  readonly entities: readonly Entity[];
  readonly refused: readonly RefusedSignal[];
  /** Opaque to everyone but the source; stored once everything before it is stored. */
  readonly cursor: string;
  /** True when the next `fetchDelta` has more at once. */
  readonly more: boolean;
  /** True when the vendor had forgotten the cursor and everything was read again. */
  readonly resynced: boolean;
}

export interface SourceHealth {
  readonly healthy: boolean;
  /** A code and a remedy when it is not. */
  readonly code: string | null;
  readonly remedy: string | null;
}

/** A place where signals come from. Reading it changes nothing there. */
export interface SignalSource {
  readonly name: SignalSourceName;
  /** What changed since the cursor; everything when it is null. Throws the vendor's typed errors. */
  fetchDelta(cursor: string | null): Promise<Delta>;
  /** Asks the vendor for next to nothing. Never throws. */
  healthCheck(): Promise<SourceHealth>;
}
