import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import {
  BookingCommand,
  bookingCommandHash,
  type BookingStatus,
  type EmployeeId,
  type Reply,
} from "@agentic-pm/contracts/travel";
import { ok, type Result } from "@agentic-pm/errors";
import type { EnvelopeSealer } from "@agentic-pm/lambda";
import { type Booking, bookExecutionOf, labelsFor } from "../domain/booking.ts";
import { refuse, type RefusalCode } from "../domain/refusals.ts";
import type { BookingWorkflows } from "../ports/booking-intake.ts";
import type { BookingStore } from "../ports/booking-store.ts";
import { ownBooking } from "./own-booking.ts";

export interface ConfirmPorts {
  readonly bookings: BookingStore;
  readonly workflows: Pick<BookingWorkflows, "book">;
  readonly sealer: EnvelopeSealer;
  readonly audit: AuditWriter;
  readonly clock: Clock;
}

/** Statuses of a booking whose confirmation was taken. */
const CONFIRMED: ReadonlySet<BookingStatus> = new Set<BookingStatus>([
  "awaiting_approval",
  "confirmed",
  "booking",
  "booked",
  "unknown",
  "handed_over",
]);

type Outcome = Result<Reply, RefusalCode>;

/**
 * Consumes a selection: what is confirmed is the hash that was shown, while it lasts, once. Within policy the booking
 * workflow starts; else the operator is asked. A confirmation that was taken gets its answer again, and starts again
 * what could not be started.
 */
export async function confirmBooking(
  employeeId: EmployeeId,
  confirmation: { readonly bookingId: string; readonly commandHash: string },
  ports: ConfirmPorts,
): Promise<Outcome> {
  const booking = await ownBooking(employeeId, confirmation.bookingId, ports);
  if (!booking.ok) return booking;
  const { status, commandHash } = booking.value;
  if (status !== "selected" && !CONFIRMED.has(status)) return refuse("NOT_SELECTED");
  if (commandHash !== confirmation.commandHash) return refuse("COMMAND_MISMATCH");
  if (status !== "selected") return again(booking.value, ports);
  const command = commandIn(booking.value);
  if (command === null) return refuse("COMMAND_MISMATCH");
  if (Date.parse(command.expiresAt) <= ports.clock.now().getTime()) return refuse("OFFER_EXPIRED");
  return take(booking.value, command, ports);
}

/** The command in the row, or null where it is not what its hash says. */
function commandIn({ command, commandHash }: Booking): BookingCommand | null {
  const parsed = command === undefined ? undefined : BookingCommand.safeParse(JSON.parse(command));
  if (parsed?.success !== true) return null;
  return bookingCommandHash(parsed.data) === commandHash ? parsed.data : null;
}

async function take(booking: Booking, command: BookingCommand, ports: ConfirmPorts): Promise<Outcome> {
  const { bookingId, employeeId, commandHash } = booking;
  const status = command.option.approval.length > 0 ? "awaiting_approval" : "confirmed";
  const change = { status, confirmedAt: ports.clock.now().toISOString() } as const;
  const head = await ports.bookings.change(booking, change, {
    event: "booking.confirmed",
    bookingId,
    employeeId,
    actor: employeeId,
    policy_version: command.policyVersion,
    input: { commandHash },
    output: { status, approval: command.option.approval, expiresAt: command.expiresAt },
  });
  if (head === null) return refuse("BOOKING_CHANGED");
  return again({ ...booking, ...change, auditSeq: head.seq, auditHash: head.hash }, ports);
}

/** The answer to a confirmation that was taken. Until the workflow has it, it is started: there is one of its name. */
async function again(booking: Booking, { sealer, workflows }: ConfirmPorts): Promise<Outcome> {
  const { bookingId, employeeId, commandHash, status, approval, auditSeq, auditHash } = booking;
  // What an operator approved starts under the operator's seal: ours would only use the execution's name up.
  if (status === "confirmed" && commandHash !== undefined && approval === undefined) {
    const handover = { bookingId, employeeId, commandHash, audit: { seq: auditSeq, hash: auditHash } };
    const executionName = bookExecutionOf(bookingId, commandHash);
    await workflows.book({
      ...handover,
      seal: await sealer.seal({ executionName, labels: labelsFor(employeeId), handover }),
    });
  }
  return ok({ type: "confirmed", bookingId, status });
}
