import type { AuditHead } from "@agentic-pm/contracts";
import type { Offer } from "@agentic-pm/contracts/travel";

export interface NewOffer {
  readonly bookingId: string;
  readonly employeeId: string;
  readonly turn: number;
  readonly offer: Offer;
  /** ISO instants. */
  readonly expiresAt: string;
  readonly at: string;
  readonly audit: AuditHead;
}

/** The bookings' rows, as far as an offer changes them. */
export interface OfferStore {
  /**
   * Makes a booking that is being planned an offered one. "over" where it is not, or no longer, this turn's planning:
   * cancelled, say. The same offer again is accepted. Throws BOOKINGS_UNAVAILABLE (retryable).
   */
  offer(offer: NewOffer): Promise<"offered" | "over">;
}
