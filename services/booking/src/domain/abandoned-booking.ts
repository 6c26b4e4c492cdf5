import type { BookingStatus } from "@agentic-pm/contracts/travel";
import type { BookingEnding, StandingBooking } from "./standing-booking.ts";

/** Why a booking ended that no workflow works on any more. */
export const ABANDONED = "WORKFLOW_ABANDONED";

const MINUTE_MS = 60_000;

/**
 * After so many minutes without a change a workflow works on a booking of that status no more: longer than its machine
 * may run, and the last function that it called after it.
 */
export const IDLE_MINUTES = { planning: 25, confirmed: 70, booking: 70, unknown: 70 } as const satisfies Partial<
  Record<BookingStatus, number>
>;
export type WorkedOn = keyof typeof IDLE_MINUTES;

/** The moment before which a booking of that status has to have been changed to be abandoned. */
export function idleSince(status: WorkedOn, now: Date): Date {
  return new Date(now.getTime() - IDLE_MINUTES[status] * MINUTE_MS);
}

/** Whether a booking is waiting for a workflow that cannot be there any more. */
export function isAbandoned({ status, updatedAt }: StandingBooking, now: Date): boolean {
  return isWorkedOn(status) && Date.parse(updatedAt) <= idleSince(status, now).getTime();
}

function isWorkedOn(status: BookingStatus): status is WorkedOn {
  return Object.hasOwn(IDLE_MINUTES, status);
}

/** How it ends: failed only where nothing was paid, and nothing can be by now. Else a person looks. */
export function abandonedEnd({ status }: StandingBooking, isPaymentNoted: boolean): BookingEnding {
  const mayBePaid = status === "unknown" || isPaymentNoted;
  return { status: mayBePaid ? "handed_over" : "failed", code: ABANDONED };
}
