import type { Cabin } from "@agentic-pm/contracts/travel";
import type { DateExpression, DateRange } from "../dates/expression.ts";
import { readDates } from "../dates/read-date.ts";
import { counts, smallNumber, tokenAt } from "../dates/read-day.ts";
import { type PlaceReading, readPlace } from "../places/read-place.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import { MONTHS, WEEKDAYS } from "../words/vocabulary.ts";
import { wellWishAt } from "./courtesies.ts";
import { phraseAt, type Said, wordyAirline } from "./phrases.ts";

/** What a request is made of, in its order. A `word` is what nothing has explained yet. */
export type Item = { readonly heard: string; readonly dash: boolean; readonly slash: boolean } & (
  | Said
  | { readonly type: "date"; readonly date: DateExpression }
  | { readonly type: "range"; readonly range: DateRange }
  | { readonly type: "place"; readonly place: PlaceReading }
  | { readonly type: "clock"; readonly isDeadline: boolean; readonly part: "morning" | "afternoon" | "evening" | null }
  | { readonly type: "word"; readonly token: Token }
);
export type { Cabin };

const PEOPLE = /^(?:people|persons?|passengers?|pax|tickets?|seats?|travell?ers?|adults?)$/u;
/** Before a number: it is part of a greater one. */
const PARTS = /^(?:minus|plus|hundred|thousand|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|and|\+)$/u;
const TOMORROW = new Set(["tomorrow", "tmrw", "tmr"]);
const MONEY =
  /^(?:dollars?|usd|bucks|euros?|eur|pounds?|gbp|percent|%|minutes?|min|mins|kg|kilos?|bags?|suitcases?|pieces?|carry|checked)$/u;

/** A request taken apart. Every token is looked at once, and each time a bounded number of tokens ahead. */
export function itemsOf(text: string): Item[] {
  const tokens = tokensOf(text);
  const items: Item[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokenAt(tokens, at);
    const read = readItem(tokens, at);
    const length = read?.length ?? 1;
    const heard = tokens
      .slice(at, at + length)
      .map(({ raw }) => raw)
      .join(" ")
      .slice(0, 60);
    const value = read?.value ?? { type: "word", token };
    items.push({ ...value, heard, dash: token.dash, slash: token.slash } as Item);
    at += length;
  }
  return items;
}

interface ReadItem {
  readonly value: Record<string, unknown> & { readonly type: Item["type"] };
  readonly length: number;
}

function readItem(tokens: readonly Token[], at: number): ReadItem | null {
  const keyAt = (ahead: number): string => tokenAt(tokens, at + ahead).key;
  return (
    readClock(tokens, at) ??
    readSpecific(keyAt, tokens, at) ??
    readDateItem(tokens, at) ??
    readCount(tokens, at) ??
    readPhrase(keyAt, tokenAt(tokens, at)) ??
    readPlaceItem(tokens, at)
  );
}

/** Phrases that dates would otherwise begin in. */
function readSpecific(keyAt: (ahead: number) => string, tokens: readonly Token[], at: number): ReadItem | null {
  if (keyAt(0) === "first" || keyAt(0) === "same" || keyAt(0) === "1st") {
    const phrase = phraseAt(keyAt);
    if (phrase !== null && !MONTHS.has(keyAt(phrase.length))) return { value: phrase.said, length: phrase.length };
  }
  if (
    keyAt(0) === "may" &&
    tokenAt(tokens, at + 1).kind === "word" &&
    keyAt(1) === "i" &&
    !tokenAt(tokens, at - 1).raw.match(/^\d|^(?:in|of|late|early|mid)$/u)
  )
    return { value: { type: "filler" }, length: 1 };
  return null;
}

function readDateItem(tokens: readonly Token[], at: number): ReadItem | null {
  const read = readDates(tokens, at);
  if (read === null) return null;
  return {
    value: "range" in read.value ? { type: "range", ...read.value } : { type: "date", ...read.value },
    length: read.length,
  };
}

function readPhrase(keyAt: (ahead: number) => string, token: Token): ReadItem | null {
  const wish = wellWishAt(keyAt);
  if (wish > 0) return { value: { type: "filler" }, length: wish };
  const phrase = phraseAt(keyAt);
  if (phrase !== null) return { value: phrase.said, length: phrase.length };
  const code = wordyAirline(keyAt, token.capital);
  return code === null ? null : { value: { type: "airline", code }, length: 1 };
}

function readPlaceItem(tokens: readonly Token[], at: number): ReadItem | null {
  const previous = tokenAt(tokens, at - 1);
  const read = readPlace(tokens, at, previous.key);
  return read === null ? null : { value: { type: "place", place: read.place }, length: read.length };
}

/** "9am", "after 5 pm", "by 14:30", "between 9am and 11am". */
function readClock(tokens: readonly Token[], at: number): ReadItem | null {
  const lead = ["at", "after", "before", "by", "around", "about", "from", "until", "between", "latest"].includes(
    tokenAt(tokens, at).key,
  )
    ? 1
    : 0;
  const word = lead === 1 ? tokenAt(tokens, at).key : "";
  const token = tokenAt(tokens, at + lead);
  const before = tokenAt(tokens, at - 1).key;
  if (token.key === "am" && lead === 0 && (WEEKDAYS.has(before) || TOMORROW.has(before)))
    return { value: { type: "clock", isDeadline: false, part: "morning" }, length: 1 };
  if (token.kind !== "clock") return null;
  const hour = hourOf(token.raw);
  const isDeadline = word === "by" || word === "before" || word === "until";
  const second =
    ["and", "to"].includes(tokenAt(tokens, at + lead + 1).key) && tokenAt(tokens, at + lead + 2).kind === "clock"
      ? 2
      : 0;
  const late = word === "after" && hour >= 16;
  const part = isDeadline
    ? word === "before" && hour <= 12
      ? "morning"
      : null
    : hour < 12 && word !== "after"
      ? "morning"
      : hour >= 17 || late
        ? "evening"
        : word === "after"
          ? null
          : "afternoon";
  return { value: { type: "clock", isDeadline: word === "by", part }, length: lead + 1 + second };
}

function hourOf(raw: string): number {
  const hour = Number.parseInt(raw, 10);
  if (/p/iu.test(raw)) return hour === 12 ? 12 : hour + 12;
  return /a/iu.test(raw) && hour === 12 ? 0 : hour;
}

/** "two nights", "10 passengers", "for three days", "$400", "for a week". */
function readCount(tokens: readonly Token[], at: number): ReadItem | null {
  const token = tokenAt(tokens, at);
  if (token.kind === "money") return { value: { type: "filler" }, length: 1 };
  const lead = token.key === "for" || token.key === "stay" || token.key === "staying" ? 1 : 0;
  const lead2 = lead === 1 && tokenAt(tokens, at + 1).key === "for" ? 2 : lead;
  const number = tokenAt(tokens, at + lead2);
  const count = smallNumber(number);
  const unit = tokenAt(tokens, at + lead2 + 1).key;
  if (count === null) return null;
  if (PEOPLE.test(unit)) {
    const before = tokenAt(tokens, at - 1);
    const isPart = number.dash || smallNumber(before) !== null || PARTS.test(before.key);
    const isOdd = count === 1 && /^(?:people|persons|.*[^s]s)$/u.test(unit);
    return { value: { type: "travellers", count: isPart || isOdd ? null : count }, length: lead2 + 2 };
  }
  if (number.kind === "number" && MONEY.test(unit)) return { value: { type: "filler" }, length: lead2 + 2 };
  if (/^nights?$/u.test(unit)) return { value: { type: "nights", nights: count }, length: lead2 + 2 };
  const isSpent = tokenAt(tokens, at + 2).key === "in" && tokenAt(tokens, at + 3).capital && token.key !== "in";
  const stays = (lead2 > 0 || isSpent) && (unit === "week" || unit === "weeks");
  if (stays) return { value: { type: "nights", nights: count * 7 }, length: lead2 + 2 };
  if (lead2 > 0 && /^(?:days?|months?)$/u.test(unit))
    return { value: { type: "nights", nights: null }, length: lead2 + 2 };
  if (
    token.key === "for" &&
    lead2 === 1 &&
    number.key !== "a" &&
    number.key !== "an" &&
    number.key !== "one" &&
    !counts(tokens, at + 1) &&
    !(number.kind === "number" && MONTHS.has(unit))
  )
    return /^(?:of|way|stop|more|hours?)$/u.test(unit) ? null : { value: { type: "travellers", count }, length: 2 };
  return null;
}
