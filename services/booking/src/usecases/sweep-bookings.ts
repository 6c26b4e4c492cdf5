import type { AuditEntry } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import { type BookingId, MOST_SWEPT, type SweepEvent, type SweepResult } from "@agentic-pm/contracts/travel";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { ABANDONED, abandonedEnd, idleSince, isAbandoned, type WorkedOn } from "../domain/abandoned-booking.ts";
import type { BookingEnds, IdleBookings } from "../ports/booking-ends.ts";

/** What may have been paid before what cannot have been. */
const MOST_AT_STAKE_FIRST: readonly WorkedOn[] = ["unknown", "booking", "confirmed", "planning"];
const FIRST_SERVED = 13;
/** As the schedule has it. */
const SWEEP_EVERY_MS = 15 * 60_000;

export interface SweepPorts {
  readonly ends: BookingEnds & IdleBookings;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
}

/**
 * Finds what a workflow left without an end (it was stopped, ran out of time, was never started, or could not ask
 * anybody to record its end), and ends it: on record and in its row, in one step. Asked again it answers again.
 * Throws BOOKING_MALFORMED, and retryable BOOKINGS_UNAVAILABLE and AUDIT_WRITE_FAILED.
 */
export async function sweepBookings(event: SweepEvent, ports: SweepPorts): Promise<SweepResult> {
  return event.sweep === "find" ? find(ports) : end(event, ports);
}

async function find({ ends, clock }: SweepPorts): Promise<SweepResult> {
  const now = clock.now();
  const found = await Promise.all(MOST_AT_STAKE_FIRST.map((status) => ends.idle(status, idleSince(status, now))));
  return { abandoned: dueNow([...new Set(found.flat())], now).map((bookingId) => ({ bookingId })) };
}

/** Half of the places are the first ones'; the others go round, so that what cannot be ended keeps nobody waiting for good. */
function dueNow(abandoned: readonly BookingId[], now: Date): readonly BookingId[] {
  if (abandoned.length <= MOST_SWEPT) return abandoned;
  const [first, others] = [abandoned.slice(0, FIRST_SERVED), abandoned.slice(FIRST_SERVED)];
  const places = MOST_SWEPT - FIRST_SERVED;
  const begin = (Math.floor(now.getTime() / SWEEP_EVERY_MS) * places) % others.length;
  return [...first, ...[...others, ...others].slice(begin, begin + places)];
}

async function end(
  { bookingId, executionName }: Extract<SweepEvent, { sweep: "end" }>,
  { ends, clock, logger }: SweepPorts,
): Promise<SweepResult> {
  const row = await ends.find(bookingId);
  const nothing = { outcome: "superseded", bookingId, employeeId: null, status: null, code: ABANDONED } as const;
  if (row === null) return nothing;
  const { employeeId, status: before, reason, updatedAt } = row;
  if ((before === "failed" || before === "handed_over") && reason === ABANDONED)
    return { outcome: "closed", bookingId, employeeId, status: before, code: ABANDONED };
  if (!isAbandoned(row, clock.now())) return nothing;
  const { status, code } = abandonedEnd(row, await ends.isPaymentNoted(bookingId));
  const entry: AuditEntry = {
    event: status === "failed" ? "booking.outcome" : "booking.handed_over",
    bookingId,
    employeeId,
    input: { executionName, before, updatedAt },
    output: { status, code, abandoned: true },
  };
  if (!(await ends.end(row, { status, code }, { head: row.audit, entry }))) return nothing;
  logger.warn(status === "failed" ? LogCode.BOOKING_VOIDED : LogCode.BOOKING_HANDED_OVER, { bookingId, code });
  return { outcome: "closed", bookingId, employeeId, status, code };
}
