import type { Labels, SanitisedSignal } from "@agentic-pm/contracts";

/** A sanitised signal with what it is found by later. */
export interface StoredSanitisedSignal {
  readonly signal: SanitisedSignal;
  readonly sha256: string;
  readonly projectKey: string;
  /** Of the tickets it speaks of, its subject first. */
  readonly correlations: readonly string[];
  /** Of everything in the signal that is not a closed value. */
  readonly labels: Labels;
}

/** Insert-only: an entry that exists is left as it is. */
export interface SanitisedSignalStore {
  /** Throws DATABASE_UNAVAILABLE (retryable). */
  insert(entry: StoredSanitisedSignal): Promise<void>;
}
