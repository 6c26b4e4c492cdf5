import type { BookingRow } from "@agentic-pm/contracts/travel";
import { bookingAmbiguous, bookingUnknown } from "./approval-errors.ts";

/** The one booking whose id begins so; `bkg_` may be left out. Throws BOOKING_UNKNOWN and BOOKING_AMBIGUOUS. */
export function findBooking(id: string, rows: readonly BookingRow[]): BookingRow {
  const prefix = id.startsWith("bkg_") ? id : `bkg_${id}`;
  const found = rows.filter(({ bookingId }) => id !== "" && bookingId.startsWith(prefix));
  const ids = found.map(({ bookingId }) => bookingId);
  if (ids.length > 1) throw bookingAmbiguous(id, ids);
  const [row] = found;
  if (row === undefined) throw bookingUnknown(id);
  return row;
}
