import type { Recommendation, SignalId } from "@agentic-pm/contracts";

/** Insert-only: an entry that exists is left as it is. */
export interface RecommendationStore {
  /** Throws DATABASE_UNAVAILABLE (retryable). */
  insert(entry: {
    readonly signalId: SignalId;
    readonly sha256: string;
    readonly recommendation: Recommendation;
  }): Promise<void>;
}
