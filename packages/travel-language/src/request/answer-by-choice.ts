import type { QuestionSlot } from "@agentic-pm/contracts/travel";
import type { TripState } from "./trip-state.ts";
import type { Answer, DateMention, Doubt, TurnReading } from "./turn-reading.ts";

/** "2" or "yes", where one question offers candidates. Gives whether the message was such an answer. */
export function answerByChoice(state: TripState, turn: TurnReading, pending: readonly Doubt[]): boolean {
  const offering = pending.filter(({ answers }) => answers.length > 0);
  const [only] = offering;
  if (only === undefined || offering.length > 1) return false;
  const says =
    turn.outs.length +
    turn.returns.length +
    turn.bareDates.length +
    turn.bare.length +
    turn.destinations.length +
    turn.origins.length;
  if (says > 0) return false;
  const isNumberOfPeople = pending.some(({ code }) => code === "TRAVELLER_COUNT");
  const index =
    turn.choice !== null && !isNumberOfPeople ? turn.choice - 1 : turn.yes && only.answers.length === 1 ? 0 : -1;
  const answer = only.answers[index];
  if (answer === undefined) return false;
  settle(state, only.slot, answer);
  return true;
}

/** Takes a candidate as what was meant. */
export function settle(state: TripState, slot: QuestionSlot, answer: Answer): void {
  state.doubts.delete(slot);
  if (answer.type === "cabin") state.cabin = answer.cabin;
  else if (answer.type === "place") {
    if (slot === "origin") state.origin = answer.candidate;
    else state.destination = answer.candidate;
  } else {
    const [year = 0, month = 0, day = 0] = answer.date.split("-").map(Number);
    const mention: DateMention = {
      heard: answer.date,
      isDoubtful: false,
      date: { kind: "calendar", day, month, year, weekday: null },
    };
    if (slot === "return") state.back = mention;
    else state.outbound = mention;
  }
}
