import type { SweepResult } from "@agentic-pm/contracts/travel";

/** An end as its employee is told of it. */
export type ToldEnd = Extract<SweepResult, { readonly untold: unknown }>["untold"][number];

const MINUTE_MS = 60_000;
/** Longer than a workflow tries to say an end itself. */
const SAID_WITHIN_MS = 10 * MINUTE_MS;
/** For so long after an end it is said still; later it is no news. */
const NEWS_FOR_MS = 24 * 60 * MINUTE_MS;
/** A question waits for a day, an offer for a quarter of an hour, an approval for a day. */
const LONGEST_BOOKING_MS = 50 * 60 * MINUTE_MS;

/** Bookings that ended lately began after this moment. */
export function begunAfter(now: Date): Date {
  return new Date(now.getTime() - NEWS_FOR_MS - LONGEST_BOOKING_MS);
}

/** Expired because time ran out on a confirmation. An offer that ran out is left by the request that comes after it. */
const CONFIRMATIONS_TIME = new Set(["OFFER_EXPIRED", "APPROVAL_EXPIRED", "NOT_ANSWERED_IN_TIME"]);

/** Whether an end is one that is said by a message, that its workflow has had time to say, and that is still news. */
export function isNews({ status, code, updatedAt }: ToldEnd & { readonly updatedAt: string }, now: Date): boolean {
  if (status === "expired" && !CONFIRMATIONS_TIME.has(code ?? "")) return false;
  const ago = now.getTime() - Date.parse(updatedAt);
  return ago >= SAID_WITHIN_MS && ago <= NEWS_FOR_MS;
}
