import type { AuditEntry } from "@agentic-pm/audit-trail";
import type { AuditHead } from "@agentic-pm/contracts";
import type { BookingId } from "@agentic-pm/contracts/travel";
import type { Booking } from "../domain/booking.ts";

/** What a change may set. The chain's head comes with the record of the change. */
export type BookingChange = Partial<
  Pick<
    Booking,
    "status" | "turn" | "requests" | "requestIds" | "requestedOn" | "command" | "commandHash" | "confirmedAt"
  >
>;

/** A booking that is to begin. The chain's first head comes with the record of its beginning. */
export type NewBooking = Omit<Booking, "auditSeq" | "auditHash">;

/** The bookings, and each employee's one active booking. Reads see every write before them. */
export interface BookingStore {
  find(bookingId: string): Promise<Booking | null>;
  /** The booking that has the employee's place: it may be over by now. */
  activeOf(employeeId: string): Promise<Booking | null>;
  /**
   * Writes the booking, gives it the employee's place and puts that on record, in one step. Null where the booking is
   * there already, or the place is not that of `before`, a booking that is over: then there is no record either. Throws
   * AUDIT_WRITE_FAILED.
   */
  begin(booking: NewBooking, before: BookingId | null, entry: AuditEntry): Promise<Booking | null>;
  /**
   * Changes a booking that is as it was seen (status, turn, offer and place in its audit chain), together with the
   * record of it; returns the chain's new head. Null when it is not: then there is no record either. Throws
   * AUDIT_WRITE_FAILED.
   */
  change(seen: Booking, change: BookingChange, entry: AuditEntry): Promise<AuditHead | null>;
}
