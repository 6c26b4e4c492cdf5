import { foldName } from "../words/fold.ts";
import { areasNamed, named } from "./gazetteer.ts";

const LONGEST_NAME = 3;
/** A capital, and what follows it in a name: "Rio de Janeiro". */
const NAME_START = /^\p{Lu}/u;

/**
 * The countries (two letters) of the well-known cities and the countries that a text names, each once, in order. A name
 * begins with a capital; the longest one counts. What has several meanings counts as the first.
 */
export function countriesNamed(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}.’'-]+/gu)?.map((word) => word.replace(/[’']s$|[.’'-]+$/u, "")) ?? [];
  const found = new Set<string>();
  let at = 0;
  while (at < words.length) {
    const { country, length } = nameAt(words, at);
    if (country !== null) found.add(country);
    at += length;
  }
  return [...found];
}

function nameAt(words: readonly string[], at: number): { readonly country: string | null; readonly length: number } {
  if (!NAME_START.test(words[at] ?? "")) return { country: null, length: 1 };
  for (let length = Math.min(LONGEST_NAME, words.length - at); length > 0; length -= 1) {
    const country = countryOf(foldName(words.slice(at, at + length).join(" ")));
    if (country !== null) return { country, length };
  }
  return { country: null, length: 1 };
}

function countryOf(key: string): string | null {
  // A code of two or three letters is more often a word, and there are more Americas than one.
  if (key.length <= 3 || key === "america") return null;
  const known = named(key).find(({ city }) => city.prominent || city.large);
  return known?.city.country ?? areasNamed(key)[0]?.country ?? null;
}
