import { AIRLINES } from "./glossary/airlines.ts";
import { APPROVALS } from "./glossary/approvals.ts";
import { BOOKING } from "./glossary/booking.ts";
import { CABINS } from "./glossary/cabins.ts";
import { CHANGES } from "./glossary/changes.ts";
import { DOCUMENTS_AND_SAFETY } from "./glossary/documents-and-safety.ts";
import { FARES } from "./glossary/fares.ts";
import { MONEY } from "./glossary/money.ts";
import { STAY_AND_GROUND } from "./glossary/stay-and-ground.ts";
import { isStopWord, wordsOf } from "./words.ts";

const GLOSSARY = [
  BOOKING,
  FARES,
  CABINS,
  AIRLINES,
  APPROVALS,
  CHANGES,
  STAY_AND_GROUND,
  MONEY,
  DOCUMENTS_AND_SAFETY,
].join("\n");

/** A phrase says more than a word; a word that is only part of phrases says less. */
const OF_PHRASE = 1.5;
const OF_WORD = 1;
const OF_PART = 0.35;
/** Speaking three times of a topic is not three times as much about it. */
const SATURATION = 0.6;

interface Index {
  /** Whole terms, their words joined by spaces, and the topics that they belong to. */
  readonly terms: ReadonlyMap<string, readonly number[]>;
  /** Words of phrases that are no term of their own. */
  readonly parts: ReadonlyMap<string, readonly number[]>;
  readonly longest: number;
  readonly topics: number;
}

let index: Index | undefined;

/**
 * How much a text speaks of each topic of business travel, by the glossary: explicit semantic analysis over written
 * topics in place of encyclopaedia articles. A term in many topics tells little of each.
 */
export function topicsOf(text: string): Float64Array {
  index ??= indexed();
  const { terms, parts, longest, topics } = index;
  const words = wordsOf(text);
  const taken = new Set<number>();
  const weights = new Float64Array(topics);
  const add = (of: readonly number[], weight: number): void => {
    const each = (weight * rarity(of.length, topics)) / Math.sqrt(of.length);
    for (const topic of of) weights[topic] = (weights[topic] ?? 0) + each;
  };
  for (let length = Math.min(longest, words.length); length > 1; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const of = terms.get(words.slice(from, from + length).join(" "));
      const places = Array.from({ length }, (_, at) => from + at);
      if (of === undefined || places.some((place) => taken.has(place))) continue;
      add(of, OF_PHRASE);
      for (const place of places) taken.add(place);
    }
  }
  for (const [at, word] of words.entries()) {
    if (taken.has(at) || isStopWord(word)) continue;
    const whole = terms.get(word);
    if (whole !== undefined) add(whole, OF_WORD);
    else add(parts.get(word) ?? [], OF_PART);
  }
  return weights.map((weight) => weight ** SATURATION);
}

function rarity(topicsWithIt: number, topics: number): number {
  return topicsWithIt === 0 ? 0 : Math.log(1 + topics / topicsWithIt) / Math.log(1 + topics);
}

function indexed(): Index {
  const lines = GLOSSARY.split("\n").filter((line) => line !== "");
  const terms = new Map<string, Set<number>>();
  const parts = new Map<string, Set<number>>();
  for (const [topic, line] of lines.entries()) {
    for (const term of line.split(/[:,]/u).map(wordsOf)) {
      if (term.length === 0) continue;
      put(terms, term.join(" "), topic);
      if (term.length === 1) continue;
      for (const word of term) if (word.length > 2 && !isStopWord(word)) put(parts, word, topic);
    }
  }
  const frozen = (map: ReadonlyMap<string, Set<number>>) => new Map([...map].map(([key, of]) => [key, [...of]]));
  const longest = Math.max(...[...terms.keys()].map((key) => key.split(" ").length));
  return { terms: frozen(terms), parts: frozen(parts), longest, topics: lines.length };
}

function put(map: Map<string, Set<number>>, key: string, topic: number): void {
  const of = map.get(key);
  if (of === undefined) map.set(key, new Set([topic]));
  else of.add(topic);
}
