import type { Trip } from "@agentic-pm/contracts/travel";
import type { QuotedFare } from "./fare.ts";
import { isConnected, minutesBetween } from "./flight-times.ts";

/**
 * Whether a fare is the trip that was asked for: its cities, its days, there and back, with a seat left. The portal is
 * not believed in this: what it answers may be anything.
 */
export function fitsTrip(fare: QuotedFare, trip: Trip): boolean {
  const { outbound, inbound, seatsLeft } = fare;
  if (seatsLeft < 1 || !isConnected(outbound) || !isConnected(inbound)) return false;
  if (!flies(outbound, { from: trip.origin.airports, to: trip.destination.airports, on: trip.outbound })) return false;
  if (trip.return === null) return inbound.length === 0;
  if (!flies(inbound, { from: trip.destination.airports, to: trip.origin.airports, on: trip.return })) return false;
  return isAfter(inbound[0]?.departs, outbound.at(-1)?.arrives);
}

function flies(
  segments: QuotedFare["outbound"],
  wanted: { readonly from: readonly string[]; readonly to: readonly string[]; readonly on: string },
): boolean {
  const [first, last] = [segments[0], segments.at(-1)];
  if (first === undefined || last === undefined) return false;
  const isThere = wanted.from.includes(first.from) && wanted.to.includes(last.to);
  return isThere && first.departs.slice(0, 10) === wanted.on;
}

/** Both times are local to the same city. */
function isAfter(later: string | undefined, earlier: string | undefined): boolean {
  return later !== undefined && earlier !== undefined && minutesBetween(earlier, later) > 0;
}
