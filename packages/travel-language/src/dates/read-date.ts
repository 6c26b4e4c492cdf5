import type { Token } from "../words/tokens.ts";
import { alternatives, eitherOfMonth } from "./alternatives.ts";
import type { DateExpression, DateRange } from "./expression.ts";
import {
  counts,
  dayNumber,
  type Read,
  readDay,
  readDayMonth,
  skipped,
  tokenAt,
  withWeekday,
  yearAt,
} from "./read-day.ts";

export type ReadDates = Read<{ readonly date: DateExpression } | { readonly range: DateRange }>;

const JOINING = new Set(["to", "until", "till", "through", "thru"]);

/** A day, or days from and to, written from this token on; null when none begins here. Looks ahead by a bounded number of tokens. */
export function readDates(tokens: readonly Token[], at: number): ReadDates | null {
  const between = tokenAt(tokens, at).key === "between" ? 1 : 0;
  const start = skipped(tokens, at + between);
  const first = eitherOfMonth(tokens, start) ?? sharedMonth(tokens, start, between > 0) ?? readDay(tokens, start);
  if (first === null) return null;
  const end = start + first.length;
  if ("range" in first.value) return { value: first.value, length: end - at };
  const others = between > 0 ? null : alternatives(tokens, end, first.value.date);
  if (others !== null) return { value: { date: others.value }, length: end + others.length - at };
  const second = continuation(tokens, end, first.value.date, between > 0);
  if (second === null) return between > 0 ? null : { value: first.value, length: end - at };
  return { value: { range: together(first.value.date, second.value) }, length: end + second.length - at };
}

/** "1-3 Dec", "11th to the 15th of January", "between 3 and 5 June": the first day has no month of its own. */
function sharedMonth(tokens: readonly Token[], at: number, withAnd: boolean): ReadDates | null {
  const from = dayNumber(tokenAt(tokens, at));
  if (from === null) return null;
  const joined = joint(tokens, at + 1, withAnd);
  if (joined === null) return null;
  const to = readDayMonth(tokens, at + 1 + joined);
  if (to === null) return null;
  const { date } = to.value;
  if (date.kind !== "calendar") return null;
  return {
    value: { range: { from: { ...date, day: from, weekday: null }, to: date } },
    length: 1 + joined + to.length,
  };
}

/** How many tokens join two days; null when nothing does. */
function joint(tokens: readonly Token[], at: number, withAnd: boolean): number | null {
  const token = tokenAt(tokens, at);
  if (token.dash && token.key !== "to") return 0;
  if (!JOINING.has(token.key) && !(withAnd && token.key === "and") && !(withAnd && token.key === "&")) return null;
  return skipped(tokens, at + 1) - at;
}

function continuation(
  tokens: readonly Token[],
  at: number,
  first: DateExpression,
  withAnd: boolean,
): Read<DateExpression> | null {
  const joined = joint(tokens, at, withAnd);
  if (joined === null) return null;
  const whole = readDay(tokens, at + joined);
  if (whole !== null && whole.value.date.kind !== "day_of_month")
    return { value: whole.value.date, length: joined + whole.length };
  const day = dayNumber(tokenAt(tokens, at + joined));
  if (day === null || first.kind === "weekday" || counts(tokens, at + joined))
    return whole === null ? null : { value: whole.value.date, length: joined + whole.length };
  if (first.kind !== "calendar") return { value: { kind: "day_of_month", day, weekday: null }, length: joined + 1 };
  const year = yearAt(tokens, at + joined + 1);
  const length = joined + 1 + (year?.length ?? 0);
  const checked = withWeekday(tokens, at + length, { ...first, day, weekday: null, year: year?.value ?? first.year });
  return { value: checked.value, length: length + checked.length };
}

/** Two days said together lie in the same week or year as far as only one of them says. */
function together(from: DateExpression, to: DateExpression): DateRange {
  if (from.kind === "weekday" && to.kind === "weekday" && from.which === "bare" && to.which.endsWith("_week"))
    return { from: { ...from, which: to.which }, to: { ...to, which: "that" } };
  if (from.kind === "weekday" && to.kind === "weekday" && to.which === "bare")
    return { from, to: { ...to, which: "that" } };
  if (from.kind !== "calendar" || to.kind !== "calendar") return { from, to };
  const turns = to.month < from.month;
  if (from.year === null && to.year !== null) return { from: { ...from, year: to.year - (turns ? 1 : 0) }, to };
  if (from.year !== null && to.year === null) return { from, to: { ...to, year: from.year + (turns ? 1 : 0) } };
  return { from, to };
}
