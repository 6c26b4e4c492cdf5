import type { BookingCommand } from "@agentic-pm/contracts/travel";
import { centsIn, type PageFacts, timesIn } from "./page-facts.ts";

/** A trip of the portal's own list. */
export interface ListedTrip {
  readonly reference: string;
  readonly confirmationNumber: string;
  readonly passenger: string;
  readonly totalCents: number | null;
  /** When its flights depart, to the minute. */
  readonly departures: readonly string[];
  readonly status: string;
}

const COLUMNS = {
  reference: /\breference\b/i,
  confirmationNumber: /\bconfirmation\b/i,
  passenger: /^(?:passenger|travell?er)/i,
  flights: /^flights?$/i,
  total: /^total\b/i,
  status: /^status$/i,
};

/** The list as the page has it. Null when there is no table that can be read: that is not an empty list. */
export function listedTrips({ tables }: PageFacts): readonly ListedTrip[] | null {
  const table = tables.find(({ caption }) => /\btrips\b/i.test(caption));
  if (table === undefined) return null;
  const at = (pattern: RegExp) => table.headers.findIndex((header) => pattern.test(header));
  if (Object.values(COLUMNS).map(at).includes(-1)) return null;
  return table.rows.map((row) => {
    const cell = (name: keyof typeof COLUMNS) => row[at(COLUMNS[name])] ?? "";
    return {
      reference: cell("reference"),
      confirmationNumber: cell("confirmationNumber"),
      passenger: cell("passenger"),
      totalCents: centsIn(cell("total")),
      departures: timesIn(cell("flights")),
      status: cell("status"),
    };
  });
}

/** How the list answers the question whether this booking was made. */
export type Found =
  | { readonly kind: "booked"; readonly confirmationNumber: string; readonly repeated: boolean }
  | { readonly kind: "absent" }
  /** Something stands under the booking's reference that is not what was confirmed. */
  | { readonly kind: "differs" };

/** The whole of a status that says that a trip was paid and stands. Of any other word a person is asked. */
const STANDS = /^(?:confirmed|booked|ticketed|issued|flown)$/i;

/** Looks the booking up by the reference that the driver typed. */
export function findBooking(trips: readonly ListedTrip[], { bookingId, traveller, option }: BookingCommand): Found {
  const own = trips.filter(({ reference }) => reference === bookingId);
  const [first] = own;
  if (first === undefined) return { kind: "absent" };
  const departures = [...option.outbound, ...option.inbound].map(({ departs }) => departs.slice(0, 16));
  const isSame =
    first.passenger.toLowerCase() === `${traveller.givenName} ${traveller.familyName}`.toLowerCase() &&
    first.totalCents === option.totalCents &&
    STANDS.test(first.status.trim()) &&
    departures.every((time, index) => first.departures[index] === time) &&
    ConfirmationNumber.test(first.confirmationNumber);
  return isSame
    ? { kind: "booked", confirmationNumber: first.confirmationNumber, repeated: own.length > 1 }
    : { kind: "differs" };
}

/** What a confirmation number may look like: it is shown to people and stored. */
export const ConfirmationNumber = /^[A-Z0-9-]{4,40}$/;
