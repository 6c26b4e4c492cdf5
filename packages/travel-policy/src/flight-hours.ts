import type { Place } from "@agentic-pm/contracts/travel";
import { AIRPORT_COORDINATES } from "./data/airport-coordinates.ts";

/** Between which hours the scheduled time of a direct flight lies. */
export interface FlightHours {
  readonly least: number;
  readonly most: number;
}

const EARTH_RADIUS_KM = 6371;
/** Fastest and slowest usual ground speed of the longer direction, and the time for take-off, landing and taxiing. */
const FAST = { kmPerHour: 900, hours: 0.5 };
const SLOW = { kmPerHour: 780, hours: 0.75 };

interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

let coordinates: ReadonlyMap<string, Coordinates> | undefined;

/**
 * The flight time between two places, over all their airports. Where an airport is not in the table every time is
 * possible, so that every rule on flight time applies and the strictest wins.
 */
export function flightHoursBetween(origin: Place, destination: Place): FlightHours {
  const distances = origin.airports.flatMap((from) => destination.airports.map((to) => distanceKm(from, to)));
  const known = distances.filter((distance) => distance !== null);
  if (known.length < distances.length || known.length === 0) return { least: 0, most: 48 };
  return {
    least: Math.min(...known) / FAST.kmPerHour + FAST.hours,
    most: Math.max(...known) / SLOW.kmPerHour + SLOW.hours,
  };
}

/** Along the great circle; null for an airport that is not in the table. */
function distanceKm(from: string, to: string): number | null {
  coordinates ??= new Map(AIRPORT_COORDINATES.flatMap((line) => line.split(" ").map(entryOf)));
  const [start, end] = [coordinates.get(from), coordinates.get(to)];
  if (start === undefined || end === undefined) return null;
  const half = (degrees: number): number => Math.sin((degrees * Math.PI) / 360) ** 2;
  const cosine = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);
  const a =
    half(end.latitude - start.latitude) +
    cosine(start.latitude) * cosine(end.latitude) * half(end.longitude - start.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(a));
}

function entryOf(entry: string): [string, Coordinates] {
  const [latitude = 0, longitude = 0] = entry
    .slice(3)
    .split(",")
    .map((tenths) => Number(tenths) / 10);
  return [entry.slice(0, 3), { latitude, longitude }];
}
