import type { BookingPlan } from "@agentic-pm/contracts/travel";

/** Insert-only: a plan that exists is left as it is. */
export interface PlanStore {
  /** Throws DATABASE_UNAVAILABLE (retryable). */
  insert(entry: { readonly bookingId: string; readonly planHash: string; readonly plan: BookingPlan }): Promise<void>;
}

/** Plans by their hash. Read-only. */
export interface PlanReader {
  /** The stored body, undefined where there is none; whoever asks checks it. Throws DATABASE_UNAVAILABLE (retryable). */
  plan(bookingId: string, planHash: string): Promise<unknown>;
}
