import { distanceKm, KM_PER_MILE, type Airport } from "../geography/airports.ts";
import type { Cabin } from "../portal-types.ts";
import { isSameContinent } from "./airlines.ts";
import { chance } from "./chance.ts";
import type { Itinerary } from "./timetable.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Cheap seats go first: what is left of a flight decides its price. Share of flights, factor. */
const BUCKETS: readonly (readonly [share: number, factor: number])[] = [
  [0.26, 0.78],
  [0.34, 0.96],
  [0.2, 1.2],
  [0.11, 1.7],
  [0.09, 2.8],
];

/** How many days before the flight, and the factor for whoever books no earlier. */
const LEAD_TIMES: readonly (readonly [days: number, factor: number])[] = [
  [3, 1.75],
  [7, 1.4],
  [14, 1.18],
];

/** Price of an itinerary in cents, one way, for one traveller who books `daysAhead`. */
export function priceCents(
  itinerary: Itinerary,
  { from, to, day, cabin, daysAhead }: { from: Airport; to: Airport; day: string; cabin: Cabin; daysAhead: number },
): number {
  const miles = distanceKm(from, to) / KM_PER_MILE;
  const isAbroad = from.country !== to.country;
  const base = 9900 + miles * 7.4 + (isAbroad ? 3500 + miles * 1.6 : 0);
  const factors = [
    itinerary.airline.priceFactor,
    cabinFactor(cabin, isSameContinent(from.country, to.country)),
    itinerary.flights.length > 1 ? 0.87 : 1,
    0.85 + 0.35 * chance("day", from.city, to.city, day),
    weekdayFactor(day),
    bucketFactor(chance("bucket", flightKey(itinerary), day)),
    0.95 + 0.1 * chance("flight", flightKey(itinerary), day),
    LEAD_TIMES.find(([days]) => daysAhead < days)?.[1] ?? 1,
  ];
  return Math.round(factors.reduce((price, factor) => price * factor, base) / 10) * 10;
}

/** Seats at this price, from 1 to 9, as portals show them. */
export function seatsLeft(itinerary: Itinerary, day: string, cabin: Cabin): number {
  return 1 + Math.floor(chance("seats", flightKey(itinerary), day, cabin) * 9);
}

/** Names the flights of an itinerary, such as `UA1123` or `UA1123_UA88`. */
export function flightKey({ flights }: Pick<Itinerary, "flights">): string {
  return flights.map(({ flight }) => flight).join("_");
}

function cabinFactor(cabin: Cabin, isShort: boolean): number {
  switch (cabin) {
    case "economy":
      return 1;
    case "premium_economy":
      return isShort ? 1.35 : 1.7;
    case "business":
      return isShort ? 2.3 : 3.6;
    case "first":
      return isShort ? 2.9 : 6;
  }
}

/** Sunday to Saturday. */
function weekdayFactor(day: string): number {
  const weekday = (Date.parse(`${day}T00:00:00Z`) / DAY_MS + 4) % 7;
  return [1.1, 1.04, 0.95, 0.95, 1.02, 1.12, 0.93][weekday] ?? 1;
}

function bucketFactor(draw: number): number {
  let below = 0;
  for (const [share, factor] of BUCKETS) {
    below += share;
    if (draw < below) return factor;
  }
  return 1;
}
