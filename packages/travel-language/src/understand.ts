import { MAX_TURNS, type Question, type QuestionSlot } from "@agentic-pm/contracts/travel";
import { addDays, daysBetween, mondayOf } from "./dates/calendar.ts";
import { FAR_DAYS, FURTHEST_DAYS, type ResolvedDate } from "./dates/resolve-date.ts";
import { labelOf } from "./places/gazetteer.ts";
import type { RequestContext, Understanding } from "./request-context.ts";
import { readTurn } from "./request/read-turn.ts";
import { applyTurn } from "./request/apply-turn.ts";
import { wishesHeard } from "./request/trip-anew.ts";
import { type Days, daysOf, originOf, tripOf, withTrip } from "./request/trip-of-state.ts";
import { emptyState, type TripState } from "./request/trip-state.ts";
import type { Answer, DateMention, Doubt } from "./request/turn-reading.ts";

const LONGEST_SUMMARY = 280;
const LONGEST_TURN = 2000;
const DAYS_OF_WEEK = 7;
const LONGEST_HEARD = 60;
const MOST_QUESTIONS = 6;
const MOST_CANDIDATES = 8;
const ORDER: readonly QuestionSlot[] = ["travellers", "trip", "origin", "destination", "outbound", "return", "cabin"];

/**
 * Reads an employee's own words, oldest message first, as a trip; or says what has to be asked. Only what every word of
 * time, place, number and negation agrees with is understood, nothing is guessed. Deterministic, linear, never throws.
 */
export function understand(words: readonly string[], context: RequestContext): Understanding {
  const state = emptyState(context.homeAirport);
  let doubts: readonly Doubt[] = [];
  for (const [index, text] of words.slice(0, MAX_TURNS).entries()) {
    applyTurn(state, readTurn(text.slice(0, LONGEST_TURN), index > 0), index === 0 ? null : doubts);
    doubts = doubtsOf(state, context.requestedOn);
  }
  const days = daysOf(state, context.requestedOn);
  const trip = doubts.length === 0 && words.length > 0 ? tripOf(state, days) : null;
  if (trip === null)
    return { outcome: "asked", questions: questionsOf(doubts.length > 0 ? doubts : [missing("trip")]) };
  return { outcome: "understood", ...trip, summary: summaryOf(words) };
}

function summaryOf(words: readonly string[]): string {
  return words.join(" ").replaceAll(/\s+/gu, " ").trim().slice(0, LONGEST_SUMMARY).toWellFormed();
}

function missing(slot: QuestionSlot): Doubt {
  return { slot, code: "MISSING", heard: null, answers: [] };
}

/** Everything that has to be asked before this is a trip, by slot. */
function doubtsOf(state: TripState, today: string): Doubt[] {
  const doubts = new Map(state.doubts);
  const add = (doubt: Doubt | null): void => {
    if (doubt !== null && !doubts.has(doubt.slot)) doubts.set(doubt.slot, doubt);
  };
  if (originOf(state) === null) add(missing("origin"));
  if (state.destination === null) add(missing("destination"));
  add(sameCity(state));
  const days = daysOf(state, today);
  add(outboundDoubt(state, days.outbound, today));
  if (!state.oneWay && !state.dayTrip) add(returnDoubt(state, days, today));
  const earlier = wishesHeard(state.earlier);
  if (doubts.size === 0 && earlier !== null)
    add({ slot: "trip", code: "CONTRADICTION", heard: earlier.slice(0, LONGEST_HEARD), answers: [] });
  const open = ORDER.flatMap((slot) => doubts.get(slot) ?? []);
  return open.length === 1 ? open.map((doubt) => withTrip(doubt, state, today)) : open;
}

function sameCity(state: TripState): Doubt | null {
  const origin = originOf(state);
  const { destination, earlier } = state;
  if (origin === null || destination === null || origin.city !== destination.city) return null;
  if (earlier.origin !== null) return null;
  return { slot: "destination", code: "SAME_CITY", heard: destination.city.name, answers: [] };
}

function outboundDoubt({ outbound: mention, spans }: TripState, day: ResolvedDate | null, today: string): Doubt | null {
  if (mention === null || day === null) return missing("outbound");
  const { heard } = mention;
  if (!day.ok) return { slot: "outbound", code: day.code, heard, answers: dates(day.candidates) };
  if (day.date < today) return { slot: "outbound", code: "PAST_DATE", heard, answers: [] };
  if (daysBetween(today, day.date) > FURTHEST_DAYS)
    return { slot: "outbound", code: "TOO_FAR_AHEAD", heard, answers: [] };
  if (!hasYear(mention) && (spans.has("other_year") || (spans.has("next_week") && !isNextWeek(day.date, today))))
    return { slot: "outbound", code: "AMBIGUOUS_DATE", heard, answers: dates([day.date]) };
  if (mention.isDoubtful)
    return { slot: "outbound", code: "AMBIGUOUS_DATE", heard, answers: dates(around(day.date, today)) };
  return null;
}

function hasYear({ date }: DateMention): boolean {
  return (date.kind === "calendar" || date.kind === "nth_weekday") && date.year !== null;
}

function isNextWeek(date: string, today: string): boolean {
  return mondayOf(date) === addDays(mondayOf(today), DAYS_OF_WEEK);
}

/** The day itself, and the evening before. */
function around(date: string, today: string): string[] {
  const before = addDays(date, -1);
  return before >= today ? [date, before] : [date];
}

function returnDoubt(state: TripState, { outbound, back }: Days, today: string): Doubt | null {
  const { back: mention, nights } = state;
  const heard = mention?.heard ?? null;
  if (mention === null && nights === null) return missing("return");
  if (outbound?.ok !== true || back === null) return null;
  if (!back.ok) return { slot: "return", code: back.code, heard, answers: dates(back.candidates) };
  if (back.date < outbound.date) return { slot: "return", code: "RETURN_BEFORE_DEPARTURE", heard, answers: [] };
  if (daysBetween(today, back.date) > FURTHEST_DAYS)
    return { slot: "return", code: "TOO_FAR_AHEAD", heard, answers: [] };
  if (mention !== null && nights !== null && daysBetween(outbound.date, back.date) !== nights)
    return {
      slot: "return",
      code: "CONTRADICTION",
      heard,
      answers: dates([back.date, addDays(outbound.date, nights)]),
    };
  if (mention?.isDoubtful === true || isUnlikelyReturn(state, { outbound: outbound.date, back: back.date }, today))
    return { slot: "return", code: "AMBIGUOUS_DATE", heard, answers: dates([back.date]) };
  return null;
}

/** "On the 24th, back on the 26th of December" a month later; "back this Thursday" of another week. */
function isUnlikelyReturn(state: TripState, days: { outbound: string; back: string }, today: string): boolean {
  const { outbound, back } = state;
  if (outbound === null || back === null) return false;
  const isOtherMonth =
    outbound.date.kind === "day_of_month" &&
    back.date.kind === "calendar" &&
    daysBetween(days.outbound, days.back) > FAR_DAYS;
  const isThis = /^this /iu.test(back.heard) && back.date.kind === "weekday";
  return isOtherMonth || (isThis && daysBetween(today, days.back) > DAYS_OF_WEEK);
}

function dates(candidates: readonly string[]): Answer[] {
  return [...new Set(candidates)].map((date) => ({ type: "date", date }));
}

function questionsOf(doubts: readonly Doubt[]): Question[] {
  return doubts.slice(0, MOST_QUESTIONS).map(({ slot, code, heard, answers }) => ({
    slot,
    code,
    candidates: answers.slice(0, MOST_CANDIDATES).map(shown),
    heard: heard === null ? null : repeated(heard),
  }));
}

/** A word of the employee's in plain characters; null where none is left. */
function repeated(heard: string): string | null {
  const plain = heard
    .replaceAll(/[^\p{L}\p{M}\p{N} .,'’$/:&-]/gu, "")
    .slice(0, 60)
    .toWellFormed();
  return plain.trim() === "" ? null : plain;
}

function shown(answer: Answer): string {
  if (answer.type === "date") return answer.date;
  if (answer.type === "trip") return answer.label.slice(0, 120);
  return answer.type === "cabin" ? answer.cabin : labelOf(answer.candidate).slice(0, 120);
}
