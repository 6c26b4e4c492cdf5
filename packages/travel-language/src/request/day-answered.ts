import { weekdayOf } from "../dates/calendar.ts";
import type { DateExpression } from "../dates/expression.ts";
import type { DateMention, Doubt, Span } from "./turn-reading.ts";

/** The days of a month's beginning, middle and end. */
const PARTS: ReadonlyMap<Span, readonly [number, number]> = new Map([
  ["early", [1, 10]],
  ["mid", [10, 20]],
  ["late", [20, 31]],
]);

/**
 * The day of an answer, in the time that was spoken of: after "in April" the 12th is not that of this month. Where more
 * than that was said of the time ("the week of the 5th"), or less can be made of it, the answer names no day. A whole
 * date in another month than the one spoken of is asked about.
 */
export function dayAnswered(said: DateMention, asked: Doubt | undefined, times: TimesSpokenOf): DateMention {
  const { date } = said;
  const { spans } = times;
  const isOpen = asked?.slot === "outbound" && asked.heard === null && spans.size > 0;
  if (date.kind !== "day_of_month" && !isBareWeekday(date))
    return isElsewhere(date, asked, times) ? { ...said, isDoubtful: true } : said;
  if (isOpen) return { ...said, date: { kind: "unclear" } };
  if (asked === undefined || asked.heard === null) return said;
  if (asked.code !== "UNREADABLE_DATE" && asked.code !== "AMBIGUOUS_DATE") return said;
  return { ...said, date: ofCandidates(date, asked) ?? within(date, spans) ?? { kind: "unclear" } };
}

/** What was said of time before, without a day. */
interface TimesSpokenOf {
  readonly spans: ReadonlySet<Span>;
  readonly months: ReadonlySet<number>;
}

type Relative = Extract<DateExpression, { kind: "day_of_month" | "weekday" }>;

function isBareWeekday(date: DateExpression): date is Extract<DateExpression, { kind: "weekday" }> {
  return date.kind === "weekday" && date.which === "bare";
}

/** "12/14" after "in April", or "12 April" after "April is busy", unless that very day was offered. A way back may lie in the month after. */
function isElsewhere(
  date: DateExpression,
  asked: Doubt | undefined,
  { spans, months: spoken }: TimesSpokenOf,
): boolean {
  const isUnclear = spans.has(null) && date.kind === "calendar" && spoken.has(date.month);
  if (isUnclear && asked !== undefined && !isOffered(date, asked)) return true;
  const months = [...spans].filter((span) => typeof span === "number");
  if (months.length === 0 || asked === undefined || (asked.slot === "return" && asked.heard === null)) return false;
  if (date.kind === "calendar" || date.kind === "nth_weekday")
    return !months.includes(date.month) && !(date.kind === "calendar" && isOffered(date, asked));
  return date.kind === "weekday" || date.kind === "from_today" || date.kind === "weeks_from_weekday";
}

function isOffered({ day, month }: Extract<DateExpression, { kind: "calendar" }>, { answers }: Doubt): boolean {
  return answers.some(
    (answer) =>
      answer.type === "date" && Number(answer.date.slice(5, 7)) === month && Number(answer.date.slice(8)) === day,
  );
}

/**
 * "Make it the 19th", or "Tuesday", where the departure was in January: of that month, or the next from today. Asked,
 * unless they are the same.
 */
export function dayMoved(said: DateMention, held: DateMention): DateMention {
  const { date } = said;
  const from = held.date;
  if (date.kind === "day_of_month" && from.kind === "calendar")
    return { ...said, date: { kind: "one_of", days: [{ ...from, day: date.day, weekday: date.weekday }, date] } };
  const isNear = from.kind === "from_today" || isBareWeekday(from) || from.kind === "day_of_month";
  const isOfMonth = date.kind === "day_of_month" && from.kind === "nth_weekday";
  return isOfMonth || (isBareWeekday(date) && !isNear) ? { ...said, date: { kind: "unclear" } } : said;
}

/** The one day among those offered that fits. */
function ofCandidates(date: Relative, { answers }: Doubt): DateExpression | null {
  const offered = answers.flatMap((answer) => (answer.type === "date" ? [answer.date] : []));
  const fitting = offered.filter((day) =>
    date.kind === "weekday" ? weekdayOf(day) === date.weekday : Number(day.slice(8)) === date.day,
  );
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) return null;
  const [year = 0, month = 0, day = 0] = only.split("-").map(Number);
  return { kind: "calendar", day, month, year, weekday: date.kind === "weekday" ? null : date.weekday };
}

/** The day of the one month, or of next week, that was spoken of. */
function within(date: Relative, spans: ReadonlySet<Span>): DateExpression | null {
  const parts = [...spans].flatMap((span) => {
    const days = PARTS.get(span);
    return days === undefined ? [] : [days];
  });
  const [only, ...others] = [...spans].filter((span) => !PARTS.has(span));
  if (only === undefined || only === null || others.length > 0) return null;
  if (only === "next_week") return date.kind === "weekday" ? { ...date, which: "next_week" } : null;
  if (date.kind === "weekday" || typeof only !== "number") return null;
  if (parts.some(([first, last]) => date.day < first || date.day > last)) return null;
  return { kind: "calendar", day: date.day, month: only, year: null, weekday: date.weekday };
}
