import type { Retrieval } from "@agentic-pm/contracts/travel";

/** Retrievals, each under its hash. Throws DATABASE_UNAVAILABLE (retryable). */
export interface RetrievalStore {
  insert(entry: { readonly bookingId: string; readonly sha256: string; readonly retrieval: Retrieval }): Promise<void>;
}
