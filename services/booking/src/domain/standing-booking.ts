import type { AuditHead } from "@agentic-pm/contracts";
import type { BookingId, BookingStatus, CloseEvent, EmployeeId } from "@agentic-pm/contracts/travel";

/** A booking's row, as far as one has to know it to end it. */
export interface StandingBooking {
  readonly bookingId: BookingId;
  readonly employeeId: EmployeeId;
  readonly status: BookingStatus;
  readonly turn: number;
  readonly commandHash: string | null;
  readonly execution: string | null;
  readonly reason: string | null;
  readonly updatedAt: string;
  readonly audit: AuditHead;
}

/** How a booking ends that no stage of its own could end. */
export interface BookingEnding {
  readonly status: CloseEvent["status"];
  readonly code: string;
}

/** What an end may be written over. An offer whose answer was lost was never seen: it may still be called failed. */
const PLANNING = new Set<BookingStatus>(["planning", "offered"]);
/** Before anybody was let near a payment. */
const UNQUOTED = new Set<BookingStatus>(["confirmed", "booking"]);
const AT_THE_PORTAL = new Set<BookingStatus>(["booking", "unknown"]);

/**
 * Whether the row is at the very point that the hand-over speaks of, so that this end is its end. A booking that was
 * handed to the browser is never called failed here, and one that was not is never handed over.
 */
export function mayBeClosed(row: StandingBooking, { handoff, status }: CloseEvent): boolean {
  if (row.employeeId !== handoff.employeeId) return false;
  if ("turn" in handoff) return status === "failed" && row.turn === handoff.turn && PLANNING.has(row.status);
  if (row.commandHash !== handoff.commandHash) return false;
  // A confirmation that nobody used up has none of its own yet: after a new offer its row names the one before.
  const isUsedUp = AT_THE_PORTAL.has(row.status);
  if (isUsedUp && row.execution !== null && row.execution !== handoff.executionName) return false;
  const isRequoted = handoff.seal.stage === "requote";
  return status === "failed" ? !isRequoted && UNQUOTED.has(row.status) : isRequoted && AT_THE_PORTAL.has(row.status);
}

/** Whether an earlier attempt, whose answer was lost, has written this very end. */
export function isClosedSo(row: StandingBooking, { handoff, status, code }: CloseEvent): boolean {
  const isSame = "turn" in handoff ? row.turn === handoff.turn : row.commandHash === handoff.commandHash;
  return isSame && row.employeeId === handoff.employeeId && row.status === status && row.reason === code;
}

/** Where the chain goes on: what stages handed on is ahead of the row while a trip is planned, and behind it later. */
export function chainEnd(row: StandingBooking, { handoff }: CloseEvent): AuditHead {
  return "turn" in handoff && handoff.audit.seq > row.audit.seq ? handoff.audit : row.audit;
}
