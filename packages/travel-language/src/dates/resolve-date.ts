import type { QuestionCode } from "@agentic-pm/contracts/travel";
import { addDays, daysBetween, isoDate, type IsoDate, mondayOf, nextWeekday, weekdayOf, yearOf } from "./calendar.ts";
import type { DateExpression } from "./expression.ts";

/** How far ahead airlines sell, in days. */
export const FURTHEST_DAYS = 330;

export type ResolvedDate =
  | { readonly ok: true; readonly date: IsoDate }
  | { readonly ok: false; readonly code: QuestionCode; readonly candidates: readonly IsoDate[] };

const found = (date: IsoDate): ResolvedDate => ({ ok: true, date });
const unsure = (code: QuestionCode, ...candidates: IsoDate[]): ResolvedDate => ({ ok: false, code, candidates });

/**
 * The day that is meant, seen from `today`; for a return also from the day of departure. Where two readings are in use
 * ("next Friday" on a Wednesday) none is chosen.
 */
export function resolveDate(
  expression: DateExpression,
  today: IsoDate,
  departure: IsoDate | null = null,
): ResolvedDate {
  switch (expression.kind) {
    case "from_today":
      return found(addDays(today, expression.days));
    case "after_departure":
      return departure === null ? unsure("UNREADABLE_DATE") : found(addDays(departure, expression.days));
    case "weekday":
      return departure === null ? weekday(expression, today) : weekdayOfReturn(expression, today, departure);
    case "weeks_from_weekday":
      if (weekdayOf(today) === expression.weekday) return unsure("AMBIGUOUS_DATE");
      return found(addDays(nextWeekday(today, expression.weekday), expression.weeks * 7));
    case "calendar":
      return onWeekday(calendarDay(expression, today, departure), expression.weekday, today);
    case "day_of_month":
      if (departure !== null && FAR_DAYS < daysTo(dayOfMonth(expression.day, departure), departure))
        return unsure("AMBIGUOUS_DATE");
      return onWeekday(
        departure === null ? dayOfMonthAhead(expression.day, today) : dayOfMonth(expression.day, departure),
        expression.weekday,
        today,
      );
    case "nth_weekday":
      return nthWeekday(expression, today);
    case "two_readings":
      return twoReadings(expression, today, departure);
    case "one_of":
      return oneOf(expression.days, today, departure);
    case "unclear":
      return unsure("UNREADABLE_DATE");
  }
}

/** A return "on the 8th" of the month after is not meant without saying so. */
export const FAR_DAYS = 20;

function daysTo(resolved: ResolvedDate, departure: IsoDate): number {
  return resolved.ok ? daysBetween(departure, resolved.date) : 0;
}

type Weekday = Extract<DateExpression, { kind: "weekday" }>;

function weekday({ weekday: day, which }: Weekday, today: IsoDate): ResolvedDate {
  const nearest = nextWeekday(today, day);
  const monday = mondayOf(today);
  const inWeek = (start: IsoDate) => addDays(start, (day + 6) % 7);
  if (which === "this_week") return inWeek(monday) >= today ? found(inWeek(monday)) : unsure("PAST_DATE", nearest);
  if (which === "next_week") {
    const next = inWeek(addDays(monday, 7));
    return weekdayOf(today) === 0 ? unsure("AMBIGUOUS_DATE", next, addDays(next, 7)) : found(next);
  }
  if (which === "next") {
    const afterNow = daysBetween(today, nearest);
    if (mondayOf(nearest) !== monday && weekdayOf(today) !== 0) return found(nearest);
    return afterNow === 1 && weekdayOf(today) !== 0
      ? found(addDays(nearest, 7))
      : unsure("AMBIGUOUS_DATE", nearest, addDays(nearest, 7));
  }
  if (which === "following" || which === "that") return unsure("AMBIGUOUS_DATE", nearest, addDays(nearest, 7));
  return weekdayOf(today) === day ? unsure("AMBIGUOUS_DATE", today, nearest) : found(nearest);
}

function weekdayOfReturn({ weekday: day, which }: Weekday, today: IsoDate, departure: IsoDate): ResolvedDate {
  const nearest = nextWeekday(departure, day);
  const later = addDays(nearest, 7);
  if (which === "bare" && weekdayOf(departure) === day) return unsure("AMBIGUOUS_DATE", departure, nearest);
  if (which === "bare" || which === "that") return found(nearest);
  if (which === "following")
    return mondayOf(nearest) === mondayOf(departure) ? unsure("AMBIGUOUS_DATE", nearest, later) : found(nearest);
  const start = addDays(mondayOf(today), which === "this_week" ? 0 : 7);
  const inWeek = addDays(start, (day + 6) % 7);
  if (inWeek === nearest && weekdayOf(today) !== 0) return found(nearest);
  return unsure("AMBIGUOUS_DATE", nearest, later);
}

type Calendar = Extract<DateExpression, { kind: "calendar" }>;

/** A day of this year that passed so lately is more likely a slip than a day of the next year. */
const LATELY_DAYS = 180;

function calendarDay({ day, month, year }: Calendar, today: IsoDate, departure: IsoDate | null): ResolvedDate {
  if (year !== null) return dated(isoDate(year, month, day));
  const thisYear = isoDate(yearOf(today), month, day);
  if (thisYear !== null && thisYear >= today) return found(thisYear);
  const afterDeparture = departure === null ? null : isoDate(yearOf(departure), month, day);
  if (departure !== null && afterDeparture !== null && afterDeparture >= departure) return found(afterDeparture);
  const next = isoDate(yearOf(today) + 1, month, day);
  if (next === null) return unsure("UNREADABLE_DATE");
  const isLate = thisYear !== null && daysBetween(thisYear, today) <= LATELY_DAYS;
  const isFar = daysBetween(today, next) > FURTHEST_DAYS && thisYear !== null;
  return isLate || isFar ? unsure("PAST_DATE", next) : found(next);
}

function dated(date: IsoDate | null): ResolvedDate {
  return date === null ? unsure("UNREADABLE_DATE") : found(date);
}

/** "The 13th" on the 16th is more likely a slip than the day of the next month. */
const JUST_PASSED_DAYS = 7;

function dayOfMonthAhead(day: number, today: IsoDate): ResolvedDate {
  const next = dayOfMonth(day, today);
  const passed = Number(today.slice(8)) - day;
  return next.ok && passed > 0 && passed <= JUST_PASSED_DAYS ? unsure("AMBIGUOUS_DATE", next.date) : next;
}

function dayOfMonth(day: number, after: IsoDate): ResolvedDate {
  const year = yearOf(after);
  const month = Number(after.slice(5, 7));
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const date = isoDate(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, day);
    if (date === after) return unsure("AMBIGUOUS_DATE", date);
    if (date !== null && date > after) return found(date);
  }
  return unsure("UNREADABLE_DATE");
}

function onWeekday(resolved: ResolvedDate, wanted: number | null, today: IsoDate): ResolvedDate {
  if (!resolved.ok || wanted === null || weekdayOf(resolved.date) === wanted) return resolved;
  return unsure("CONTRADICTION", resolved.date, nextWeekday(today, wanted));
}

function nthWeekday(expression: Extract<DateExpression, { kind: "nth_weekday" }>, today: IsoDate): ResolvedDate {
  const { nth, weekday: day, month, year } = expression;
  const inYear = (wanted: number): IsoDate | null => {
    const first = isoDate(wanted, month, 1);
    if (first === null) return null;
    const start = nextWeekday(addDays(first, -1), day);
    if (nth > 0) return addDays(start, (nth - 1) * 7);
    const fifth = addDays(start, 28);
    return fifth.slice(0, 7) === first.slice(0, 7) ? fifth : addDays(start, 21);
  };
  if (year !== null) return dated(inYear(year));
  const thisYear = inYear(yearOf(today));
  if (thisYear !== null && thisYear >= today) return found(thisYear);
  const next = inYear(yearOf(today) + 1);
  const isLate = thisYear !== null && daysBetween(thisYear, today) <= LATELY_DAYS;
  return isLate && next !== null ? unsure("PAST_DATE", next) : dated(next);
}

function twoReadings(
  { first, second }: Extract<DateExpression, { kind: "two_readings" }>,
  today: IsoDate,
  departure: IsoDate | null,
): ResolvedDate {
  const dates = [first, second].flatMap((reading) => {
    const resolved = resolveDate(reading, today, departure);
    return resolved.ok ? [resolved.date] : [];
  });
  return unsure("AMBIGUOUS_DATE", ...dates);
}

function oneOf(days: readonly DateExpression[], today: IsoDate, departure: IsoDate | null): ResolvedDate {
  const resolved = days.map((day) => resolveDate(day, today, departure));
  const dates = new Set(resolved.flatMap((day) => (day.ok ? [day.date] : day.candidates)));
  const [only] = dates;
  const isOne = only !== undefined && dates.size === 1 && resolved.every(({ ok }) => ok);
  return isOne ? found(only) : unsure("AMBIGUOUS_DATE", ...dates);
}
