import * as z from "zod";
import { Cabin } from "./ids.ts";

/** The one tool that the reader of requests may answer with: it records, it does nothing. */
export const TRIP_TOOL = "record_trip";

/**
 * First content block of the message, as JSON: what code vouches for. The second block is the employee's normalised
 * words, datamarked by `marker`.
 */
export const TripBrief = z.strictObject({
  task: z.literal("trip"),
  today: z.iso.date(),
  turn: z.number().int().min(1),
  marker: z.string().min(1).max(40),
});
export type TripBrief = z.infer<typeof TripBrief>;

const span = z.string().min(1).max(80).nullable();

/**
 * A model's own reading of a request, as spans quoted from it. Code resolves them in the product's own data and compares;
 * a span never becomes part of a trip.
 */
export const TripReading = z.strictObject({
  origin: span,
  destination: span,
  outbound: span,
  return: span,
  oneWay: z.boolean(),
  cabin: Cabin.nullable(),
  travellers: z.number().int().min(0).max(99).nullable(),
  flags: z.array(z.enum(["instruction_like_text", "another_traveller", "several_trips", "no_request"])).max(4),
});
export type TripReading = z.infer<typeof TripReading>;
