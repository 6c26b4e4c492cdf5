import type { Booking } from "../domain/booking.ts";

/** What a change may set. */
export type BookingChange = Partial<
  Pick<
    Booking,
    | "status"
    | "turn"
    | "requests"
    | "requestIds"
    | "requestedOn"
    | "command"
    | "commandHash"
    | "confirmedAt"
    | "auditSeq"
    | "auditHash"
  >
>;

/** The bookings, and each employee's one active booking. Reads see every write before them. */
export interface BookingStore {
  find(bookingId: string): Promise<Booking | null>;
  /** The booking that has the employee's place: it may be over by now. */
  activeOf(employeeId: string): Promise<Booking | null>;
  /**
   * Writes the booking and gives it the employee's place, in one step; a predecessor whose offer ran out becomes
   * `expired` in the same step. False when the place, the predecessor or the booking is not as it was seen.
   */
  begin(booking: Booking, predecessor: Booking | null): Promise<boolean>;
  /** Changes a booking that is as it was seen: status, turn and place in its audit chain. False when it is not. */
  change(seen: Booking, change: BookingChange): Promise<boolean>;
}
