import type { Labels } from "@agentic-pm/contracts";
import {
  type BookingCommand,
  bookingCommandHash,
  type BookingId,
  BookingRow,
  type BookingStatus,
  ClientRequestId,
  type FlightOption,
  isOver,
  Offer,
  type Traveller,
} from "@agentic-pm/contracts/travel";
import * as z from "zod";

/** A booking's row as this service keeps it: the contract's, with what the client called each turn, and its day. */
export const Booking = BookingRow.extend({
  /** The client's name of the message that began each turn. */
  requestIds: z.array(ClientRequestId).min(1),
  /** The employee's day when the latest turn came in. */
  requestedOn: z.iso.date(),
});
export type Booking = z.infer<typeof Booking>;

/** Statuses that nothing irreversible has happened in. */
const CANCELLABLE: ReadonlySet<BookingStatus> = new Set<BookingStatus>([
  "planning",
  "asking",
  "offered",
  "selected",
  "awaiting_approval",
  "confirmed",
]);

export function mayBeCancelled(status: BookingStatus): boolean {
  return CANCELLABLE.has(status);
}

/** Whether the offer of a booking that waits for a choice has run out. */
export function isOfferExpired({ status, offerExpiresAt }: Booking, now: Date): boolean {
  if (status !== "offered" && status !== "selected") return false;
  return offerExpiresAt === undefined || Date.parse(offerExpiresAt) <= now.getTime();
}

/** Whether another booking of the same employee may begin. */
export function makesRoom(booking: Booking, now: Date): boolean {
  return isOver(booking.status) || isOfferExpired(booking, now) || isForgotten(booking, now);
}

const DAY_MS = 24 * 3600 * 1000;

/** A question that nobody answered within a day can be answered no more: it was asked of another day. */
function isForgotten({ status, updatedAt }: Booking, now: Date): boolean {
  return status === "asking" && now.getTime() - Date.parse(updatedAt) > DAY_MS;
}

/** The offer in the row, or null where there is none. */
export function offerOf({ offer }: Booking): Offer | null {
  const parsed = offer === undefined ? undefined : Offer.safeParse(JSON.parse(offer));
  return parsed?.success === true ? parsed.data : null;
}

/** What choosing this option would book, to the letter, with its hash. It expires with the offer. */
export function commandOf(
  booking: Booking,
  { offer, option, traveller }: { offer: Offer; option: FlightOption; traveller: Traveller },
): { command: BookingCommand; commandHash: string } {
  const command: BookingCommand = {
    schemaVersion: 1,
    bookingId: booking.bookingId,
    traveller,
    option,
    planHash: offer.planHash,
    policyVersion: offer.policyVersion,
    expiresAt: booking.offerExpiresAt ?? booking.updatedAt,
  };
  return { command, commandHash: bookingCommandHash(command) };
}

/** The one execution that plans a turn. */
export function planExecutionOf({ bookingId, turn }: { bookingId: BookingId; turn: number }): string {
  return `${bookingId}-${turn}`;
}

/** The one execution that books a command. */
export function bookExecutionOf(bookingId: BookingId, commandHash: string): string {
  return `${bookingId}-${commandHash.slice(0, 12)}`;
}

/** Where a hand-over of this service comes from: the employee's words and the operator's directory. */
export function labelsFor(employeeId: string): Labels {
  return { provenance: ["employee_chat", "operator"], readers: ["operator", `person:${employeeId}`] };
}

/** The calendar day at that moment in an IANA time zone. */
export function dayIn(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(at);
}
