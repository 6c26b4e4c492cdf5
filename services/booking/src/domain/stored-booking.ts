import type { AuditHead } from "@agentic-pm/contracts";
import {
  BookingApproval,
  BookingCommand,
  bookingCommandHash,
  type BookingId,
  type BookingStatus,
  type EmployeeId,
} from "@agentic-pm/contracts/travel";

/** A booking's row as the functions that carry it out read it. */
export interface StoredBooking {
  readonly bookingId: BookingId;
  readonly employeeId: EmployeeId;
  readonly status: BookingStatus;
  readonly planHash: string | null;
  /** Canonical JSON of the BookingCommand. */
  readonly command: string | null;
  readonly commandHash: string | null;
  readonly confirmedAt: string | null;
  /** Canonical JSON of the BookingApproval. */
  readonly approval: string | null;
  /** The execution that used the confirmation up. */
  readonly execution: string | null;
  readonly confirmationNumber: string | null;
  readonly reason: string | null;
  /** The end of the booking's audit chain. */
  readonly audit: AuditHead;
}

/** The stored command, if it is this booking's and to the letter what the hash says; otherwise null. */
export function storedCommand(row: StoredBooking): BookingCommand | null {
  const command = BookingCommand.safeParse(parsed(row.command)).data;
  if (command === undefined || row.commandHash !== bookingCommandHash(command)) return null;
  const isOwn = command.bookingId === row.bookingId && command.traveller.employeeId === row.employeeId;
  return isOwn && command.planHash === row.planHash ? command : null;
}

/** The stored approval, or null where there is none that can be read. */
export function storedApproval(row: StoredBooking): BookingApproval | null {
  return BookingApproval.safeParse(parsed(row.approval)).data ?? null;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
