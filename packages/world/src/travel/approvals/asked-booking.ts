import { canonicalJson } from "@agentic-pm/contracts";
import { BookingCommand, bookingCommandHash, type BookingRow } from "@agentic-pm/contracts/travel";

/** What a person is shown and rules on: the command in the row, with the hash made of it anew. */
export interface ShownBooking {
  readonly command: BookingCommand;
  readonly commandHash: string;
}

/** The command of a row; null if there is none, or if it is not to the letter what the row's hash says. */
export function shownBooking(row: BookingRow): ShownBooking | null {
  if (row.command === undefined) return null;
  const parsed = BookingCommand.safeParse(parseJson(row.command));
  if (!parsed.success || canonicalJson(parsed.data) !== row.command) return null;
  const { data: command } = parsed;
  const commandHash = bookingCommandHash(command);
  const isOwn = command.bookingId === row.bookingId && command.traveller.employeeId === row.employeeId;
  return isOwn && commandHash === row.commandHash && command.planHash === row.planHash
    ? { command, commandHash }
    : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
