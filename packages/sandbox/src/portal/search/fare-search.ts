import type { Airport } from "../geography/airports.ts";
import { dayOf } from "../geography/local-time.ts";
import type { Cabin, Fare } from "../portal-types.ts";
import { airlineOf } from "../timetable/airlines.ts";
import { flightKey, priceCents, seatsLeft } from "../timetable/pricing.ts";
import { itineraries, itinerariesOf, type Itinerary } from "../timetable/timetable.ts";
import { fareIdOf, readFareId, type FareName } from "./fare-id.ts";
import { describeFare } from "./fare-words.ts";
import { daysBetween, type Daytime, type Sort, type TripQuery } from "./trip-query.ts";

const HOUR_MS = 60 * 60 * 1000;
/** Each flight out is sold with so many flights back, spread over the day. */
const RETURNS_PER_FLIGHT = 3;

interface Way {
  readonly from: Airport;
  readonly to: Airport;
  readonly day: string;
  readonly itinerary: Itinerary;
}

/** Every fare for a search, filtered and sorted. The same search has the same answer, on every machine. */
export function searchFares(query: TripQuery, now: Date): Fare[] {
  const pairs = query.from.flatMap((from) => query.to.map((to) => ({ from, to })));
  const fares = pairs.flatMap((pair) => faresBetween(pair, query, now));
  const wanted = fares.filter((fare) => passes(fare, query.filters) && fare.seatsLeft >= query.passengers);
  return wanted.toSorted(ORDERS[query.sort]);
}

/** The fare of this name, as it is sold now: unknown where there never was one, gone where it has left. */
export function fareNamed(fareId: string, now: Date): Fare | "unknown" | "gone" {
  const name = readFareId(fareId);
  const airline = airlineOf(name?.out.flights.slice(0, 2) ?? "");
  if (name === undefined || airline === undefined || !airline.cabins.includes(name.cabin)) return "unknown";
  const { from, to } = name;
  const outbound = itinerariesOf(airline, { from, to, day: name.out.day });
  const out = outbound.find((each) => flightKey(each) === name.out.flights);
  if (out === undefined) return "unknown";
  const back = returnOf(name, itinerariesOf);
  if (back === "unknown" || (back !== null && !isAfter(back.itinerary, out))) return "unknown";
  if (!isOnSale(out, now)) return "gone";
  return fareOf({ from, to, day: name.out.day, itinerary: out }, back, { cabin: name.cabin, now });
}

function returnOf({ from, to, back, out }: FareName, find: typeof itinerariesOf): Way | null | "unknown" {
  if (back === null) return null;
  const airline = airlineOf(out.flights.slice(0, 2));
  const inbound = airline === undefined ? [] : find(airline, { from: to, to: from, day: back.day });
  const itinerary = inbound.find((each) => flightKey(each) === back.flights);
  return itinerary === undefined ? "unknown" : { from: to, to: from, day: back.day, itinerary };
}

function faresBetween({ from, to }: { from: Airport; to: Airport }, query: TripQuery, now: Date): Fare[] {
  const { cabin, depart, return: back } = query;
  const sold = ({ airline, departsAt }: Itinerary) =>
    airline.cabins.includes(cabin) && departsAt > now.getTime() + HOUR_MS;
  const outbound = itineraries(from, to, depart).filter(sold);
  const ways = outbound.map((itinerary) => ({ from, to, day: depart, itinerary }));
  if (back === null) return ways.map((way) => fareOf(way, null, { cabin, now }));
  const inbound = Map.groupBy(itineraries(to, from, back).filter(sold), ({ airline }) => airline.code);
  return ways.flatMap((way, index) => {
    const returns = (inbound.get(way.itinerary.airline.code) ?? []).filter((each) => isAfter(each, way.itinerary));
    return spread(returns, index).map((itinerary) =>
      fareOf(way, { from: to, to: from, day: back, itinerary }, { cabin, now }),
    );
  });
}

/** Three returns from over the whole day; which three depends on the flight out, so that every one is sold. */
function spread(returns: readonly Itinerary[], start: number): Itinerary[] {
  if (returns.length <= RETURNS_PER_FLIGHT) return [...returns];
  const step = returns.length / RETURNS_PER_FLIGHT;
  const chosen = Array.from({ length: RETURNS_PER_FLIGHT }, (_, n) => (start + Math.floor(n * step)) % returns.length);
  return [...new Set(chosen)].flatMap((index) => returns[index] ?? []);
}

function fareOf(out: Way, back: Way | null, { cabin, now }: { cabin: Cabin; now: Date }): Fare {
  const { airline } = out.itinerary;
  const daysAhead = daysBetween(dayOf(now.getTime(), out.from.timeZone), out.day);
  const ways = back === null ? [out] : [out, back];
  const prices = ways.map(({ itinerary, ...way }) => priceCents(itinerary, { ...way, cabin, daysAhead }));
  const fareId = fareIdOf({ from: out.from, to: out.to, cabin }, out, back);
  return {
    fareId,
    airline: airline.code,
    airlineName: airline.name,
    cabin,
    outbound: out.itinerary.flights,
    inbound: back?.itinerary.flights ?? [],
    totalCents: prices.reduce((sum, price) => sum + price, 0),
    seatsLeft: Math.min(...ways.map(({ itinerary, day }) => seatsLeft(itinerary, day, cabin))),
    description: describeFare(cabin, airline.code, fareId),
  };
}

function isOnSale({ departsAt }: Itinerary, now: Date): boolean {
  return departsAt > now.getTime() + HOUR_MS;
}

function isAfter(back: Itinerary, out: Itinerary): boolean {
  return back.departsAt >= out.arrivesAt + HOUR_MS;
}

function passes({ airline, outbound, inbound }: Fare, filters: TripQuery["filters"]): boolean {
  if (filters.nonstop && (outbound.length > 1 || inbound.length > 1)) return false;
  if (filters.airline !== null && filters.airline !== airline) return false;
  return filters.time === null || daytimeOf(outbound[0]?.departs ?? "") === filters.time;
}

/** Morning until noon, afternoon until five, evening after. */
export function daytimeOf(local: string): Daytime {
  const hour = Number(local.slice(11, 13));
  if (hour < 12) return "morning";
  return hour < 17 ? "afternoon" : "evening";
}

/** Minutes in the air on both ways. */
export function minutesFlown({ outbound, inbound }: Pick<Fare, "outbound" | "inbound">): number {
  return [...outbound, ...inbound].reduce((sum, { minutes }) => sum + minutes, 0);
}

const byName = (left: Fare, right: Fare) => (left.fareId < right.fareId ? -1 : 1);
const departure = ({ outbound }: Fare) => outbound[0]?.departs ?? "";
const ORDERS: Readonly<Record<Sort, (left: Fare, right: Fare) => number>> = {
  price: (left, right) => left.totalCents - right.totalCents || byName(left, right),
  departure: (left, right) => departure(left).localeCompare(departure(right)) || ORDERS.price(left, right),
  duration: (left, right) => minutesFlown(left) - minutesFlown(right) || ORDERS.price(left, right),
};
