import type { QuotedFare } from "../domain/fare.ts";

/** What the portal asks for one fare at this moment. */
export interface FareQuotes {
  /**
   * Null where it is sold out or gone. Throws PORTAL_UNAVAILABLE (retryable), PORTAL_ANSWER_MALFORMED and what the
   * portal's address throws.
   */
  quote(fareId: string): Promise<QuotedFare | null>;
}
