import type { Token } from "../words/tokens.ts";
import { MONTHS, NUMBERS, ORDINALS, WEEKDAYS } from "../words/vocabulary.ts";
import type { DateExpression } from "./expression.ts";
import { numericDate } from "./numeric-date.ts";
import { readRelative } from "./relative-date.ts";

/** What was read from a token on, and how many tokens it took. */
export interface Read<Value> {
  readonly value: Value;
  readonly length: number;
}

/** A number before one of these counts something. */
const COUNTED =
  /^(?:nights?|days?|weeks?|months?|hours?|people|persons?|passengers?|pax|tickets?|seats?|travell?ers?|adults?|bags?|suitcases?|stops?|colleagues?|am|pm|oclock)$/u;
/** Behind "mon" and "sat" they say that a day is meant; before them, that it is not. */
const BEHIND_WEEKDAY = /^(?:am|pm|morning|afternoon|evening|night|,|back|returning|return|rtn)$/u;
const BEFORE_NOUN = /^(?:|the|a|i|we|he|she|they|it|in|my|to|and|,|\.)$/u;
const BLANK: Token = { kind: "mark", raw: "", key: "", capital: false, upper: false, dash: false, slash: false };

/** The token at a place; an empty one past the end. */
export function tokenAt(tokens: readonly Token[], at: number): Token {
  return tokens[at] ?? BLANK;
}

/** Past the words before a day. */
export function skipped(tokens: readonly Token[], at: number): number {
  let start = at;
  while (["on", "the", "from"].includes(tokenAt(tokens, start).key) && start - at < 3) start += 1;
  return start;
}

/** One day; the weekday may stand behind it in parentheses. */
export function readDay(tokens: readonly Token[], at: number): Read<{ readonly date: DateExpression }> | null {
  const day = readPlainDay(tokens, at);
  if (day === null) return null;
  const checked = withWeekday(tokens, at + day.length, day.value.date);
  return { value: { date: checked.value }, length: day.length + checked.length };
}

/** "January 11 (Mon)": the day with the weekday that it is said to be. */
export function withWeekday(tokens: readonly Token[], at: number, date: DateExpression): Read<DateExpression> {
  const weekday = WEEKDAYS.get(tokenAt(tokens, at + 1).key);
  const isSaid = tokenAt(tokens, at).raw === "(" && tokenAt(tokens, at + 2).raw === ")" && weekday !== undefined;
  if (!isSaid || (date.kind !== "calendar" && date.kind !== "day_of_month") || date.weekday !== null)
    return { value: date, length: 0 };
  return { value: { ...date, weekday }, length: 3 };
}

function readPlainDay(tokens: readonly Token[], at: number): Read<{ readonly date: DateExpression }> | null {
  return (
    readRelative(tokens, at) ??
    readWeekday(tokens, at) ??
    readNthWeekday(tokens, at) ??
    readDayMonth(tokens, at) ??
    readMonthDay(tokens, at) ??
    readDigits(tokens, at) ??
    readOrdinal(tokens, at)
  );
}

function readDigits(tokens: readonly Token[], at: number): Read<{ date: DateExpression }> | null {
  const token = tokenAt(tokens, at);
  if (token.kind !== "iso_date" && token.kind !== "numeric_date") return null;
  return { value: { date: numericDate(token) }, length: 1 };
}

function readWeekday(tokens: readonly Token[], at: number): Read<{ date: DateExpression }> | null {
  const adjective = tokenAt(tokens, at).key;
  const which = ({ next: "next", this: "bare", coming: "bare", that: "that", following: "following" } as const)[
    adjective as "next"
  ];
  const start = which === undefined ? at : at + 1;
  const coming = tokenAt(tokens, start).key === "coming" ? 1 : 0;
  const token = tokenAt(tokens, start + coming);
  const weekday = WEEKDAYS.get(token.key);
  if (weekday === undefined || isOther(tokens, start + coming)) return null;
  const length = start + coming + 1 - at;
  const comma = tokenAt(tokens, at + length).key === "," ? 1 : 0;
  const after = skipped(tokens, at + length + comma);
  const exact =
    readDayMonth(tokens, after) ??
    readMonthDay(tokens, after) ??
    readDigits(tokens, after) ??
    readOrdinal(tokens, after);
  if (exact !== null && (comma === 0 || exact.value.date.kind !== "day_of_month")) {
    const { date } = exact.value;
    const checked = date.kind === "calendar" || date.kind === "day_of_month" ? { ...date, weekday } : date;
    return { value: { date: checked }, length: after + exact.length - at };
  }
  const week = weekAfter(tokens, at + length);
  if (week !== null)
    return { value: { date: { kind: "weekday", weekday, which: week.value } }, length: length + week.length };
  return { value: { date: { kind: "weekday", weekday, which: which ?? "bare" } }, length };
}

/** "sat" and "sun" are days only where something says so. */
function isOther(tokens: readonly Token[], at: number): boolean {
  const token = tokenAt(tokens, at);
  const next = tokenAt(tokens, at + 1);
  if (next.kind === "number" || next.kind === "ordinal" || MONTHS.has(next.key)) return false;
  if (next.dash && WEEKDAYS.has(next.key)) return false;
  const before = tokenAt(tokens, at - 1).key;
  if (BEHIND_WEEKDAY.test(next.key) && !BEFORE_NOUN.test(before)) return false;
  return (token.key === "sat" || token.key === "sun" || token.key === "mon" || token.key === "wed") &&
    !token.capital &&
    !token.dash
    ? !/^(?:on|next|this|back|to|until|,|return|leave|from)?$/u.test(tokenAt(tokens, at - 1).key) &&
        !MONTHS.has(tokenAt(tokens, at - 1).key)
    : false;
}

/** "next week", "of next week", "this week" behind a weekday. */
function weekAfter(tokens: readonly Token[], at: number): Read<"next_week" | "this_week"> | null {
  const start = tokenAt(tokens, at).key === "of" ? at + 1 : at;
  const key = tokenAt(tokens, start).key;
  if ((key !== "next" && key !== "this") || tokenAt(tokens, start + 1).key !== "week") return null;
  return { value: key === "next" ? "next_week" : "this_week", length: start + 2 - at };
}

/** "first Monday in May", "the last Friday of January 2027". */
function readNthWeekday(tokens: readonly Token[], at: number): Read<{ date: DateExpression }> | null {
  const token = tokenAt(tokens, at);
  const nth =
    token.key === "last"
      ? -1
      : (ORDINALS.get(token.key) ?? (token.kind === "ordinal" ? Number.parseInt(token.raw, 10) : 0));
  const weekday = WEEKDAYS.get(tokenAt(tokens, at + 1).key);
  if (nth === 0 || nth > 5 || weekday === undefined) return null;
  if (!["in", "of"].includes(tokenAt(tokens, at + 2).key)) return null;
  const month = MONTHS.get(tokenAt(tokens, at + 3).key);
  if (month === undefined) return null;
  const year = yearAt(tokens, at + 4);
  const date = { kind: "nth_weekday", nth, weekday, month, year: year?.value ?? null } as const;
  return { value: { date }, length: 4 + (year?.length ?? 0) };
}

/** "3 June", "3rd of June 2027", "third of June". */
export function readDayMonth(tokens: readonly Token[], at: number): Read<{ date: DateExpression }> | null {
  const day = dayNumber(tokenAt(tokens, at)) ?? dottedDay(tokenAt(tokens, at));
  if (day === null) return null;
  const dotted = tokenAt(tokens, at + 1).raw === "." ? 1 : 0;
  const of = tokenAt(tokens, at + 1 + dotted).key === "of" ? 1 : 0;
  const month = MONTHS.get(tokenAt(tokens, at + 1 + dotted + of).key);
  if (month === undefined) return null;
  const length = 2 + dotted + of;
  const year = yearAt(tokens, at + length);
  const date = { kind: "calendar", day, month, year: year?.value ?? null, weekday: null } as const;
  return { value: { date }, length: length + (year?.length ?? 0) };
}

/** "June 3", "June 3rd, 2027", "June the third". */
function readMonthDay(tokens: readonly Token[], at: number): Read<{ date: DateExpression }> | null {
  const month = MONTHS.get(tokenAt(tokens, at).key);
  if (month === undefined) return null;
  const the = tokenAt(tokens, at + 1).key === "the" ? 1 : 0;
  const day = dayNumber(tokenAt(tokens, at + 1 + the));
  if (day === null || day > 31 || counts(tokens, at + 1 + the)) return null;
  const length = 2 + the;
  const year = yearAt(tokens, at + length);
  const date = { kind: "calendar", day, month, year: year?.value ?? null, weekday: null } as const;
  return { value: { date }, length: length + (year?.length ?? 0) };
}

/** "the 25th": only an ordinal in digits is a day by itself. */
function readOrdinal(tokens: readonly Token[], at: number): Read<{ date: DateExpression }> | null {
  const token = tokenAt(tokens, at);
  const spelt = isOnThe(tokens, at) ? ORDINALS.get(token.key) : undefined;
  if (spelt !== undefined) return { value: { date: { kind: "day_of_month", day: spelt, weekday: null } }, length: 1 };
  if (token.kind !== "ordinal") return null;
  const day = Number.parseInt(token.raw, 10);
  const next = tokenAt(tokens, at + 1);
  if (day < 1 || day > 31 || (next.kind === "word" && next.capital && !WEEKDAYS.has(next.key))) return null;
  return { value: { date: { kind: "day_of_month", day, weekday: null } }, length: 1 };
}

/** "On the third.": not "the third one", nor "on the third floor". */
function isOnThe(tokens: readonly Token[], at: number): boolean {
  const next = tokenAt(tokens, at + 1);
  const isEnd = next.raw === "" || next.kind === "mark";
  return isEnd && tokenAt(tokens, at - 1).key === "the" && tokenAt(tokens, at - 2).key === "on";
}

export function yearAt(tokens: readonly Token[], at: number): Read<number> | null {
  const comma = tokenAt(tokens, at).key === "," ? 1 : 0;
  const token = tokenAt(tokens, at + comma);
  return token.kind === "number" && /^20\d\d$/u.test(token.raw)
    ? { value: Number(token.raw), length: 1 + comma }
    : null;
}

export function dayNumber(token: Token): number | null {
  if (token.kind === "number" || token.kind === "ordinal") {
    const day = Number.parseInt(token.raw, 10);
    return day >= 1 && day <= 31 ? day : null;
  }
  return ORDINALS.get(token.key) ?? null;
}

/** German "3." is cut as a number and a dot, or arrives as an ordinal; a numeric date is none. */
function dottedDay(token: Token): number | null {
  return token.kind === "number" ? dayNumber(token) : null;
}

/** Whether the number at this place counts people, nights or the like. */
export function counts(tokens: readonly Token[], at: number): boolean {
  const unit = tokenAt(tokens, at + 1).key;
  return COUNTED.test(unit) && !(unit === "day" && /^(?:trip|return)$/u.test(tokenAt(tokens, at + 2).key));
}

/** A small number in digits or letters; "a" and "an" are one. */
export function smallNumber(token: Token): number | null {
  if (token.kind === "number" && token.raw.length <= 3) return Number(token.raw);
  return token.key === "a" || token.key === "an" ? 1 : (NUMBERS.get(token.key) ?? null);
}
