import { CloseEvent, type CloseResult, SweepEvent, type SweepResult } from "@agentic-pm/contracts/travel";
import { lambda } from "@agentic-pm/lambda";
import * as z from "zod";
import { config } from "../config/close-booking.ts";
import { closeBooking } from "../usecases/close-booking.ts";
import { sweepBookings } from "../usecases/sweep-bookings.ts";
import { ports } from "../wiring/close-booking.ts";

/**
 * Puts an end on record and into the row: a stage's that failed, under its seal, or one that a workflow left behind.
 * It opens the envelope itself: several stages may have sealed it.
 */
export const handler = lambda({
  name: "close-booking",
  input: z.union([CloseEvent, SweepEvent]),
  config,
  ports,
  handle: async (event, own): Promise<CloseResult | SweepResult> =>
    "sweep" in event ? sweepBookings(event, own) : closeBooking(event, own),
});
