import { airports, isSameCity, type Airport } from "../geography/airports.ts";
import type { Cabin } from "../portal-types.ts";
import { flightKey } from "../timetable/pricing.ts";
import type { Itinerary } from "../timetable/timetable.ts";
import { isDay } from "./trip-query.ts";

const CABIN_LETTERS = { economy: "Y", premium_economy: "W", business: "C", first: "F" } as const;
const CABIN_OF: Readonly<Record<string, Cabin>> = { Y: "economy", W: "premium_economy", C: "business", F: "first" };
const FLIGHTS = "[A-Z0-9]{2}\\d{1,4}(?:_[A-Z0-9]{2}\\d{1,4})?";
const FARE_ID = new RegExp(`^([A-Z]{3})-([A-Z]{3})-(\\d{8})-(${FLIGHTS})(?:-(\\d{8})-(${FLIGHTS}))?-([YWCF])$`);

/** Everything that names a fare: route, days, flights and cabin. */
export interface FareName {
  readonly from: Airport;
  readonly to: Airport;
  readonly cabin: Cabin;
  readonly out: { readonly day: string; readonly flights: string };
  readonly back: { readonly day: string; readonly flights: string } | null;
}

/** Such as `BOS-ORD-20261201-UA1123-20261203-UA456-Y`: the portal can always tell again what it meant. */
export function fareIdOf(
  { from, to, cabin }: Pick<FareName, "from" | "to" | "cabin">,
  out: { day: string; itinerary: Itinerary },
  back: { day: string; itinerary: Itinerary } | null,
): string {
  const ways = [out, ...(back === null ? [] : [back])];
  const parts = ways.flatMap(({ day, itinerary }) => [day.replaceAll("-", ""), flightKey(itinerary)]);
  return [from.code, to.code, ...parts, CABIN_LETTERS[cabin]].join("-");
}

/** Reads a fare's name; undefined for what cannot be one. Whether such flights exist is another question. */
export function readFareId(fareId: string): FareName | undefined {
  const [, from, to, outDay = "", outFlights = "", backDay, backFlights, letter = ""] = FARE_ID.exec(fareId) ?? [];
  const origin = airports().get(from ?? "");
  const destination = airports().get(to ?? "");
  const cabin = CABIN_OF[letter];
  if (origin === undefined || destination === undefined || cabin === undefined) return undefined;
  const out = { day: dayWithDashes(outDay), flights: outFlights };
  const back = backDay === undefined ? null : { day: dayWithDashes(backDay), flights: backFlights ?? "" };
  const isSound = isDay(out.day) && (back === null || (isDay(back.day) && back.day >= out.day));
  return isSound && !isSameCity(origin, destination) ? { from: origin, to: destination, cabin, out, back } : undefined;
}

function dayWithDashes(day: string): string {
  return day.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
}
