import { fail, ok, type Failure, type Result } from "@agentic-pm/errors";
import { readAirports } from "../geography/airport-lookup.ts";
import { isSameCity, type Airport } from "../geography/airports.ts";
import { dayOf } from "../geography/local-time.ts";
import { CABINS, type Cabin } from "../portal-types.ts";
import { airlineOf } from "../timetable/airlines.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** So many days ahead are on sale. */
export const FARTHEST_DAYS = 330;
const MOST_PASSENGERS = 9;

export const DAYTIMES = ["morning", "afternoon", "evening"] as const;
export type Daytime = (typeof DAYTIMES)[number];
export const SORTS = ["price", "departure", "duration"] as const;
export type Sort = (typeof SORTS)[number];

/** A search that can be answered. */
export interface TripQuery {
  readonly from: readonly Airport[];
  readonly to: readonly Airport[];
  readonly depart: string;
  /** Null for one way. */
  readonly return: string | null;
  readonly cabin: Cabin;
  readonly passengers: number;
  readonly filters: { readonly nonstop: boolean; readonly airline: string | null; readonly time: Daytime | null };
  readonly sort: Sort;
}

/** Reads the fields that the search form and the API share. A failure's `details.field` names the first wrong one. */
export function readTripQuery(fields: URLSearchParams, now: Date): Result<TripQuery> {
  const places = readPlaces(fields);
  if (!places.ok) return places;
  const dates = readDates(fields, places.value.from, now);
  if (!dates.ok) return dates;
  const passengers = readPassengers(fields.get("passengers") ?? "");
  if (!passengers.ok) return passengers;
  const choices = readChoices(fields);
  if (!choices.ok) return choices;
  return ok({ ...places.value, ...dates.value, passengers: passengers.value, ...choices.value });
}

function readPlaces(fields: URLSearchParams): Result<Pick<TripQuery, "from" | "to">> {
  const from = readAirports(fields.get("from") ?? "", "you leave from");
  if (!from.ok) return { ...from, details: { field: "from" } };
  const to = readAirports(fields.get("to") ?? "", "you go to");
  if (!to.ok) return { ...to, details: { field: "to" } };
  const same = from.value.find((airport) => to.value.some((other) => isSameCity(airport, other)));
  if (same !== undefined) return wrong("SAME_CITY", "to", `Both places are ${same.city}. Choose two different cities.`);
  return ok({ from: from.value, to: to.value });
}

function readDates(
  fields: URLSearchParams,
  from: readonly Airport[],
  now: Date,
): Result<Pick<TripQuery, "depart" | "return">> {
  const depart = fields.get("depart")?.trim() ?? "";
  const back = fields.get("return")?.trim() ?? "";
  if (depart === "") return wrong("DATE_MISSING", "depart", "Say on which day you leave.");
  if (!isDay(depart)) return wrong("DATE_INVALID", "depart", "The day of departure is no date such as 2026-12-01.");
  if (back !== "" && !isDay(back)) return wrong("DATE_INVALID", "return", "The day of return is no date.");
  const today = dayOf(now.getTime(), from[0]?.timeZone ?? "UTC");
  if (depart < today) return wrong("DATE_PAST", "depart", "The day of departure is past.");
  if (back !== "" && back < depart) {
    return wrong("RETURN_BEFORE_DEPARTURE", "return", "The return is before the departure.");
  }
  if (daysBetween(today, back === "" ? depart : back) > FARTHEST_DAYS) {
    const field = daysBetween(today, depart) > FARTHEST_DAYS ? "depart" : "return";
    return wrong("DATE_TOO_FAR", field, `Flights are on sale up to ${FARTHEST_DAYS} days ahead.`);
  }
  return ok({ depart, return: back === "" ? null : back });
}

function readPassengers(text: string): Result<number> {
  const count = text.trim() === "" ? 1 : Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_PASSENGERS) return ok(count);
  return wrong("PASSENGERS_INVALID", "passengers", `We sell to 1 to ${MOST_PASSENGERS} travellers at a time.`);
}

function readChoices(fields: URLSearchParams): Result<Pick<TripQuery, "cabin" | "filters" | "sort">> {
  const cabin = oneOf(CABINS, fields.get("cabin") || "economy");
  if (cabin === undefined) return wrong("CABIN_UNKNOWN", "cabin", `A cabin is one of ${CABINS.join(", ")}.`);
  const sort = oneOf(SORTS, fields.get("sort") || "price");
  if (sort === undefined) return wrong("SORT_UNKNOWN", "sort", `Fares are sorted by ${SORTS.join(", ")}.`);
  const stops = fields.get("stops") || "any";
  if (!["any", "0", "1"].includes(stops)) return wrong("STOPS_UNKNOWN", "stops", "Stops are any, 0 or 1.");
  const airline = fields.get("airline") || null;
  if (airline !== null && airlineOf(airline) === undefined) {
    return wrong("AIRLINE_UNKNOWN", "airline", "We sell no flights of this airline.");
  }
  const daytime = fields.get("time") || "any";
  const time = daytime === "any" ? null : oneOf(DAYTIMES, daytime);
  if (time === undefined) return wrong("TIME_UNKNOWN", "time", `A time of day is one of ${DAYTIMES.join(", ")}.`);
  return ok({ cabin, sort, filters: { nonstop: stops === "0", airline, time } });
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Whole days from one date to another. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / DAY_MS);
}

function oneOf<Choice extends string>(choices: readonly Choice[], text: string): Choice | undefined {
  return choices.find((choice) => choice === text);
}

function wrong(code: string, field: string, cause: string): Failure {
  return fail(code, { cause, remedy: "Correct the field and search again.", details: { field } });
}
