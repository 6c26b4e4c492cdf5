import type { QuestionSlot } from "@agentic-pm/contracts/travel";
import type { TripState } from "./trip-state.ts";
import { dayAnswered, dayMoved } from "./day-answered.ts";
import { type DateMention, type Doubt, isRestated, type TurnReading } from "./turn-reading.ts";

interface Asked {
  readonly pendingAt: (slot: QuestionSlot) => Doubt | undefined;
  readonly isAnswer: boolean;
}

/** Both days, or how long. */
export function applyDates(state: TripState, turn: TurnReading, { pendingAt, isAnswer }: Asked): void {
  const outs = [...turn.outs];
  const returns = [...turn.returns];
  const bare = [...turn.bareDates];
  if (isAnswer && bare.length > 0 && outs.length === 0 && returns.length === 0) {
    if (pendingAt("outbound") !== undefined) outs.push(...bare.splice(0, 1));
    else if (pendingAt("return") !== undefined) returns.push(...bare.splice(0, 1));
    else if (state.outbound !== null || state.back !== null) {
      return contradict(state, bare[0]?.heard ?? null);
    }
  }
  if (isAnswer && outs.length === 0 && pendingAt("return") === undefined && isWhole(state)) {
    const later = returns.find(({ date }) => date.kind === "after_departure");
    if (later !== undefined) return contradict(state, later.heard);
  }
  const [out] = outs;
  const isMoved = out !== undefined && state.outbound !== null && !isSameDay(out, state.outbound);
  if (
    isAnswer &&
    isMoved &&
    returns.length === 0 &&
    pendingAt("outbound") === undefined &&
    (pendingAt("destination") !== undefined || !isRestated(turn))
  )
    return contradict(state, out.heard);
  if (outs.length === 0) outs.push(...bare.splice(0, 1));
  const stray = bare[0];
  const answered = (slot: "outbound" | "return", days: readonly DateMention[]): DateMention[] =>
    days.map((day) => dayAnswered(day, pendingAt(slot), state));
  const held = state.outbound;
  setDate(
    state,
    "outbound",
    answered("outbound", outs).map((day) => (held === null ? day : dayMoved(day, held))),
  );
  setDate(state, "return", answered("return", returns));
  applyLength(state, { ...turn, returns });
  const slot = turn.oneWay ? "outbound" : "return";
  if (stray !== undefined) state.doubts.set(slot, { slot, code: "AMBIGUOUS_DATE", heard: stray.heard, answers: [] });
}

function isSameDay({ date: one }: DateMention, { date: other }: DateMention): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isWhole({ outbound, back, nights }: TripState): boolean {
  return outbound !== null && (back !== null || nights !== null);
}

function contradict(state: TripState, heard: string | null): void {
  state.doubts.set("trip", { slot: "trip", code: "CONTRADICTION", heard, answers: [] });
}

function setDate(state: TripState, slot: "outbound" | "return", mentions: readonly DateMention[]): void {
  const [first, second] = mentions;
  if (first === undefined) return;
  state.doubts.delete(slot);
  if (slot === "outbound") state.outbound = first;
  else {
    state.back = first;
    state.nights = null;
    state.oneWay = false;
    state.dayTrip = false;
  }
  if (second !== undefined && JSON.stringify(second.date) !== JSON.stringify(first.date))
    state.doubts.set(slot, { slot, code: "CONTRADICTION", heard: second.heard, answers: [] });
}

/** How long: nights, a day trip, one way. Two lengths, or one way and a way back, contradict each other. */
function applyLength(state: TripState, turn: TurnReading): void {
  const [nights, ...more] = turn.nights;
  const ways = [turn.oneWay, turn.dayTrip, nights !== undefined, turn.returns.length > 0].filter(Boolean).length;
  if (ways > 1 && !(ways === 2 && nights !== undefined && turn.returns.length > 0)) {
    state.doubts.set("return", { slot: "return", code: "CONTRADICTION", heard: null, answers: [] });
    return;
  }
  if (turn.oneWay && turn.roundTrip) {
    state.doubts.set("return", { slot: "return", code: "CONTRADICTION", heard: null, answers: [] });
    return;
  }
  if (turn.oneWay || turn.dayTrip || nights !== undefined) {
    if (turn.returns.length === 0) {
      state.back = null;
      state.doubts.delete("return");
    }
    state.oneWay = turn.oneWay;
    state.dayTrip = turn.dayTrip;
    state.nights = nights ?? null;
  }
  if (nights === null || more.some((other) => other !== nights))
    state.doubts.set("return", { slot: "return", code: "UNREADABLE_DATE", heard: null, answers: [] });
}
