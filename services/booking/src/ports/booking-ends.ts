import type { AuditEntry } from "@agentic-pm/audit-trail";
import type { AuditHead } from "@agentic-pm/contracts";
import type { BookingId } from "@agentic-pm/contracts/travel";
import type { WorkedOn } from "../domain/abandoned-booking.ts";
import type { BookingEnding, StandingBooking } from "../domain/standing-booking.ts";

/** How bookings stand, and their ends; nothing of what was offered, confirmed or who travels. */
export interface BookingEnds {
  /** Throws BOOKING_MALFORMED. */
  find(bookingId: string): Promise<StandingBooking | null>;
  /**
   * Ends a booking that stands as it was seen, and records it after `head`, in one step. False where somebody changed
   * it meanwhile: then there is no record of this end either. Throws AUDIT_WRITE_FAILED.
   */
  end(
    seen: StandingBooking,
    end: BookingEnding,
    record: { readonly head: AuditHead; readonly entry: AuditEntry },
  ): Promise<boolean>;
}

/** Bookings that a workflow should work on, and nothing has happened to. */
export interface IdleBookings {
  /** Those of a status that nobody changed since; the longest waiting first. What cannot be read is left out, and logged. */
  idle(status: WorkedOn, since: Date): Promise<readonly BookingId[]>;
  /** Whether a payment was begun or made for it. */
  isPaymentNoted(bookingId: BookingId): Promise<boolean>;
}
