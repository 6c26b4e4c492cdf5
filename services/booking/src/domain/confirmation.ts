import { canonicalJson } from "@agentic-pm/contracts";
import type {
  ApprovalReason,
  BookingCommand,
  BookingPlan,
  BookingStatus,
  Traveller,
} from "@agentic-pm/contracts/travel";
import type { QuotedFare } from "./fare.ts";
import { fitsTrip } from "./fare-fit.ts";
import { storedApproval, type StoredBooking } from "./stored-booking.ts";

/** Why a confirmation is not carried out. A final one ends the booking with its status; any other leaves the row alone. */
export interface ConfirmationRefusal {
  readonly status: Extract<BookingStatus, "voided" | "expired" | "refused" | "failed">;
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
  const isOwn = traveller.employeeId === trip.employeeId && bookingId === trip.bookingId;
  return isOwn && fitsTrip({ ...option, seatsLeft: 1 }, trip);
}

/** Whether the traveller of the command is, to the letter, who the list of employees has now. Null when so. */
export function travellerRefusal({ traveller }: BookingCommand, listed: Traveller | null): ConfirmationRefusal | null {
  if (listed === null) return { status: "refused", code: "EMPLOYEE_UNKNOWN", final: true };
  if (canonicalJson(listed) === canonicalJson(traveller)) return null;
  return { status: "refused", code: "TRAVELLER_DIFFERS", final: true };
}

/** What became of the fare since it was confirmed; null when nothing did. */
export function fareChange({ option }: BookingCommand, quoted: QuotedFare | null): "FARE_CHANGED" | "SOLD_OUT" | null {
  if (quoted === null) return "SOLD_OUT";
  const flightsOf = ({ outbound, inbound }: Pick<QuotedFare, "outbound" | "inbound">) =>
    canonicalJson({ outbound, inbound });
  const isSame =
    quoted.totalCents === option.totalCents &&
    quoted.cabin === option.cabin &&
    quoted.airline === option.airline &&
    flightsOf(quoted) === flightsOf(option);
  return isSame ? null : "FARE_CHANGED";
}
