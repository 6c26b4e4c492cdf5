import { REGIONS } from "../data/regions.ts";

/** What a region in a clause covers. `unknown`: nobody can tell, so it has to be taken to cover every trip. */
export type RegionCover =
  | { readonly kind: "countries"; readonly countries: ReadonlySet<string> }
  | { readonly kind: "others" }
  | { readonly kind: "unknown" };

const ALIASES: readonly (readonly [string, string])[] = [
  ["usa", "US"],
  ["great britain", "GB"],
  ["england", "GB"],
  ["scotland", "GB"],
  ["uae", "AE"],
  ["south korea", "KR"],
  ["north korea", "KP"],
  ["hong kong", "HK"],
  ["macau", "MO"],
  ["turkey", "TR"],
  ["czech republic", "CZ"],
  ["ivory coast", "CI"],
  ["burma", "MM"],
  ["myanmar", "MM"],
];
const OTHERS =
  /\b(?:all other|any other|other (?:destinations|regions|countries)|rest of (?:the )?world|elsewhere|everywhere else)\b/iu;
const EXCEPT = /\b(?:excluding|except|excl\.|without|other than|outside)\b/iu;

let names: readonly (readonly [name: string, countries: readonly string[]])[] | undefined;

/** Every name of a region or country that is known, the longest first. */
function placeNames(): readonly (readonly [string, readonly string[]])[] {
  names ??= [
    ...REGIONS.map(([name, countries]) => [name, countries.split(" ")] as const),
    ...countryNames().map(([name, code]) => [name, [code]] as const),
  ].sort(([left], [right]) => right.length - left.length);
  return names;
}

function countryNames(): (readonly [string, string])[] {
  const english = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
  // Groupings and private codes are no countries; a withdrawn code is spelt as the one that took its place.
  const known = codes.filter(
    (code) => !/^(?:EU|EZ|UN|QO|X[A-JL-Z]|AA|Q[M-Z]|ZZ)$/u.test(code) && new Intl.Locale(`und-${code}`).region === code,
  );
  const named = known.flatMap((code) => {
    const name = english.of(code);
    return name === undefined ? [] : [[plain(name), code] as const];
  });
  return [...named, ...ALIASES];
}

/** The names of regions and countries in a text, in order; a name inside a longer one is not counted again. */
export function placesIn(text: string): { readonly name: string; readonly countries: readonly string[] }[] {
  return takenApart(text).found.sort((left, right) => left.index - right.index);
}

/** A text in small letters without the names of regions and countries in it. */
export function withoutPlaces(text: string): string {
  return takenApart(text).rest;
}

function takenApart(text: string) {
  let rest = plain(text);
  const found: { name: string; countries: readonly string[]; index: number }[] = [];
  for (const [name, countries] of placeNames()) {
    const index = wordAt(rest, name);
    if (index < 0) continue;
    found.push({ name, countries, index });
    rest = `${rest.slice(0, index)}${"#".repeat(name.length)}${rest.slice(index + name.length)}`;
  }
  return { found, rest };
}

/** The countries that a clause's region means. */
export function coverOf(region: string): RegionCover {
  if (OTHERS.test(region)) return { kind: "others" };
  const [included = "", ...excluded] = region.split(EXCEPT);
  const countries = new Set(placesIn(included).flatMap((place) => place.countries));
  for (const place of placesIn(excluded.join(" "))) for (const country of place.countries) countries.delete(country);
  return countries.size === 0 ? { kind: "unknown" } : { kind: "countries", countries };
}

function wordAt(text: string, word: string): number {
  let at = text.indexOf(word);
  while (at >= 0) {
    const before = text[at - 1] ?? " ";
    const after = text[at + word.length] ?? " ";
    if (!/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after)) return at;
    at = text.indexOf(word, at + 1);
  }
  return -1;
}

function plain(text: string): string {
  return text.toLowerCase().normalize("NFKD").replaceAll(/\p{M}/gu, "").replaceAll("&", "and").replaceAll(/\s+/gu, " ");
}

/** The region that a country lies in, as policies call it; the country's code where it is in none. */
export function regionNameOf(country: string): string {
  const found = REGIONS.find(([name, countries]) => PLAIN_REGIONS.has(name) && countries.split(" ").includes(country));
  return found === undefined ? country : (PLAIN_REGIONS.get(found[0]) ?? country);
}

/** Regions that do not overlap, as a heading of a table would have them. */
const PLAIN_REGIONS: ReadonlyMap<string, string> = new Map([
  ["north america", "Canada and Mexico"],
  ["central america", "Central America and the Caribbean"],
  ["caribbean", "Central America and the Caribbean"],
  ["south america", "South America"],
  ["europe", "Europe"],
  ["middle east", "Middle East"],
  ["africa", "Africa"],
  ["asia", "Asia"],
  ["oceania", "Oceania"],
]);
