import type { AuditEntry } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import { MOST_SWEPT, type SweepEvent, type SweepResult, TOLD_ENDS } from "@agentic-pm/contracts/travel";
import { LogCode, type Metrics, type StructuredLogger } from "@agentic-pm/observability";
import { ABANDONED, abandonedEnd, idleSince, isAbandoned, type WorkedOn } from "../domain/abandoned-booking.ts";
import { begunAfter, isNews, type ToldEnd } from "../domain/told-end.ts";
import type { BookingEnds, IdleBooking, IdleBookings, ToldEnds } from "../ports/booking-ends.ts";

/** What may have been paid before what cannot have been. */
const MOST_AT_STAKE_FIRST: readonly WorkedOn[] = ["unknown", "booking", "confirmed", "planning"];
const FIRST_SERVED = 13;
/** As the schedule has it. */
const SWEEP_EVERY_MS = 15 * 60_000;
/** Two sweeps should have ended what is found after so long. */
const TRIED_FOR_MS = 2 * SWEEP_EVERY_MS;
/** A key that somebody else made may be of any length. */
const LONGEST_KEY = 80;

export interface SweepPorts {
  readonly ends: BookingEnds & IdleBookings & ToldEnds;
  readonly metrics: Pick<Metrics, "add">;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
}

/**
 * Finds what a workflow left without an end (it was stopped, ran out of time, was never started, or could not ask
 * anybody to record its end), and ends it: on record and in its row, in one step. Finds too whose end nobody could say
 * to the employee. Asked again it answers again.
 * Throws BOOKING_MALFORMED, and retryable BOOKINGS_UNAVAILABLE and AUDIT_WRITE_FAILED.
 */
export async function sweepBookings(event: SweepEvent, ports: SweepPorts): Promise<SweepResult> {
  return event.sweep === "find" ? find(ports) : end(event, ports);
}

async function find(ports: SweepPorts): Promise<SweepResult> {
  const { ends, clock } = ports;
  const now = clock.now();
  const found = await Promise.all(MOST_AT_STAKE_FIRST.map((status) => ends.idle(status, idleSince(status, now))));
  const ended = await Promise.all(TOLD_ENDS.map((status) => ends.ended(status, begunAfter(now))));
  const late = MOST_AT_STAKE_FIRST.flatMap((status, index) => {
    const since = new Date(now.getTime() - TRIED_FOR_MS);
    return (found[index]?.rows ?? []).filter(
      ({ updatedAt }) => Date.parse(updatedAt) <= idleSince(status, since).getTime(),
    );
  });
  complain({ unreadable: [...found, ...ended].flatMap(({ unreadable }) => unreadable), late }, ports);
  const abandoned = [...new Set(found.flatMap(({ rows }) => rows.map(({ bookingId }) => bookingId)))];
  return {
    abandoned: dueNow(abandoned, { first: FIRST_SERVED, now }).map((bookingId) => ({ bookingId })),
    untold: dueNow(
      await untold(
        ended.flatMap(({ rows }) => rows),
        ports,
      ),
      { first: 0, now },
    ),
  };
}

/** What earlier sweeps should have ended, and rows that none can read: counted for an operator, and named by their keys. */
function complain(
  { unreadable, late }: { readonly unreadable: readonly string[]; readonly late: readonly IdleBooking[] },
  { logger, metrics }: SweepPorts,
): void {
  for (const key of unreadable) logger.warn(LogCode.BOOKING_MALFORMED, { bookingId: key.slice(0, LONGEST_KEY) });
  for (const { bookingId, updatedAt } of late) logger.warn(LogCode.BOOKING_NOT_ENDED, { bookingId, updatedAt });
  const left = unreadable.length + late.length;
  if (left > 0) metrics.add("BookingsNotEnded", left, "Count");
}

async function untold(
  ended: readonly (ToldEnd & { readonly updatedAt: string })[],
  { ends, clock }: SweepPorts,
): Promise<readonly ToldEnd[]> {
  const news = ended.filter((each) => isNews(each, clock.now()));
  const said = await Promise.all(news.map((each) => ends.isSaid(each)));
  return news.filter((_each, index) => said[index] === false).map(({ updatedAt: _at, ...each }) => each);
}

/** The first have their places; the others go round, so that what cannot be done keeps nobody waiting for good. */
function dueNow<Item>(all: readonly Item[], { first, now }: { first: number; now: Date }): Item[] {
  if (all.length <= MOST_SWEPT) return [...all];
  const [served, others] = [all.slice(0, first), all.slice(first)];
  const places = MOST_SWEPT - first;
  const begin = (Math.floor(now.getTime() / SWEEP_EVERY_MS) * places) % others.length;
  return [...served, ...[...others, ...others].slice(begin, begin + places)];
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
