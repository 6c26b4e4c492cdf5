import type { AuditHead } from "@agentic-pm/contracts";
import type { CloseEvent } from "@agentic-pm/contracts/travel";
import type { StandingBooking } from "../domain/standing-booking.ts";

/** How bookings stand, and their ends; nothing of what was offered, confirmed or who travels. */
export interface BookingEnds {
  /** Throws BOOKING_MALFORMED. */
  find(bookingId: string): Promise<StandingBooking | null>;
  /** Ends a booking that stands as it was seen; false where somebody changed it meanwhile. */
  end(
    seen: StandingBooking,
    end: { readonly status: CloseEvent["status"]; readonly code: string; readonly audit: AuditHead },
  ): Promise<boolean>;
}
