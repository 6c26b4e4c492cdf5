import { airports, distanceKm, type Airport } from "../geography/airports.ts";
import { dayOf, instantOf, localOf, localText } from "../geography/local-time.ts";
import type { Flight } from "../portal-types.ts";
import { AIRLINES, isSameContinent, type Airline } from "./airlines.ts";
import { chance, chanceBetween } from "./chance.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FIRST_DEPARTURE = 6 * 60;
const LAST_DEPARTURE = 21 * 60 + 30;
const SHORTEST_CHANGE = 50;

/** A way from one airport to another with one airline, on one day: a flight, or two with a change at a hub. */
export interface Itinerary {
  readonly airline: Airline;
  readonly flights: readonly Flight[];
  /** Instants of the first departure and the last arrival. */
  readonly departsAt: number;
  readonly arrivesAt: number;
}

interface Leg {
  readonly flight: Flight;
  readonly departsAt: number;
  readonly arrivesAt: number;
}

/** Every itinerary of the day, such as `2026-12-01`, in the order of departure. */
export function itineraries(from: Airport, to: Airport, day: string): Itinerary[] {
  const found = AIRLINES.flatMap((airline) => itinerariesOf(airline, { from, to, day }));
  return found.toSorted((left, right) => left.departsAt - right.departsAt);
}

/** Those of one airline: its nonstop flights, and connections over the two hubs that lie best. */
export function itinerariesOf(airline: Airline, route: { from: Airport; to: Airport; day: string }): Itinerary[] {
  const { from, to } = route;
  // Cabotage: flights within a country are for its own airlines.
  if (from.country === to.country && from.country !== airline.country) return [];
  const direct = legs(airline, route).map((leg) => itineraryOf(airline, [leg]));
  const connections = hubsBetween(airline, route)
    .slice(0, direct.length > 0 ? 1 : 2)
    .flatMap((hub) => connectionsOver(hub, airline, route).slice(0, direct.length > 0 ? 1 : 3));
  return [...direct, ...connections];
}

function itineraryOf(airline: Airline, flown: readonly [Leg, ...Leg[]]): Itinerary {
  const last = flown.at(-1) ?? flown[0];
  return {
    airline,
    flights: flown.map(({ flight }) => flight),
    departsAt: flown[0].departsAt,
    arrivesAt: last.arrivesAt,
  };
}

function hubsBetween(airline: Airline, { from, to }: { from: Airport; to: Airport }): Airport[] {
  const straight = distanceKm(from, to);
  const detours = airline.hubs.flatMap((code) => {
    const hub = airports().get(code);
    if (hub === undefined || !flies(airline, from, hub) || !flies(airline, hub, to)) return [];
    const length = distanceKm(from, hub) + distanceKm(hub, to);
    return length <= straight * 1.35 + 700 ? [{ hub, length }] : [];
  });
  return detours.toSorted((left, right) => left.length - right.length).map(({ hub }) => hub);
}

function connectionsOver(
  hub: Airport,
  airline: Airline,
  { from, to, day }: { from: Airport; to: Airport; day: string },
): Itinerary[] {
  const longestChange = distanceKm(from, to) < 5000 ? 5 * 60 : 11 * 60;
  const onwardOf = new Map<string, Leg[]>();
  const onwardOn = (departure: string) => {
    const known = onwardOf.get(departure) ?? legs(airline, { from: hub, to, day: departure });
    onwardOf.set(departure, known);
    return known;
  };
  const taken = new Set<Leg>();
  return legs(airline, { from, to: hub, day }).flatMap((first) => {
    // The hub's day of arrival may be another one than that of departure, across the date line even an earlier one.
    const arrival = dayOf(first.arrivesAt, hub.timeZone);
    const onward = [...onwardOn(arrival), ...onwardOn(dayAfter(arrival, 1))];
    const next = onward.find((leg) => minutesBetween(first.arrivesAt, leg.departsAt) >= SHORTEST_CHANGE);
    if (next === undefined || taken.has(next)) return [];
    if (minutesBetween(first.arrivesAt, next.departsAt) > longestChange) return [];
    taken.add(next);
    return [itineraryOf(airline, [first, next])];
  });
}

/** The nonstop flights of an airline on a day. The timetable is the same every day; only prices move. */
function legs(airline: Airline, { from, to, day }: { from: Airport; to: Airport; day: string }): Leg[] {
  if (!flies(airline, from, to)) return [];
  const route = `${airline.code}/${from.code}/${to.code}`;
  const count = flightsPerDay(distanceKm(from, to));
  const minutes = flightMinutes(from, to);
  const step = (LAST_DEPARTURE - FIRST_DEPARTURE) / count;
  return Array.from({ length: count }, (_, index) => {
    const at = FIRST_DEPARTURE + step * (index + chance(route, index, "departure") * 0.8);
    const departsLocal = Date.parse(`${day}T00:00:00Z`) + Math.round(at / 5) * 5 * MINUTE_MS;
    const departsAt = instantOf(departsLocal, from.timeZone);
    const arrivesAt = departsAt + minutes * MINUTE_MS;
    const flight = {
      flight: `${airline.code}${flightNumber(route, index)}`,
      airline: airline.code,
      from: from.code,
      to: to.code,
      departs: localText(localOf(departsAt, from.timeZone)),
      arrives: localText(localOf(arrivesAt, to.timeZone)),
      minutes,
    };
    return { flight, departsAt, arrivesAt };
  });
}

/** Numbers of one route lie a step of ten apart, so that no two flights of a day share one. */
function flightNumber(route: string, index: number): number {
  return chanceBetween(10, 880, route, "number") * 10 + index;
}

/** An airline flies from and to its hubs, within its reach and that of both airports. */
function flies(airline: Airline, from: Airport, to: Airport): boolean {
  if (!airline.hubs.includes(from.code) && !airline.hubs.includes(to.code)) return false;
  const length = distanceKm(from, to);
  if (length < 120 || length > Math.min(from.reachKm, to.reachKm)) return false;
  switch (airline.reach) {
    case "domestic":
      return from.country === airline.country && to.country === airline.country;
    case "continent":
      return [from, to].every(({ country }) => isSameContinent(country, airline.country));
    case "world":
      return true;
  }
}

function flightsPerDay(km: number): number {
  if (km < 1600) return 5;
  if (km < 3200) return 4;
  if (km < 5200) return 3;
  return km < 9500 ? 2 : 1;
}

/** Block time: taxi and climb, and the wind that makes the way west longer. */
function flightMinutes(from: Airport, to: Airport): number {
  const east = ((to.longitude - from.longitude + 540) % 360) - 180;
  const speedKmh = 820 + Math.max(-40, Math.min(40, east));
  return Math.round((35 + (distanceKm(from, to) / speedKmh) * 60) / 5) * 5;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function minutesBetween(earlier: number, later: number): number {
  return (later - earlier) / MINUTE_MS;
}
