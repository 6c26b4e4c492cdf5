import type { QuestionSlot, TripReading } from "@agentic-pm/contracts/travel";
import { daysBetween } from "./dates/calendar.ts";
import type { DateExpression } from "./dates/expression.ts";
import { readDates } from "./dates/read-date.ts";
import { FURTHEST_DAYS, resolveDate } from "./dates/resolve-date.ts";
import { labelOf } from "./places/gazetteer.ts";
import { readPlace } from "./places/read-place.ts";
import type { RequestContext } from "./request-context.ts";
import { readTurn } from "./request/read-turn.ts";
import type { TurnReading } from "./request/turn-reading.ts";
import { tokensOf } from "./words/tokens.ts";

type Spans = Pick<TripReading, "origin" | "destination" | "outbound" | "return">;
type SpanSlot = keyof Spans & QuestionSlot;

/** What quoted spans mean in the product's own data: a city's label, or a date. Null where code cannot tell. */
export function resolveSpans(
  spans: Spans,
  context: Pick<RequestContext, "requestedOn">,
): Record<SpanSlot, string | null> {
  const today = context.requestedOn;
  const outbound = dateOf(spans.outbound, today, null);
  return {
    origin: placeOf(spans.origin),
    destination: placeOf(spans.destination),
    outbound,
    return: dateOf(spans.return, today, outbound),
  };
}

/** What a reader without doubts would quote from the words: the latest place and day said for each slot. */
export function quoteSpans(words: readonly string[]): Spans & Pick<TripReading, "oneWay" | "cabin" | "travellers"> {
  const turns = words.map((text, index) => readTurn(text, index > 0));
  const last = <Value>(pick: (turn: TurnReading) => readonly Value[]): Value | undefined =>
    turns
      .toReversed()
      .map((turn) => pick(turn)[0])
      .find((value) => value !== undefined);
  return {
    origin: last(({ origins }) => origins)?.heard ?? null,
    destination: last(({ destinations, bare }) => [...destinations, ...bare])?.heard ?? null,
    outbound: last(({ outs, bareDates }) => [...outs, ...bareDates])?.heard ?? null,
    return: last(({ returns }) => returns)?.heard ?? null,
    oneWay: turns.some(({ oneWay }) => oneWay),
    cabin: last(({ cabins }) => cabins) ?? null,
    travellers: last(({ travellers }) => travellers) ?? null,
  };
}

function placeOf(span: string | null): string | null {
  if (span === null) return null;
  const tokens = tokensOf(span);
  const read = readPlace(tokens, 0, "to");
  const [only, ...others] = read?.place.candidates ?? [];
  const isWhole = read?.length === tokens.length && !read.place.contradicted;
  return only === undefined || others.length > 0 || !isWhole ? null : labelOf(only);
}

function dateOf(span: string | null, today: string, departure: string | null): string | null {
  if (span === null) return null;
  const tokens = tokensOf(span);
  const read = readDates(tokens, 0);
  if (read === null || read.length !== tokens.length) return null;
  const date = expressionOf(read.value, departure !== null);
  const resolved = resolveDate(date, today, "range" in read.value && departure === null ? null : departure);
  if (!resolved.ok || resolved.date < today || daysBetween(today, resolved.date) > FURTHEST_DAYS) return null;
  return resolved.date;
}

function expressionOf(
  value: { readonly date: DateExpression } | { readonly range: { from: DateExpression; to: DateExpression } },
  isReturn: boolean,
): DateExpression {
  if ("date" in value) return value.date;
  return isReturn ? value.range.to : value.range.from;
}
