import type { BookingStatus } from "@agentic-pm/contracts/travel";

/** Which execution carries a booking out, and how far it is. */
export interface BookingUnderWay {
  readonly status: BookingStatus;
  readonly commandHash: string | null;
  readonly execution: string | null;
}

export interface BookingsUnderWay {
  /** Throws BOOKING_MALFORMED. */
  find(bookingId: string): Promise<BookingUnderWay | null>;
}
