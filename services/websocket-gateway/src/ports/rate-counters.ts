import type { Rate } from "../domain/rates.ts";

/** Counts in windows of a minute. */
export interface RateCounters {
  /** Takes one place under each key. Null when all had one; else when the next window begins, as an ISO instant. */
  take(rates: readonly Rate[]): Promise<string | null>;
}
