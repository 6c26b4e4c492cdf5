import { lambda, opened } from "@agentic-pm/lambda";
import { config } from "../config/booking-executor.ts";
import { ExecutorEvent } from "../domain/executor-event.ts";
import type { BookingPorts } from "../usecases/booking-ports.ts";
import { carryOutBooking } from "../usecases/carry-out-booking.ts";
import { ports } from "../wiring/booking-executor.ts";

/** Books in the browser, looks whether it was booked, or ends what cannot go on. */
export const handler = lambda({
  name: "booking-executor",
  input: ExecutorEvent,
  config,
  ports,
  handle: (event: ExecutorEvent, of: BookingPorts) => openedBooking(event.handoff, of, event),
});

/** The envelope is round the hand-over; session, mode and attempt are the workflow's own. */
const openedBooking = opened(
  ({ bookingId }: ExecutorEvent["handoff"]) => bookingId,
  (_handoff, of: BookingPorts, event: ExecutorEvent) => carryOutBooking(event, of),
);
