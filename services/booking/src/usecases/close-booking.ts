import type { AuditEntry } from "@agentic-pm/audit-trail";
import type { CloseEvent, CloseResult } from "@agentic-pm/contracts/travel";
import { type EnvelopePorts, opened, type SealVerifier } from "@agentic-pm/lambda";
import { LogCode } from "@agentic-pm/observability";
import { chainEnd, isClosedSo, mayBeClosed } from "../domain/standing-booking.ts";
import type { BookingEnds } from "../ports/booking-ends.ts";

export interface ClosePorts extends Omit<EnvelopePorts, "sealedBefore"> {
  /** One for each stage that hands on to a stage that may fail. */
  readonly seals: readonly [SealVerifier, ...SealVerifier[]];
  readonly ends: BookingEnds;
}

/**
 * Ends a booking whose stage failed and could not say so: on record and in its row, in one step, and only where the row
 * is at the point that the sealed hand-over speaks of. Asked again it answers again.
 * Throws the envelope's refusals, BOOKING_MALFORMED, and retryable BOOKINGS_UNAVAILABLE and AUDIT_WRITE_FAILED.
 */
export async function closeBooking(event: CloseEvent, ports: ClosePorts): Promise<CloseResult> {
  const { seals, ...rest } = ports;
  const sealedBefore = seals.find(({ stage }) => stage === event.handoff.seal.stage) ?? seals[0];
  const close = opened(
    ({ bookingId }: CloseEvent["handoff"]) => bookingId,
    () => closeOpened(event, ports),
  );
  return close(event.handoff, { ...rest, sealedBefore });
}

async function closeOpened(event: CloseEvent, { ends, logger }: ClosePorts): Promise<CloseResult> {
  const { handoff, status, code } = event;
  const { bookingId, employeeId, executionName, seal } = handoff;
  const about = { bookingId, employeeId, code };
  const row = await ends.find(bookingId);
  if (row !== null && isClosedSo(row, event)) return { outcome: "closed", ...about };
  if (row === null || !mayBeClosed(row, event)) return { outcome: "superseded", ...about };
  const entry: AuditEntry = {
    event: status === "failed" ? "booking.outcome" : "booking.handed_over",
    bookingId,
    employeeId,
    input: { executionName, sealedBy: seal.stage, before: row.status },
    output: { status, code, stageFailed: true },
  };
  const ended = await ends.end(row, { status, code }, { head: chainEnd(row, event), entry });
  if (!ended) return { outcome: "superseded", ...about };
  logger.warn(status === "failed" ? LogCode.BOOKING_VOIDED : LogCode.BOOKING_HANDED_OVER, { bookingId, code });
  return { outcome: "closed", ...about };
}
