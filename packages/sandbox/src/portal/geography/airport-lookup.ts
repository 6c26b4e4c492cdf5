import { fail, ok, type Result } from "@agentic-pm/errors";
import { airports, isSameCity, type Airport } from "./airports.ts";

/** A line of the autocomplete: an airport, or a city with all of its airports. */
export interface Suggestion {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly airports: readonly string[];
  /** What the search form's field takes for it, such as `Boston (BOS)`. */
  readonly label: string;
}

const MOST_SUGGESTIONS = 10;
const MOST_AIRPORTS = 8;

/** Airports and cities whose code, city or name begins with the words; cities with several airports come first. */
export function suggest(words: string): Suggestion[] {
  const wanted = plain(words);
  if (wanted === "") return [];
  const hits = suggestions().filter(({ code, city, name }) => {
    const begins = (text: string) => plain(text).startsWith(wanted) || plain(text).includes(` ${wanted}`);
    return plain(code) === wanted || begins(city) || begins(name);
  });
  const rank = ({ code, airports: codes }: Suggestion) => (plain(code) === wanted ? 0 : codes.length > 1 ? 1 : 2);
  return hits.toSorted((left, right) => rank(left) - rank(right)).slice(0, MOST_SUGGESTIONS);
}

/** The label of a list of airports, as the search form shows it again. */
export function labelOf(codes: readonly string[]): string {
  const key = codes.toSorted().join();
  const known = suggestions().find((each) => each.airports.toSorted().join() === key);
  return known?.label ?? codes.join(", ");
}

type Found = Result<readonly Airport[], "AIRPORT_MISSING" | "AIRPORT_UNKNOWN" | "AIRPORT_AMBIGUOUS">;

/** Reads what somebody wrote: `BOS`, `JFK,LGA`, `NYC`, `Boston (BOS)` or `Boston`. `what` names the field. */
export function readAirports(text: string, what: string): Found {
  const words = text.trim();
  if (words === "") return refuse("AIRPORT_MISSING", `Say where ${what}.`);
  const city = /all airports \(([A-Z]{3})\)$/.exec(words)?.[1];
  if (city !== undefined) return limited(airportsOfCity(city));
  const inBrackets = /\(([A-Za-z]{3})\)\s*$/.exec(words)?.[1];
  const codes = (inBrackets ?? words).toUpperCase().split(/\s*,\s*/);
  // In a list of a city's airports, those that nobody flies to are left out.
  const known = codes.every((code) => /^[A-Z]{3}$/.test(code)) ? codes.flatMap(airportsOfCode) : [];
  if (known.length > 0) return limited(known);
  return ofCityName(words.slice(0, 60));
}

function limited(found: readonly Airport[]): Found {
  const distinct = [...new Set(found)];
  if (distinct.length === 0) return refuse("AIRPORT_UNKNOWN", "We know no such city.");
  if (distinct.length <= MOST_AIRPORTS) return ok(distinct);
  return refuse("AIRPORT_AMBIGUOUS", `Choose at most ${MOST_AIRPORTS} airports.`);
}

function ofCityName(words: string): Found {
  const named = [...airports().values()].filter(({ city }) => plain(city) === plain(words));
  const [first] = named;
  if (first === undefined) return refuse("AIRPORT_UNKNOWN", `We know no airport or city "${words}".`);
  if (named.every((each) => isSameCity(each, first))) return ok(named);
  const choices = named.map((airport) => `${ofAirport(airport).label}, ${airport.country}`).join(" or ");
  return refuse("AIRPORT_AMBIGUOUS", `Which ${first.city}: ${choices}?`);
}

function airportsOfCode(code: string): Airport[] {
  const airport = airports().get(code);
  if (airport !== undefined) return [airport];
  return airportsOfCity(code);
}

function airportsOfCity(code: string): Airport[] {
  return [...airports().values()].filter(({ metro }) => metro === code);
}

let all: readonly Suggestion[] | undefined;

function suggestions(): readonly Suggestion[] {
  all ??= [...cities(), ...[...airports().values()].map(ofAirport)];
  return all;
}

function cities(): Suggestion[] {
  const byMetro = Map.groupBy(airports().values(), ({ metro }) => metro);
  byMetro.delete("");
  return [...byMetro].flatMap(([code, list]) => {
    const [first] = list;
    if (first === undefined || list.length < 2) return [];
    const { city, country } = first;
    const label = `${city}, all airports (${code})`;
    return [{ code, name: "All airports", city, country, airports: list.map((each) => each.code), label }];
  });
}

function ofAirport({ code, name, city, country }: Airport): Suggestion {
  return { code, name, city, country, airports: [code], label: `${city} ${name === city ? "" : `${name} `}(${code})` };
}

/** Without accents and case: "Zürich" is found by "zur". */
function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").trim().toLowerCase();
}

function refuse(code: "AIRPORT_MISSING" | "AIRPORT_UNKNOWN" | "AIRPORT_AMBIGUOUS", cause: string) {
  return fail(code, { cause, remedy: "Give a city, or an airport's code of three letters." });
}
