import type { Place } from "@agentic-pm/contracts/travel";
import { fold, foldName } from "../words/fold.ts";
import { isMistyped } from "../words/similar.ts";
import { AIRPORTS, COUNTRIES, REGIONS } from "./airport-data.ts";
import { AIRPORT_NAMES, CITY_NAMES, COUNTRY_NAMES } from "./exonyms.ts";
import { METROS, PROMINENT } from "./metros.ts";

/** A city with scheduled flights. `region` is a state or province where cities are told apart by it. */
export interface City {
  readonly name: string;
  readonly country: string;
  readonly region: string | null;
  readonly airports: readonly string[];
  readonly prominent: boolean;
  readonly large: boolean;
}

/** A country, or a state or province of one. */
export interface Area {
  readonly name: string;
  readonly country: string;
  readonly region: string | null;
}

/** What a name may mean: a city, or one airport of it. */
export interface Candidate {
  readonly city: City;
  readonly airports: readonly string[];
}

const MOST_AIRPORTS = 8;
const MOST_SIMILAR = 4;

const byCode = new Map<string, Candidate>();
const byName = new Map<string, Candidate[]>();
const areas = new Map<string, Area[]>();
const countryNames = new Map<string, string>();
const regionNames = new Map<string, string>();
const spelledLike: [string, Candidate][] = [];

const rowsOf = (table: string): string[][] => table.split("\n").map((row) => row.split("|"));

function name(key: string, candidate: Candidate): void {
  const known = byName.get(key);
  if (known === undefined) byName.set(key, [candidate]);
  else if (
    !known.some(({ city, airports }) => city === candidate.city && airports.length === candidate.airports.length)
  )
    known.push(candidate);
}

function addCity(facts: { name: string; area: string; airports: readonly string[]; large: boolean }): Candidate {
  const [country = "", region] = facts.area.split("-");
  const airports = facts.airports.slice(0, MOST_AIRPORTS);
  const city: City = {
    name: facts.name,
    country,
    region: region === undefined ? null : facts.area,
    airports,
    prominent: airports.some((code) => PROMINENT.has(code)),
    large: facts.large,
  };
  const candidate = { city, airports };
  name(foldName(facts.name), candidate);
  for (const code of airports) byCode.set(code, { city, airports: [code] });
  return candidate;
}

function addMetros(large: ReadonlySet<string>, known: ReadonlySet<string>): Map<string, Candidate> {
  const metros = new Map<string, Candidate>();
  for (const [code = "", city = "", area = "", list = ""] of rowsOf(METROS)) {
    const airports = list.split(",").filter((airport) => known.has(airport));
    if (airports.length === 0) continue;
    const metro = addCity({ name: city, area, airports, large: airports.some((airport) => large.has(airport)) });
    if (!known.has(code)) metros.set(code, metro);
  }
  return metros;
}

function addCities(rows: readonly string[][]): void {
  const groups = new Map<string, string[][]>();
  for (const row of rows.filter(([code = ""]) => !byCode.has(code))) {
    const key = `${row[1] ?? ""}|${row[2] ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  for (const group of groups.values()) {
    const [[, city = "", area = ""] = []] = group;
    const large = group.filter(([, , , size]) => size === "L");
    const served = large.length > 0 ? large : group;
    const taken = (byName.get(foldName(city)) ?? []).some((one) => (one.city.region ?? one.city.country) === area);
    const added = taken
      ? null
      : addCity({ name: city, area, airports: served.map(([code = ""]) => code), large: large.length > 0 });
    for (const [code = ""] of group) {
      const own = added?.city ?? addedAlone(city, area, code);
      if (!byCode.has(code)) byCode.set(code, { city: own, airports: [code] });
    }
  }
}

/** An airport far from the city it is named for: known by its code, not by the city's name. */
function addedAlone(city: string, area: string, code: string): City {
  const [country = "", region] = area.split("-");
  return {
    name: city,
    country,
    region: region === undefined ? null : area,
    airports: [code],
    prominent: false,
    large: false,
  };
}

function build(): void {
  const rows = rowsOf(AIRPORTS);
  const large = new Set(rows.filter(([, , , size]) => size === "L").map(([code = ""]) => code));
  const known = new Set(rows.map(([code = ""]) => code));
  const metros = addMetros(large, known);
  addCities(rows);
  for (const [code, metro] of metros) if (!byCode.has(code)) byCode.set(code, metro);
  for (const row of rows) addOtherNames(row);
  addNames();
  addAreas();
  for (const [key, [only]] of byName)
    if (only !== undefined && (only.city.prominent || only.city.large) && /^[a-z ]{5,}$/u.test(key))
      spelledLike.push([key, only]);
}

function addNames(): void {
  for (const [code = "", names = ""] of rowsOf(CITY_NAMES)) {
    const city = byCode.get(code)?.city;
    if (city === undefined) continue;
    for (const other of names.split(",")) byName.set(foldName(other), [{ city, airports: city.airports }]);
  }
  for (const [code = "", names = ""] of rowsOf(AIRPORT_NAMES)) {
    const own = byCode.get(code);
    if (own === undefined) continue;
    for (const other of names.split(",")) byName.set(foldName(other), [own]);
  }
}

/** The town that an airport lies in, and the city it is named for where its metropolitan area has another name. */
function addOtherNames([code = "", cityName = "", , , town = ""]: readonly string[]): void {
  const own = byCode.get(code);
  if (own === undefined) return;
  const areaOf = ({ region, country }: City): string => region ?? country;
  const isKnown = named(foldName(town)).some(({ city }) => areaOf(city) === areaOf(own.city));
  if (town !== "" && !isKnown) name(foldName(town), own);
  const isOwn = named(foldName(cityName)).some(({ city }) => city === own.city);
  if (!isOwn && own.city.name !== cityName) name(foldName(cityName), own);
}

function addAreas(): void {
  const add = (key: string, area: Area) => areas.set(key, [...(areas.get(key) ?? []), area]);
  for (const [country = "", called = ""] of rowsOf(COUNTRIES)) {
    countryNames.set(country, called);
    add(foldName(called), { name: called, country, region: null });
  }
  for (const [region = "", called = ""] of rowsOf(REGIONS)) {
    const area = { name: called, country: region.slice(0, 2), region };
    regionNames.set(region, called);
    add(foldName(called), area);
    if (!region.startsWith("GB")) add(fold(region.slice(3)), area);
  }
  for (const [country = "", others = ""] of rowsOf(COUNTRY_NAMES))
    for (const other of others.split(","))
      add(foldName(other), { name: countryNames.get(country) ?? other, country, region: null });
}

build();

/** The airport or metropolitan area with this IATA code (capitals). */
export function coded(code: string): Candidate | undefined {
  return byCode.get(code);
}

/** What a folded name may mean, in the data's order; empty when it is no city or airport with scheduled flights. */
export function named(key: string): readonly Candidate[] {
  return byName.get(key) ?? [];
}

/** Countries, states and provinces of that folded name or code. */
export function areasNamed(key: string): readonly Area[] {
  return areas.get(key) ?? [];
}

/** Cities of some size whose name is spelled nearly like this one. */
export function similarTo(key: string): readonly Candidate[] {
  const found = new Map<City, Candidate>();
  for (const [known, candidate] of spelledLike) {
    if (isMistyped(key, known)) found.set(candidate.city, { city: candidate.city, airports: candidate.city.airports });
    if (found.size === MOST_SIMILAR) break;
  }
  return [...found.values()];
}

/** The well-known cities of an area, for asking which of them is meant. */
export function citiesOf(area: Area): readonly Candidate[] {
  const cities = new Set([...byCode.values()].map(({ city }) => city));
  return [...cities]
    .filter(({ country, region }) => country === area.country && (area.region === null || region === area.region))
    .toSorted(
      (left, right) => Number(right.prominent) - Number(left.prominent) || Number(right.large) - Number(left.large),
    )
    .slice(0, MOST_SIMILAR)
    .map((city) => ({ city, airports: city.airports }));
}

/** Whether the city lies in the area. */
export function liesIn(city: City, area: Area): boolean {
  return city.country === area.country && (area.region === null || city.region === area.region);
}

/** How a candidate is shown to a person, and read back when they repeat it. */
export function labelOf({ city, airports }: Candidate): string {
  const where =
    city.region === null
      ? (countryNames.get(city.country) ?? city.country)
      : (regionNames.get(city.region) ?? city.region);
  const only = airports.length === 1 && city.airports.length > 1 ? ` (${airports[0] ?? ""})` : "";
  return `${city.name}, ${where}${only}`;
}

/** As it goes into a trip. */
export function placeOf({ city, airports }: Candidate): Place {
  return { city: city.name, country: city.country, airports: [...airports] };
}
