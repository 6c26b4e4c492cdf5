import { BookingPlan, planHashOf } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import type { PlanReader } from "../ports/plan-store.ts";

/** The plan that was handed on, and no other. Throws PLAN_MISSING, PLAN_MISMATCH and DATABASE_UNAVAILABLE (retryable). */
export async function loadPlan(
  about: { readonly bookingId: string; readonly planHash: string },
  plans: PlanReader,
): Promise<BookingPlan> {
  const { bookingId, planHash } = about;
  const stored = await plans.plan(bookingId, planHash);
  if (stored === undefined) {
    throw new AppError("PLAN_MISSING", {
      cause: `There is no plan of ${bookingId} with the hash that was handed on.`,
      remedy: "Ask for the trip again.",
      details: { bookingId, planHash },
    });
  }
  const plan = BookingPlan.safeParse(stored);
  if (!plan.success || plan.data.trip.bookingId !== bookingId || planHashOf(plan.data) !== planHash) {
    throw new AppError("PLAN_MISMATCH", {
      cause: `The plan of ${bookingId} in the database is not the one that reason-and-plan stored.`,
      remedy: "Nothing was offered. Find out who wrote to travel.plan; only reason-and-plan may insert.",
      details: { bookingId, planHash },
    });
  }
  return plan.data;
}
