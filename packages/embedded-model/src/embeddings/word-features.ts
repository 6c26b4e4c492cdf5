import { stemsOf } from "./words.ts";

/** Words that are in every clause of a travel policy. */
const EVERYWHERE = new Set([
  "flight",
  "trip",
  "travel",
  "ticket",
  "far",
  "cost",
  "pric",
  "limit",
  "book",
  "pay",
  "day",
]);

/**
 * The words of a text hashed into as many places, with length 1: each stem, less weightily its pairs and its runs of
 * four letters, which forgive an ending. The same text gives the same vector on every machine.
 */
export function hashedWords(text: string, dimensions: number): Float64Array {
  const vector = new Float64Array(dimensions);
  const stems = stemsOf(text);
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
