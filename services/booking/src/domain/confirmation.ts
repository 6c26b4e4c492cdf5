import type { ApprovalReason, BookingCommand, BookingPlan, BookingStatus } from "@agentic-pm/contracts/travel";
import { storedApproval, type StoredBooking } from "./stored-booking.ts";

/** Why a confirmation is not carried out. A final one ends the booking with its status; any other leaves the row alone. */
export interface ConfirmationRefusal {
  readonly status: Extract<BookingStatus, "voided" | "expired" | "refused">;
  readonly code: string;
  readonly final: boolean;
}

/** Whether this execution may use the confirmation up, or has done so already. Null when it may. */
export function possessionRefusal(row: StoredBooking, executionName: string): ConfirmationRefusal | null {
  if (row.confirmedAt === null) return { status: "refused", code: "NOT_CONFIRMED", final: false };
  if (row.status === "confirmed") return null;
  // A retried attempt of the same execution goes on where it was.
  if (row.status === "booking" && row.execution === executionName) return null;
  return { status: "refused", code: `BOOKING_${row.status.toUpperCase()}`, final: false };
}

interface Present {
  readonly now: Date;
  /** Null where the plan of the command is not in the database under its hash. */
  readonly plan: BookingPlan | null;
  readonly activePolicyVersion: string;
  /** What this option needs approval for, worked out again from the plan. */
  readonly needed: readonly ApprovalReason[];
}

/** Whether what was confirmed still holds: time, plan, policy and approval. Null when it does. */
export function presentRefusal(
  row: StoredBooking,
  command: BookingCommand,
  { now, plan, activePolicyVersion, needed }: Present,
): ConfirmationRefusal | null {
  if (Date.parse(command.expiresAt) <= now.getTime()) return { status: "expired", code: "OFFER_EXPIRED", final: true };
  if (plan === null || !isOfPlan(command, plan)) return { status: "voided", code: "PLAN_DIFFERS", final: true };
  if (command.policyVersion !== plan.policyVersion || plan.policyVersion !== activePolicyVersion) {
    return { status: "voided", code: "POLICY_CHANGED", final: true };
  }
  if (needed.some((reason) => !command.option.approval.includes(reason))) {
    return { status: "refused", code: "APPROVAL_UNDERSTATED", final: true };
  }
  return needed.length + command.option.approval.length === 0 ? null : approvalRefusal(row, command, now);
}

function approvalRefusal(row: StoredBooking, command: BookingCommand, now: Date): ConfirmationRefusal | null {
  const approval = storedApproval(row);
  if (approval === null) return { status: "refused", code: "NOT_APPROVED", final: true };
  if (approval.commandHash !== row.commandHash || approval.policyVersion !== command.policyVersion) {
    return { status: "refused", code: "APPROVAL_NOT_BOUND", final: true };
  }
  if (Date.parse(approval.expiresAt) <= now.getTime()) {
    return { status: "expired", code: "APPROVAL_EXPIRED", final: true };
  }
  return null;
}

/** Whether traveller, cities and dates of the command are those of the plan's trip. */
function isOfPlan({ traveller, option, bookingId }: BookingCommand, { trip }: BookingPlan): boolean {
  const out = { first: option.outbound[0], last: option.outbound.at(-1) };
  const back = { first: option.inbound[0], last: option.inbound.at(-1) };
  const leaves = trip.origin.airports;
  const arrives = trip.destination.airports;
  const isOutbound =
    isAt(out.first?.from, leaves) && isAt(out.last?.to, arrives) && dayOf(out.first?.departs) === trip.outbound;
  const isInbound =
    trip.return === null
      ? option.inbound.length === 0
      : isAt(back.first?.from, arrives) && isAt(back.last?.to, leaves) && dayOf(back.first?.departs) === trip.return;
  return isOutbound && isInbound && traveller.employeeId === trip.employeeId && bookingId === trip.bookingId;
}

function isAt(airport: string | undefined, airports: readonly string[]): boolean {
  return airport !== undefined && airports.includes(airport);
}

function dayOf(instant: string | undefined): string | null {
  return instant?.slice(0, 10) ?? null;
}
