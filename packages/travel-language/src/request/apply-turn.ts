import type { QuestionSlot } from "@agentic-pm/contracts/travel";
import { areasNamed, liesIn } from "../places/gazetteer.ts";
import type { PlaceReading } from "../places/read-place.ts";
import { foldName } from "../words/fold.ts";
import { answerByChoice, saysAnything, settle } from "./answer-by-choice.ts";
import { applyDates } from "./apply-dates.ts";
import { applyPlaces } from "./apply-places.ts";
import { applyTravellers, applyWishes } from "./apply-wishes.ts";
import { isChanging, refuse, showAgain } from "./refusal.ts";
import { eitherDay, isAnew, setAside, settleSaidAgain } from "./trip-anew.ts";
import type { TripState } from "./trip-state.ts";
import { type Doubt, isRestated, type TurnReading } from "./turn-reading.ts";

/** Where to and when may be said anew where a whole trip is. */
const SAID_ANEW: readonly Doubt[] = (["destination", "outbound"] as const).map((slot) => ({
  slot,
  code: "MISSING",
  heard: null,
  answers: [],
}));

/** Puts a message into the state. `questions` are the questions that it answers; null for the first message. */
export function applyTurn(state: TripState, turn: TurnReading, questions: readonly Doubt[] | null): void {
  const pending = questions ?? [];
  if (refuse(state, turn, pending) || answerByChoice(state, turn, pending)) return;
  const anew = isAnew(state, turn, pending);
  const open = anew || isChanging(turn, pending) ? [...pending, ...SAID_ANEW] : pending;
  const pendingAt = (slot: QuestionSlot): Doubt | undefined => open.find((doubt) => doubt.slot === slot);
  const isPending = (slot: QuestionSlot): boolean => pendingAt(slot) !== undefined;
  const either = anew ? null : eitherDay(state, turn, pending);
  if (anew || either !== null) setAside(state);
  if (isRestated(turn)) state.doubts.delete("trip");
  else if (saysAnything(turn)) showAgain(state);
  const places = withoutAreas(state, turn, pending);
  applyTravellers(state, turn, isPending("travellers"));
  applyPlaces(state, places, isPending);
  if (either === null) applyDates(state, turn, { pendingAt, isAnswer: questions !== null });
  else state.outbound = either;
  for (const span of turn.spans) state.spans.add(span);
  for (const month of turn.months) state.months.add(month);
  const answersReturn = isPending("return") && !isPending("outbound") && turn.outs.length === 0;
  applyWishes(state, turn, { isCabinPending: isPending("cabin"), answersReturn });
  settleSaidAgain(state, turn);
  const towns = new Set([state.doubts.get("origin")?.heard, state.doubts.get("destination")?.heard]);
  for (const doubt of turn.doubts)
    if (!state.doubts.has(doubt.slot) && !(doubt.slot === "trip" && doubt.heard !== null && towns.has(doubt.heard)))
      state.doubts.set(doubt.slot, doubt);
}

/** "The one in Missouri": an area that picks one of the cities asked about is taken out of the places. */
function withoutAreas(state: TripState, turn: TurnReading, pending: readonly Doubt[]): TurnReading {
  const asked = pending.find(
    ({ slot, answers }) =>
      (slot === "origin" || slot === "destination") && answers.some(({ type }) => type === "place"),
  );
  const said = [...turn.destinations, ...turn.bare];
  if (asked === undefined || said.length === 0) return turn;
  for (const place of said) {
    const areas = [...place.areas, ...areasNamed(foldName(place.heard))];
    const fitting = asked.answers.filter(
      (answer) => answer.type === "place" && areas.some((area) => liesIn(answer.candidate.city, area)),
    );
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) continue;
    settle(state, asked.slot, only);
    const rest = (list: readonly PlaceReading[]): PlaceReading[] => list.filter((one) => one !== place);
    return { ...turn, destinations: rest(turn.destinations), bare: rest(turn.bare) };
  }
  return turn;
}
