import { weekdayOf } from "../dates/calendar.ts";
import type { DateExpression } from "../dates/expression.ts";
import type { DateMention, Doubt, Span } from "./turn-reading.ts";

/**
 * The day of an answer, in the time that was spoken of: after "in April" the 12th is not that of this month. Where more
 * than that was said of the time ("the week of the 5th"), or less can be made of it, the answer names no day.
 */
export function dayAnswered(said: DateMention, asked: Doubt | undefined, spans: ReadonlySet<Span>): DateMention {
  const { date } = said;
  if ((date.kind !== "day_of_month" && !isBareWeekday(date)) || asked === undefined || asked.heard === null)
    return said;
  if (asked.code !== "UNREADABLE_DATE" && asked.code !== "AMBIGUOUS_DATE") return said;
  return { ...said, date: ofCandidates(date, asked) ?? within(date, spans) ?? { kind: "unclear" } };
}

type Relative = Extract<DateExpression, { kind: "day_of_month" | "weekday" }>;

function isBareWeekday(date: DateExpression): date is Extract<DateExpression, { kind: "weekday" }> {
  return date.kind === "weekday" && date.which === "bare";
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
  const [only] = spans;
  if (only === undefined || only === null || spans.size > 1) return null;
  if (only === "next_week") return date.kind === "weekday" ? { ...date, which: "next_week" } : null;
  if (date.kind === "weekday") return null;
  return { kind: "calendar", day: date.day, month: only, year: null, weekday: date.weekday };
}
