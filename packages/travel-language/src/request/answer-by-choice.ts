import type { QuestionSlot } from "@agentic-pm/contracts/travel";
import { NO_WISHES, type TripState } from "./trip-state.ts";
import type { Answer, DateMention, Doubt, TurnReading } from "./turn-reading.ts";

const LONGEST_MONTH = 4;

/** "2" or "yes", where one question offers candidates. Gives whether the message was such an answer. */
export function answerByChoice(state: TripState, turn: TurnReading, pending: readonly Doubt[]): boolean {
  if (answerByMonth(state, turn, pending)) return true;
  if (turn.doubts.length > 0) return false;
  if (turn.yes && pending.length === 1 && pending[0]?.code === "TRAVELLER_COUNT" && isBareYes(turn)) {
    state.doubts.delete("travellers");
    return true;
  }
  const offering = pending.filter(({ answers }) => answers.length > 0);
  const [only] = offering;
  if (only === undefined || offering.length > 1) return false;
  if (saysMore(turn)) return false;
  const isNumberOfPeople = pending.some(({ code }) => code === "TRAVELLER_COUNT");
  const index =
    turn.choice !== null && !isNumberOfPeople ? turn.choice - 1 : turn.yes && only.answers.length === 1 ? 0 : -1;
  const answer = only.answers[index];
  if (answer === undefined) return false;
  settle(state, only.slot, answer);
  return !saysWish(turn);
}

/** "March", or "no, March", where the days that are offered lie in different months. */
function answerByMonth(state: TripState, turn: TurnReading, pending: readonly Doubt[]): boolean {
  const [month, ...others] = turn.months;
  const offering = pending.filter(({ answers }) => answers.some(({ type }) => type === "date"));
  const [only] = offering;
  if (month === undefined || others.length > 0 || only === undefined || offering.length > 1) return false;
  if (turn.words > LONGEST_MONTH || saysMore(turn) || turn.doubts.length > 1 || turn.unknown.length > 0) return false;
  const fitting = only.answers.filter((answer) => answer.type === "date" && Number(answer.date.slice(5, 7)) === month);
  const [answer] = fitting;
  if (answer === undefined || fitting.length > 1) return false;
  settle(state, only.slot, answer);
  return !saysWish(turn);
}

/** Whether a message says anything of a trip. */
export function saysAnything(turn: TurnReading): boolean {
  return saysMore(turn) || saysWish(turn);
}

function saysWish(t: TurnReading): boolean {
  return (
    t.oneWay ||
    t.dayTrip ||
    t.roundTrip ||
    t.nonstop ||
    [t.nights, t.cabins, t.airlines, t.parts, t.travellers].some((said) => said.length > 0)
  );
}

function saysMore(turn: TurnReading): boolean {
  return [turn.outs, turn.returns, turn.bareDates, turn.bare, turn.destinations, turn.origins].some(
    (said) => said.length > 0,
  );
}

/** "Yes", and nothing about people. */
function isBareYes({ travellers, unknown }: TurnReading): boolean {
  return unknown.length === 0 && travellers.every((count) => count === 1);
}

/** Takes a candidate as what was meant. */
export function settle(state: TripState, slot: QuestionSlot, answer: Answer): void {
  state.doubts.delete(slot);
  if (answer.type === "cabin") state.cabin = answer.cabin;
  else if (answer.type === "trip") Object.assign(state, answer.wishes, { earlier: NO_WISHES });
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
