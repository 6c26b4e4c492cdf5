import type { AuditEntry } from "@agentic-pm/audit-trail";
import type { AuditHead } from "@agentic-pm/contracts";
import type { Booking } from "../domain/booking.ts";

/** What a change may set. The chain's head comes with the record of the change. */
export type BookingChange = Partial<
  Pick<
    Booking,
    "status" | "turn" | "requests" | "requestIds" | "requestedOn" | "command" | "commandHash" | "confirmedAt"
  >
>;

/** The bookings, and each employee's one active booking. Reads see every write before them. */
export interface BookingStore {
  find(bookingId: string): Promise<Booking | null>;
  /** The booking that has the employee's place: it may be over by now. */
  activeOf(employeeId: string): Promise<Booking | null>;
  /**
   * Writes the booking and gives it the employee's place, in one step. False when the place, the predecessor, which is
   * over, or the booking is not as it was seen.
   */
  begin(booking: Booking, predecessor: Booking | null): Promise<boolean>;
  /**
   * Changes a booking that is as it was seen (status, turn, offer and place in its audit chain), together with the
   * record of it; returns the chain's new head. Null when it is not: then there is no record either. Throws
   * AUDIT_WRITE_FAILED.
   */
  change(seen: Booking, change: BookingChange, entry: AuditEntry): Promise<AuditHead | null>;
}
