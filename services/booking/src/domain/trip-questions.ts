import type { Question, Trip } from "@agentic-pm/contracts/travel";

/** Airlines sell flights about 330 days ahead. */
const MOST_DAYS_AHEAD = 330;
const DAY_MS = 86_400_000;

/** What has to be asked before a trip can be planned. Empty for every trip that can be. */
export function tripQuestions(trip: Trip): Question[] {
  const ask = (slot: Question["slot"], code: Question["code"]): Question => ({
    slot,
    code,
    candidates: [],
    heard: null,
  });
  const questions: Question[] = [];
  if (trip.origin.airports.some((airport) => trip.destination.airports.includes(airport))) {
    questions.push(ask("destination", "SAME_CITY"));
  }
  if (trip.outbound < trip.requestedOn) questions.push(ask("outbound", "PAST_DATE"));
  if (daysAhead(trip.requestedOn, trip.outbound) > MOST_DAYS_AHEAD) questions.push(ask("outbound", "TOO_FAR_AHEAD"));
  if (trip.return !== null && trip.return < trip.outbound) questions.push(ask("return", "RETURN_BEFORE_DEPARTURE"));
  return questions;
}

function daysAhead(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
