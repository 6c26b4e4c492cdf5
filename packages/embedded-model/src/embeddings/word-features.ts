import { mattersOf } from "./concepts.ts";

/** Words that say nothing of a text's matter. */
const STOP_WORDS = new Set(
  "a an and are as at be been but by can do does for from had has have how i if in into is it its may me must my no not of on one or our shall should so than that the their them then there they this to under up us was we were what when where which who whom whose why will with would you your".split(
    " ",
  ),
);

/** The words of a text that carry matter, without their endings: "flights" and "flight" are one. */
export function stemsOf(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word)).map(stem);
}

function stem(word: string): string {
  if (word.length <= 3) return word;
  const cut = word
    .replace(/(?:ies)$/u, "y")
    .replace(/(?:sses)$/u, "ss")
    .replace(/(?:ments?|ations?|ings?|ed|ers?|ly|es|s)$/u, "");
  return cut.length >= 3 ? cut : word;
}

/** Words that are in every clause of a travel policy. */
const EVERYWHERE = new Set([
  "flight",
  "trip",
  "travel",
  "ticket",
  "fare",
  "cost",
  "price",
  "limit",
  "book",
  "pay",
  "day",
]);

/**
 * Features hashed into as many places, with length 1: each stem, less weightily its pairs and its runs of four letters,
 * which forgive an ending, and the matters that the words stand for. The same text gives the same vector on every
 * machine.
 */
export function hashedFeatures(text: string, dimensions: number): Float64Array {
  const vector = new Float64Array(dimensions);
  const stems = stemsOf(text);
  for (const { name, weight } of mattersOf(text)) add(vector, name, weight);
  for (const [at, word] of stems.entries()) {
    add(vector, `w:${word}`, EVERYWHERE.has(word) ? 0.5 : 1);
    const next = stems[at + 1];
    if (next !== undefined) add(vector, `p:${word} ${next}`, 0.5);
    for (let from = 0; from + 4 <= word.length; from += 1) add(vector, `g:${word.slice(from, from + 4)}`, 0.25);
  }
  return normalised(vector);
}

/** The same direction with length 1; nothing stays nothing. */
export function normalised(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function add(vector: Float64Array, feature: string, weight: number): void {
  const hash = fnv1a(feature);
  const place = hash % vector.length;
  vector[place] = (vector[place] ?? 0) + (hash & 0x8000_0000 ? -weight : weight);
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
