import type { FoundClause } from "../domain/policy-queries.ts";

/** The clauses in force, by meaning. Throws DATABASE_UNAVAILABLE (retryable). */
export interface PolicySearch {
  /** For each vector the nearest clauses whose own vectors are of the same model, nearest first. */
  nearest(vectors: readonly (readonly number[])[], model: string, most: number): Promise<FoundClause[][]>;
}

/** What is stored under a trip's hash, unchecked; undefined where there is nothing. */
export interface TripShelf {
  trip(bookingId: string, tripSha256: string): Promise<unknown>;
}
