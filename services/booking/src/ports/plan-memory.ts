import type { PolicyChunk } from "@agentic-pm/contracts/travel";
import type { ActiveDocument } from "../domain/active-document.ts";

/** What was stored under the hashes at hand, as it was found: whoever asks checks it. */
export interface StoredTrip {
  /** Undefined where there is none. */
  readonly trip: unknown;
  readonly retrieval: unknown;
  readonly documents: readonly ActiveDocument[];
}

/** Trips, retrievals and clauses. Read-only. */
export interface PlanMemory {
  /** Throws DATABASE_UNAVAILABLE (retryable). */
  stored(about: {
    readonly bookingId: string;
    readonly tripSha256: string;
    readonly retrievalSha256: string;
  }): Promise<StoredTrip>;
  /**
   * Every clause of these documents, in their order; a version's clauses never change. Throws DATABASE_UNAVAILABLE
   * (retryable) and CLAUSE_MISMATCH for one that is not the text that was indexed.
   */
  clausesOf(documents: readonly ActiveDocument[]): Promise<readonly PolicyChunk[]>;
}
