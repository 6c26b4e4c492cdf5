import type { Trip } from "@agentic-pm/contracts/travel";

/** Insert-only: a trip that exists is left as it is. */
export interface TripStore {
  /** Throws DATABASE_UNAVAILABLE (retryable). */
  insert(trip: Trip, sha256: string): Promise<void>;
}
