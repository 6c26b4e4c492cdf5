import { BookEvent } from "@agentic-pm/contracts/travel";
import { lambda, opened } from "@agentic-pm/lambda";
import { config } from "../config/booking-executor.ts";
import type { BookingPorts } from "../usecases/booking-ports.ts";
import { carryOutBooking } from "../usecases/carry-out-booking.ts";
import { ports } from "../wiring/booking-executor.ts";

/** Books in the browser, or looks whether it was booked. */
export const handler = lambda({
  name: "booking-executor",
  input: BookEvent,
  config,
  ports,
  handle: (event: BookEvent, of: BookingPorts) => openedBooking(event.handoff, of, event),
});

/** The envelope is round the hand-over; session, mode and attempt are the workflow's own. */
const openedBooking = opened(
  ({ bookingId }: BookEvent["handoff"]) => bookingId,
  (_handoff, of: BookingPorts, event: BookEvent) => carryOutBooking(event, of),
);
