import { AIRPORT_TABLE } from "./airport-table.ts";

export interface Airport {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IATA's code for all airports of the city, such as NYC; empty where the city has none. */
  readonly metro: string;
  /** The longest flight from here, in kilometres. */
  readonly reachKm: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
}

const REACH_KM: Readonly<Record<string, number>> = { short: 4000, middle: 9000, long: 15_600 };
const EARTH_KM = 6371;
export const KM_PER_MILE = 1.609344;

let table: ReadonlyMap<string, Airport> | undefined;

/** Every airport by its code. The table is read at the first question, not at the start. */
export function airports(): ReadonlyMap<string, Airport> {
  table ??= new Map(
    AIRPORT_TABLE.trim()
      .split("\n")
      .map((line) => airportOf(line))
      .map((airport) => [airport.code, airport]),
  );
  return table;
}

/** Two airports serve one city when IATA says so, or when name and country are the same and they lie close together. */
export function isSameCity(left: Airport, right: Airport): boolean {
  if (left.code === right.code || (left.metro !== "" && left.metro === right.metro)) return true;
  return left.city === right.city && left.country === right.country && distanceKm(left, right) < 150;
}

/** Length of the great circle. */
export function distanceKm(from: Airport, to: Airport): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (difference: number) => Math.sin(radians(difference) / 2) ** 2;
  const across = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude));
  const chord = half(to.latitude - from.latitude) + across * half(to.longitude - from.longitude);
  return 2 * EARTH_KM * Math.asin(Math.sqrt(chord));
}

function airportOf(line: string): Airport {
  const [code = "", name = "", city = "", country = "", metro = "", reach = "", place = "", timeZone = ""] =
    line.split("|");
  const [latitude = 0, longitude = 0] = place.split(",").map(Number);
  return { code, name, city, country, metro, reachKm: REACH_KM[reach] ?? 0, latitude, longitude, timeZone };
}
