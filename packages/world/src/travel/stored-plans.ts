import { BookingPlan, type BookingRow, planHashOf } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { TravelApi } from "./travel-api.ts";

const LATEST = `select distinct on (booking_id) booking_id, sha256, cast(body as text) as body, created_at
  from travel.plan order by booking_id, created_at desc`;
const ONE = `select booking_id, sha256, cast(body as text) as body from travel.plan
  where booking_id = :booking and sha256 = :hash`;

const PlanRow = z
  .object({ booking_id: z.string(), sha256: z.string(), body: z.string() })
  .transform(({ booking_id: bookingId, sha256, body }) => {
    const parsed = BookingPlan.safeParse(JSON.parse(body));
    if (parsed.success && planHashOf(parsed.data) === sha256) return parsed.data;
    throw new AppError("PLAN_ALTERED", {
      cause: `The plan of ${bookingId} is not what its hash says.`,
      remedy: "Find who wrote it: the booking's trail has the plan's hash.",
      details: { bookingId },
    });
  });

type Database = Pick<TravelApi, "query">;

/** The last plan of every booking. Throws PLAN_ALTERED. */
export function latestPlans(travel: Database): Promise<BookingPlan[]> {
  return travel.query(LATEST, PlanRow);
}

/** The plan that a booking stands on, if it has one. Throws PLAN_ALTERED. */
export async function planOfBooking(
  travel: Database,
  { bookingId, planHash }: Pick<BookingRow, "bookingId" | "planHash">,
): Promise<BookingPlan | undefined> {
  if (planHash === undefined) return undefined;
  return (await travel.query(ONE, PlanRow, { booking: bookingId, hash: planHash }))[0];
}
