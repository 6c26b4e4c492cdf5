import * as z from "zod";
import { AirlineCode, Cabin } from "./ids.ts";
import { RetrievalBand, TripScope } from "./policy.ts";
import { Place } from "./trip.ts";

/** The one tool that planning may answer with: it records, it does nothing. */
export const PLAN_TOOL = "propose_plan";

/** How a clause is called in a brief: "C1" is the one that fits best. */
export const ClauseRef = z.string().regex(/^C[1-9]$/);

/**
 * The only content block of the planning message, as JSON. Clauses are datamarked: every run of white space in `section`
 * and `text` is replaced by `marker`, which is random per call. No word of the employee's is in it.
 */
export const PlanBrief = z.strictObject({
  task: z.literal("plan"),
  /** The traveller's local date. */
  today: z.iso.date(),
  trip: z.strictObject({
    origin: Place,
    destination: Place,
    outbound: z.iso.date(),
    return: z.iso.date().nullable(),
    cabin: Cabin.nullable(),
    scope: TripScope,
  }),
  retrieval: RetrievalBand,
  clauses: z
    .array(z.strictObject({ ref: ClauseRef, section: z.string().max(1000), text: z.string().max(12_000) }))
    .max(5),
  /** Set in the second call: what the first answer left open. */
  missing: z.array(z.enum(["fare_cap_usd", "highest_cabin"])).max(2),
  marker: z.string().min(1).max(40),
});
export type PlanBrief = z.infer<typeof PlanBrief>;

/**
 * What the model reads in the clauses. It is compared with what code read in them and never wins: of all this only
 * `reasoning_summary` is kept. Null: the clauses shown do not say.
 */
export const PlanProposal = z.strictObject({
  fare_cap_usd: z.number().int().positive().max(100_000).nullable(),
  highest_cabin: Cabin.nullable(),
  preferred_airlines: z.array(AirlineCode).max(20),
  advance_booking_days: z.number().int().min(0).max(365).nullable(),
  approval_needed: z.boolean(),
  /** The clauses that this rests on. */
  clauses: z.array(ClauseRef).max(5),
  reasoning_summary: z.string().max(600),
});
export type PlanProposal = z.infer<typeof PlanProposal>;
