import type { AuditEntry } from "@agentic-pm/audit-trail";
import { type AuditHead, canonicalJson } from "@agentic-pm/contracts";
import { BookingApproval, type BookingRow, type BookingStatus, isOver } from "@agentic-pm/contracts/travel";
import {
  bookingAltered,
  bookingConflict,
  bookingConsumed,
  bookingExpired,
  bookingUnknown,
  nothingAsked,
} from "./approval-errors.ts";
import type { ApprovalPorts, BookingOutcome, BookingRuling } from "./approval-ports.ts";
import { type ShownBooking, shownBooking } from "./asked-booking.ts";
import { findBooking } from "./find-booking.ts";

const CONSUMED: ReadonlySet<BookingStatus> = new Set<BookingStatus>(["booking", "booked", "unknown", "handed_over"]);
const LONGEST_REASON = 280;

/** What an operator may decide about bookings over policy, under the operator's role. */
export class BookingApprovals {
  readonly #ports: ApprovalPorts;

  constructor(ports: ApprovalPorts) {
    this.#ports = ports;
  }

  /** The booking with this id, or with the only id that begins so. Throws BOOKING_UNKNOWN and BOOKING_AMBIGUOUS. */
  async find(id: string): Promise<BookingRow> {
    return findBooking(id, await this.#ports.bookings.all());
  }

  /** What a person has to be shown before they rule. Throws NOTHING_TO_APPROVE and COMMAND_ALTERED. */
  show(row: BookingRow): ShownBooking {
    if (row.command === undefined) throw nothingAsked(row);
    const shown = shownBooking(row);
    if (shown === null) throw bookingAltered(row);
    return shown;
  }

  /**
   * Approves exactly the command that was shown, starts its booking and waits for what comes of it. An approval that was
   * given but never got that far is taken up where it stopped. Throws BOOKING_UNKNOWN, NOTHING_TO_APPROVE,
   * COMMAND_ALTERED, APPROVAL_EXPIRED, APPROVAL_CONFLICT, ALREADY_CONSUMED and WORKFLOW_FAILED.
   */
  async approve(shown: ShownBooking): Promise<BookingOutcome> {
    const { bookingId } = shown.command;
    const row = await this.#ports.bookings.find(bookingId);
    if (row === undefined) throw bookingUnknown(bookingId);
    if (row.command !== undefined && shownBooking(row)?.commandHash !== shown.commandHash) throw bookingAltered(row);
    const isApproved = row.status === "confirmed" && row.approval !== undefined;
    if (CONSUMED.has(row.status)) throw bookingConsumed(row);
    if (row.status === "expired") throw bookingExpired(row, shown.command.expiresAt);
    if (row.status !== "awaiting_approval" && !isApproved) throw bookingConflict(row, "approved");
    const audit = isApproved ? headOf(row) : await this.#approve(row, shown);
    return this.#book(row, shown, audit);
  }

  /** Declines what waits for approval, and tells the employee. Throws as `approve` does. */
  async reject(bookingId: string, reason: string | null = null): Promise<void> {
    const { bookings, clock, operator, notices } = this.#ports;
    const row = await bookings.find(bookingId);
    if (row === undefined) throw bookingUnknown(bookingId);
    if (CONSUMED.has(row.status)) throw bookingConsumed(row);
    if (row.status === "expired") throw bookingExpired(row, row.offerExpiresAt ?? row.updatedAt);
    if (row.status !== "awaiting_approval")
      throw isOver(row.status) ? bookingConflict(row, "declined") : nothingAsked(row);
    const words = reason === null ? null : reason.slice(0, LONGEST_REASON);
    const rejection = { rejectedBy: operator, rejectedAt: clock.now().toISOString(), reason: words };
    await this.#rule(row, {
      entry: {
        event: "booking.rejected",
        input: { commandHash: row.commandHash ?? null, before: row.status },
        output: { status: "declined", rejection },
      },
      change: { status: "declined", reason: "DECLINED_BY_OPERATOR" },
      wanted: "declined",
    });
    await notices.tell(row, { status: "declined", code: "DECLINED_BY_OPERATOR" });
  }

  async #approve(row: BookingRow, { command, commandHash }: ShownBooking): Promise<AuditHead> {
    const { clock, operator } = this.#ports;
    const now = clock.now();
    if (Date.parse(command.expiresAt) <= now.getTime()) {
      await this.#expire(row, command.expiresAt);
      throw bookingExpired(row, command.expiresAt);
    }
    const { policyVersion, expiresAt } = command;
    const approval: BookingApproval = {
      approvedBy: operator,
      approvedAt: now.toISOString(),
      expiresAt,
      commandHash,
      policyVersion,
    };
    return this.#rule(row, {
      entry: {
        event: "booking.approved",
        input: { commandHash, before: row.status, expiresAt },
        output: { status: "confirmed", approval },
        policy_version: policyVersion,
      },
      change: { status: "confirmed", approval: canonicalJson(BookingApproval.parse(approval)) },
      wanted: "approved",
    });
  }

  /** Says of a booking that nobody answered in time; that is no decline. */
  async #expire(row: BookingRow, expiresAt: string): Promise<void> {
    await this.#rule(row, {
      entry: {
        event: "booking.voided",
        input: { commandHash: row.commandHash ?? null, before: row.status, expiresAt },
        output: { status: "expired", code: "NOT_ANSWERED_IN_TIME" },
      },
      change: { status: "expired", reason: "NOT_ANSWERED_IN_TIME" },
      wanted: "approved",
    });
    await this.#ports.notices.tell(row, { status: "expired", code: "NOT_ANSWERED_IN_TIME" });
  }

  async #book(row: BookingRow, { commandHash }: ShownBooking, audit: AuditHead): Promise<BookingOutcome> {
    const { bookingId, employeeId } = row;
    const handover = { bookingId, employeeId, commandHash, audit };
    const seal = await this.#ports.seal.seal({
      executionName: `${bookingId}-${commandHash.slice(0, 12)}`,
      labels: { provenance: ["employee_chat", "operator"], readers: ["operator", `person:${employeeId}`] },
      handover,
    });
    const outcome = await this.#ports.executions.run({ ...handover, seal });
    const ended = await this.#ports.bookings.find(bookingId);
    return { ...outcome, code: ended?.reason ?? outcome.code };
  }

  /**
   * The record first, then the row by one conditional write. Of two people at once one wins; the other's record stays
   * without a successor, and a second one, in a chain of its own, says that it had no effect.
   */
  async #rule(row: BookingRow, ruling: Ruling): Promise<AuditHead> {
    const { audit, bookings, operator } = this.#ports;
    const { bookingId, employeeId, commandHash = null } = row;
    const about = { bookingId, employeeId, actor: `operator:${operator}` };
    const head = await audit.append(bookingId, headOf(row), { ...ruling.entry, ...about });
    if (await bookings.rule(row, { ...ruling.change, audit: head })) return head;
    await audit.append(`refused_${bookingId}`, null, {
      ...about,
      event: "request.refused",
      input: { bookingId, commandHash, wanted: ruling.wanted, withoutEffect: head },
      output: { code: "APPROVAL_CONFLICT" },
    });
    throw bookingConflict((await bookings.find(bookingId)) ?? row, ruling.wanted);
  }
}

interface Ruling {
  readonly entry: AuditEntry;
  readonly change: Omit<BookingRuling, "audit">;
  /** E.g. "approved". */
  readonly wanted: string;
}

function headOf({ auditSeq, auditHash }: BookingRow): AuditHead {
  return { seq: auditSeq, hash: auditHash };
}
