import type { FareQuery, QuotedFare } from "../domain/fare.ts";

export interface FareAnswer {
  readonly fares: readonly QuotedFare[];
  /** How many fares did not have the portal's own form and were left out. */
  readonly malformed: number;
  /** True where the portal does not serve such a search: an airport that it does not know, a day too far ahead. */
  readonly unserved: boolean;
}

/** What the portal sells, without login. */
export interface FareSearch {
  /**
   * Throws PORTAL_UNAVAILABLE (retryable), PORTAL_ANSWER_MALFORMED, PORTAL_ANSWER_TOO_LARGE and what the portal's
   * address throws.
   */
  search(query: FareQuery): Promise<FareAnswer>;
}
