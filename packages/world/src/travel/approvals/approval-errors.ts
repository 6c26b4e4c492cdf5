import type { BookingRow } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";

/** No booking has this id, or begins with it. */
export function bookingUnknown(id: string): AppError {
  return new AppError("BOOKING_UNKNOWN", {
    cause: `No booking's id begins with ${JSON.stringify(id)}.`,
    remedy: "List them: agentic-pm bookings.",
  });
}

/** Several ids begin so. */
export function bookingAmbiguous(id: string, ids: readonly string[]): AppError {
  return new AppError("BOOKING_AMBIGUOUS", {
    cause: `${ids.length} bookings begin with ${JSON.stringify(id)}: ${ids.slice(0, 5).join(", ")}.`,
    remedy: "Give more of the id.",
  });
}

/** Nothing was selected and confirmed in this booking, so there is nothing to rule on. */
export function nothingAsked({ bookingId, status }: BookingRow): AppError {
  return new AppError("NOTHING_TO_APPROVE", {
    cause: `${bookingId} is ${status.replaceAll("_", " ")}: its employee has confirmed nothing that waits for approval.`,
    remedy: "List what waits: agentic-pm bookings --status awaiting_approval.",
    details: { bookingId, status },
  });
}

/** The row is not what the employee confirmed. */
export function bookingAltered({ bookingId }: BookingRow): AppError {
  return new AppError("COMMAND_ALTERED", {
    cause: `The command of ${bookingId} does not have the hash that was confirmed, so there is nothing safe to show.`,
    remedy: "Do not approve it. Find who wrote the row: agentic-pm iam explain, and agentic-pm bookings show.",
    details: { bookingId },
  });
}

export function bookingExpired({ bookingId }: BookingRow, expiresAt: string): AppError {
  return new AppError("APPROVAL_EXPIRED", {
    cause: `${bookingId} could be approved until ${expiresAt}. Nobody declined it; nobody answered in time.`,
    remedy: "Nothing was booked. The employee asks again, for fresh prices.",
    details: { bookingId, expiresAt },
  });
}

export function bookingConflict({ bookingId, status }: BookingRow, wanted: string): AppError {
  return new AppError("APPROVAL_CONFLICT", {
    cause: `${bookingId} cannot be ${wanted}: it is ${status.replaceAll("_", " ")}, or somebody was quicker.`,
    remedy: "Look again: agentic-pm bookings. What was written of this attempt in the trail has no effect.",
    details: { bookingId, status },
  });
}

export function bookingConsumed({ bookingId, status }: BookingRow): AppError {
  return new AppError("ALREADY_CONSUMED", {
    cause: `${bookingId} was let through before, once and for all: it is ${status.replaceAll("_", " ")}.`,
    remedy: "Nothing to do: agentic-pm bookings show says what became of it.",
    details: { bookingId, status },
  });
}
