import { wishesHeard } from "./trip-anew.ts";
import type { TripState } from "./trip-state.ts";
import type { TurnReading } from "./turn-reading.ts";

/**
 * Cabin, airline, time of day. Another wish than the one held is asked about, unless the cabin was asked for, or the
 * trip is still shown. `answersReturn`: the message says when back, and nothing of the way out's day.
 */
export function applyWishes(state: TripState, turn: TurnReading, asked: AskedOfWishes): void {
  const held = wishesHeard(state);
  if (turn.indifferent && held !== null) contradict(state, [held]);
  if (turn.nonstop) state.nonstop = true;
  applyCabin(state, turn, asked.isCabinPending);
  applyAirline(state, turn);
  applyPart(state, turn, asked.answersReturn);
}

interface AskedOfWishes {
  readonly isCabinPending: boolean;
  readonly answersReturn: boolean;
}

function applyCabin(state: TripState, turn: TurnReading, isPending: boolean): void {
  if (turn.cabins.length === 0) return;
  const held = isPending || state.doubts.has("trip") ? null : state.cabin;
  const cabins = [...new Set(held === null ? turn.cabins : [held, ...turn.cabins])];
  state.doubts.delete("cabin");
  state.cabin = cabins[0] ?? null;
  if (cabins.length > 1)
    state.doubts.set("cabin", {
      slot: "cabin",
      code: "CONTRADICTION",
      heard: null,
      answers: cabins.map((cabin) => ({ type: "cabin", cabin })),
    });
}

function applyAirline(state: TripState, turn: TurnReading): void {
  const airlines = [...new Set(turn.airlines)];
  const [airline] = airlines;
  if (airline === undefined) return;
  if (airlines.length > 1) return contradict(state, airlines);
  if (state.airline !== null && state.airline !== airline) contradict(state, [state.airline, airline]);
  state.airline = airline;
}

/** The part of the day for the way out; the one of the way back is not kept. */
function applyPart(state: TripState, turn: TurnReading, answersReturn: boolean): void {
  const parts = [...new Set(turn.parts)];
  const [part] = parts;
  if (part === undefined) return;
  if (parts.length > 1) return contradict(state, parts);
  const isOpen = answersReturn && turn.returns.length === 0;
  if (isOpen && turn.bareDates.length > 0) return;
  if ((isOpen && !turn.oneWay) || (state.part !== null && state.part !== part)) contradict(state, [part]);
  state.part = part;
}

/** A trip that is shown already is shown again. */
function contradict(state: TripState, said: readonly string[]): void {
  state.doubts.set("trip", { slot: "trip", code: "CONTRADICTION", heard: said.join(" "), answers: [] });
}

/** How many travel: one, or it is asked. Who it is, is settled by "just me" and by no count. */
export function applyTravellers(state: TripState, turn: TurnReading, isPending: boolean): void {
  const counts = turn.travellers.concat(isPending && turn.choice !== null ? [turn.choice] : []);
  if (turn.me && counts.every((count) => count === 1)) state.doubts.delete("travellers");
  const other = counts.find((count) => count !== 1);
  if (other !== undefined)
    state.doubts.set("travellers", {
      slot: "travellers",
      code: "TRAVELLER_COUNT",
      heard: other === null ? null : String(other),
      answers: [],
    });
}
