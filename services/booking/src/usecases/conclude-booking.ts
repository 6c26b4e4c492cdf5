import type { BookingCommand, BookingStatus } from "@agentic-pm/contracts/travel";
import { LogCode } from "@agentic-pm/observability";
import { deepLinkOf } from "../domain/deep-link.ts";
import type { ExecutorEvent, ExecutorResult } from "../domain/executor-event.ts";
import type { StoredBooking } from "../domain/stored-booking.ts";
import type { BookingPorts } from "./booking-ports.ts";

/** How an attempt ended. */
export type BookingEnd =
  | { readonly kind: "booked"; readonly confirmationNumber: string; readonly repeated: boolean }
  | {
      readonly kind: "unknown" | "not_booked" | "login_again" | "handed_over" | "voided" | "failed";
      readonly code: string;
    };

/** What is said of an attempt in the trail: how it was driven, in numbers and codes. */
export interface AttemptRecord {
  readonly mode: ExecutorEvent["mode"];
  readonly attempt: number;
  readonly modelId: string | null;
  readonly acts: readonly { readonly step: string; readonly steps: number; readonly code: string | null }[];
  readonly refusedRequests: readonly string[];
  readonly pictures: { readonly taken: number; readonly missed: number };
  readonly latencyMs: number;
}

interface Ended {
  readonly command: BookingCommand;
  readonly end: BookingEnd;
  readonly record: AttemptRecord;
}

/** The status that the row has after each end. */
const STATUS: Readonly<Record<BookingEnd["kind"], BookingStatus>> = {
  booked: "booked",
  unknown: "unknown",
  // Nothing is final yet: the workflow comes back.
  not_booked: "unknown",
  login_again: "booking",
  handed_over: "handed_over",
  voided: "voided",
  failed: "failed",
};

/** Writes what came of an attempt: the trail first, then the payment's note, then the row. */
export async function concludeBooking(
  row: StoredBooking,
  { command, end, record }: Ended,
  ports: BookingPorts,
): Promise<ExecutorResult> {
  const status = STATUS[end.kind];
  const confirmationNumber = end.kind === "booked" ? end.confirmationNumber : null;
  const code = end.kind === "booked" ? null : end.code;
  const { modelId, latencyMs, ...input } = record;
  const audit = await ports.audit.append(row.bookingId, row.audit, {
    event: eventOf(end, record),
    bookingId: row.bookingId,
    employeeId: row.employeeId,
    policy_version: command.policyVersion,
    input: { commandHash: row.commandHash, executionName: row.execution, ...input },
    output: { outcome: end.kind, status, code, confirmationNumber },
    ...(modelId === null ? {} : { model_id: modelId }),
    latency_ms: latencyMs,
  });
  if (confirmationNumber !== null) await ports.payments.finish(row.bookingId, confirmationNumber);
  await ports.bookings.change(row, {
    status,
    audit,
    reason: code,
    ...(confirmationNumber === null ? {} : { confirmationNumber }),
  });
  log(end, row.bookingId, ports);
  const deepLink = end.kind === "handed_over" ? deepLinkOf(command, await ports.portal.origin()) : null;
  const { bookingId, employeeId } = row;
  return { outcome: end.kind, bookingId, employeeId, status, confirmationNumber, deepLink, code, audit };
}

function eventOf(end: BookingEnd, { mode }: AttemptRecord) {
  if (end.kind === "handed_over") return "booking.handed_over";
  if (end.kind === "voided") return "booking.voided";
  return mode === "reconcile" || mode === "recall" ? "booking.reconciled" : "booking.outcome";
}

function log(end: BookingEnd, bookingId: string, { logger }: BookingPorts): void {
  if (end.kind === "booked") return logger.info(LogCode.BOOKING_BOOKED, { bookingId, repeated: end.repeated });
  const { code } = end;
  if (end.kind === "handed_over") return logger.warn(LogCode.BOOKING_HANDED_OVER, { bookingId, code });
  logger.warn(end.kind === "voided" || end.kind === "failed" ? LogCode.BOOKING_VOIDED : LogCode.BOOKING_UNKNOWN, {
    bookingId,
    code,
  });
}
