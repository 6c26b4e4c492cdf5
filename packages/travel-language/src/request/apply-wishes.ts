import type { TripState } from "./trip-state.ts";
import type { TurnReading } from "./turn-reading.ts";

/** Cabin, airline, time of day. */
export function applyWishes(state: TripState, turn: TurnReading): void {
  const cabins = [...new Set(turn.cabins)];
  if (cabins.length > 0) {
    state.doubts.delete("cabin");
    state.cabin = cabins[0] ?? null;
  }
  if (cabins.length > 1)
    state.doubts.set("cabin", {
      slot: "cabin",
      code: "CONTRADICTION",
      heard: null,
      answers: cabins.map((cabin) => ({ type: "cabin", cabin })),
    });
  if (turn.nonstop) state.nonstop = true;
  const airlines = [...new Set(turn.airlines)];
  if (airlines.length === 1) state.airline = airlines[0] ?? null;
  if (airlines.length > 1)
    state.doubts.set("trip", { slot: "trip", code: "CONTRADICTION", heard: airlines.join(" "), answers: [] });
  const parts = [...new Set(turn.parts)];
  if (parts.length === 1) state.part = parts[0] ?? null;
  if (parts.length > 1)
    state.doubts.set("trip", { slot: "trip", code: "CONTRADICTION", heard: parts.join(" "), answers: [] });
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
