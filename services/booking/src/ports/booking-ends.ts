import type { AuditEntry } from "@agentic-pm/audit-trail";
import type { AuditHead } from "@agentic-pm/contracts";
import type { BookingId } from "@agentic-pm/contracts/travel";
import type { WorkedOn } from "../domain/abandoned-booking.ts";
import type { ToldEnd } from "../domain/told-end.ts";
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
  /** Those of a status that nobody changed since, the longest waiting first; and the keys of rows that cannot be read. */
  idle(status: WorkedOn, since: Date): Promise<Found<IdleBooking>>;
  /** Whether a payment was begun or made for it. */
  isPaymentNoted(bookingId: BookingId): Promise<boolean>;
}

/** Ends of bookings, and whether their employees were told. */
export interface ToldEnds {
  /** Bookings that began after `begunAfter` and ended so, at any time; the oldest end first. */
  ended(status: ToldEnd["status"], begunAfter: Date): Promise<Found<ToldEnd & { readonly updatedAt: string }>>;
  /** Whether the message of this end was ever kept for its employee; what was acknowledged since was. */
  isSaid(end: ToldEnd): Promise<boolean>;
}

/** What a look at a status finds: rows, and the keys of those that do not fit their schema, which keep no other waiting. */
export interface Found<Row> {
  readonly rows: readonly Row[];
  readonly unreadable: readonly string[];
}

export interface IdleBooking {
  readonly bookingId: BookingId;
  readonly updatedAt: string;
}
