import type { Token } from "../words/tokens.ts";
import type { DateExpression } from "./expression.ts";
import { counts, dayNumber, type Read, readDay, readDayMonth, tokenAt } from "./read-day.ts";

type OneOf = Extract<DateExpression, { kind: "one_of" }>;

const MOST_DAYS = 5;

/** "… or Tuesday", "…, Tuesday or Wednesday", "…/Tue" behind a day: all the days, the first included. */
export function alternatives(tokens: readonly Token[], at: number, first: DateExpression): Read<OneOf> | null {
  const days = [first];
  let end = at;
  while (days.length < MOST_DAYS) {
    const lead = separator(tokens, end, first);
    const next = lead === null ? null : dayBehind(tokens, end + lead.length, first);
    if (lead === null || next === null) return null;
    days.push(next.value);
    end += lead.length + next.length;
    if (lead.isLast) return { value: { kind: "one_of", days }, length: end - at };
  }
  return null;
}

/** "1 or 2 December", "1st/2nd December", "the 1st or the 2nd of December": the first day has no month of its own. */
export function eitherOfMonth(tokens: readonly Token[], at: number): Read<{ readonly date: DateExpression }> | null {
  const day = dayNumber(tokenAt(tokens, at));
  const isSlashed = tokenAt(tokens, at + 1).slash;
  if (day === null || !(isSlashed || tokenAt(tokens, at + 1).key === "or")) return null;
  const start = isSlashed ? at + 1 : skippedArticle(tokens, at + 2);
  const second = readDayMonth(tokens, start);
  if (second === null || second.value.date.kind !== "calendar") return null;
  const { date } = second.value;
  const days = [{ ...date, day, weekday: null }, date];
  return { value: { date: { kind: "one_of", days } }, length: start - at + second.length };
}

/** A comma joins only where an "or" follows; a slash may mean it behind a day without its year; "2027-12-01/03" is a range. */
function separator(
  tokens: readonly Token[],
  at: number,
  first: DateExpression,
): { readonly length: number; readonly isLast: boolean } | null {
  const token = tokenAt(tokens, at);
  if (token.slash && isWithoutYear(first)) return { length: 0, isLast: true };
  const comma = token.key === "," ? 1 : 0;
  if (tokenAt(tokens, at + comma).key === "or") return { length: comma + 1, isLast: true };
  return comma === 1 ? { length: 1, isLast: false } : null;
}

function isWithoutYear(day: DateExpression): boolean {
  return day.kind === "weekday" || day.kind === "day_of_month" || (day.kind === "calendar" && day.year === null);
}

function dayBehind(tokens: readonly Token[], at: number, first: DateExpression): Read<DateExpression> | null {
  const start = skippedArticle(tokens, at);
  const whole = readDay(tokens, start);
  if (whole !== null) return { value: inMonthOf(first, whole.value.date), length: start - at + whole.length };
  const day = dayNumber(tokenAt(tokens, start));
  if (day === null || first.kind !== "calendar" || counts(tokens, start)) return null;
  return { value: { ...first, day, weekday: null }, length: start - at + 1 };
}

/** "Dec 1st or 2nd": the second day is of the first one's month. */
function inMonthOf(first: DateExpression, day: DateExpression): DateExpression {
  return first.kind === "calendar" && day.kind === "day_of_month" ? { ...first, ...day, kind: "calendar" } : day;
}

function skippedArticle(tokens: readonly Token[], at: number): number {
  let start = at;
  while (["on", "the"].includes(tokenAt(tokens, start).key) && start - at < 2) start += 1;
  return start;
}
