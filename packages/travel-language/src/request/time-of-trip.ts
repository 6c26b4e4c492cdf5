import { MONTHS } from "../words/vocabulary.ts";
import type { Item } from "./items.ts";
import type { Span, TurnReading } from "./turn-reading.ts";

/** What a message may hold besides its month so that the month is surely that of the trip, in this year or the next. */
const OF_TRIP = new Set(
  `i id a an the to in on of for me go going fly flying flight flights trip travel travelling traveling book booking get need want
  would like please pls plz thanks hi hello can you could from back return returning late early mid middle end beginning`.split(
    /\s+/u,
  ),
);
const MARKS = new Set([",", ".", "!", "?"]);
const PARTS = new Map<string, Span>([
  ["late", "late"],
  ["end", "late"],
  ["mid", "mid"],
  ["middle", "mid"],
  ["early", "early"],
  ["beginning", "early"],
]);

/**
 * A month, or "next week", is the trip's only where the message speaks of nothing else: in "April is busy", "my leave is
 * next week" or "after April" it is not known what the time is of.
 */
export function settleSpans(reading: TurnReading, items: readonly Item[]): void {
  const isOfTrip = items.every((_, at) => isPlain(items, at));
  const spans = reading.spans.map((span) => (isOfTrip || span === "other_year" ? span : null));
  const parts = items.flatMap((_, at) => PARTS.get(keyAt(items, at)) ?? []);
  reading.spans.splice(0, reading.spans.length, ...new Set([...spans, ...(spans.length > 0 ? parts : [])]));
}

function keyAt(items: readonly Item[], at: number): string {
  const item = items[at];
  return item?.type === "word" ? item.token.key : "";
}

function isPlain(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item?.type !== "word") return true;
  const { key, kind, raw } = item.token;
  if (kind === "mark") return MARKS.has(raw);
  if (kind !== "word") return false;
  if (MONTHS.has(key)) return true;
  if (key === "next") return keyAt(items, at + 1) === "week";
  if (key === "week") return keyAt(items, at - 1) === "next";
  if (key === "from") return items[at + 1]?.type === "place";
  if (key === "to") return !MONTHS.has(keyAt(items, at + 1)) && keyAt(items, at + 1) !== "next";
  return OF_TRIP.has(key);
}
