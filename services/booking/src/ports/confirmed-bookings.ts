import type { AuditHead } from "@agentic-pm/contracts";
import type { BookingStatus, Offer } from "@agentic-pm/contracts/travel";
import type { PortalNotice } from "../domain/portal-notice.ts";
import type { StoredBooking } from "../domain/stored-booking.ts";

/** A change to a booking's row, made only if nobody changed it since it was read. */
export interface BookingChange {
  readonly status: BookingStatus;
  readonly audit: AuditHead;
  readonly reason?: string | null;
  readonly confirmationNumber?: string;
  /** The execution that uses the confirmation up. */
  readonly execution?: string;
}

/** The bookings table, as those who carry a booking out read and change it. */
export interface ConfirmedBookings {
  /** Throws BOOKING_MALFORMED for a row that fits no schema. */
  find(bookingId: string): Promise<StoredBooking | null>;
  /** Returns the row as changed. Throws BOOKING_CHANGED_MEANWHILE (retryable) when `seen` is no longer true. */
  change(seen: StoredBooking, change: BookingChange): Promise<StoredBooking>;
}

/** Puts another offer in the place of one that cannot be had any more. */
export interface RenewedOffers {
  /** The confirmation, its command and its approval go; why, and for which execution, stays. Throws BOOKING_CHANGED_MEANWHILE (retryable). */
  offerInstead(
    seen: StoredBooking,
    renewed: {
      readonly offer: Offer;
      readonly because: PortalNotice;
      readonly expiresAt: string;
      readonly audit: AuditHead;
    },
  ): Promise<void>;
  /** The offer that a booking's row has; null where there is none. Throws BOOKING_MALFORMED. */
  renewed(bookingId: string): Promise<{ readonly offer: Offer; readonly expiresAt: string } | null>;
}
