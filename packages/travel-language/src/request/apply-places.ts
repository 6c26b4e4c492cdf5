import type { QuestionSlot } from "@agentic-pm/contracts/travel";
import { type Candidate, citiesOf, coded, labelOf } from "../places/gazetteer.ts";
import type { PlaceReading } from "../places/read-place.ts";
import { foldName } from "../words/fold.ts";
import type { TripState } from "./trip-state.ts";
import { type Answer, isRestated, type TurnReading } from "./turn-reading.ts";

/** Where from and where to, as the message has it. */
export function applyPlaces(state: TripState, turn: TurnReading, isPending: (slot: QuestionSlot) => boolean): void {
  const bare = [...turn.bare];
  const origins = [...turn.origins];
  const destinations = [...turn.destinations];
  if (isPending("origin") && !isPending("destination") && destinations.length === 0 && origins.length === 0)
    origins.push(...bare.splice(0, 1));
  destinations.push(...bare);
  for (const place of turn.loose)
    if (!place.candidates.some(({ city }) => city.airports.includes(state.home))) {
      origins.splice(origins.indexOf(place), 1);
      destinations.push(place);
    }
  const answersReturn = isPending("return") && !isPending("outbound") && turn.outs.length === 0;
  const isUnasked = state.destination !== null && !isPending("destination") && (answersReturn || !isRestated(turn));
  const moved = answersReturn
    ? origins.find((place) => !place.candidates.some((one) => isSame(one, state.origin ?? coded(state.home))))
    : undefined;
  if (moved !== undefined && state.destination !== null) {
    contradict(state, moved);
    origins.length = 0;
  }
  const changed = destinations.find((place) => !place.candidates.some(({ city }) => city === state.destination?.city));
  if (isUnasked && changed !== undefined) {
    const candidates = [state.destination, ...changed.candidates].filter((one) => one !== null);
    const answers = candidates.map((candidate): Answer => ({ type: "place", candidate }));
    state.doubts.set("destination", { slot: "destination", code: "CONTRADICTION", heard: changed.heard, answers });
    destinations.length = 0;
  }
  setPlace(state, "origin", origins);
  setPlace(state, "destination", destinations);
  for (const place of turn.backTo)
    if (!place.candidates.some((one) => isSame(one, state.origin ?? coded(state.home)))) contradict(state, place);
  for (const place of turn.awayFrom)
    if (!place.candidates.some((one) => isSame(one, state.destination))) contradict(state, place);
  applyUnknown(state, turn);
}

/** The same city, and no other airport of it. */
function isSame(one: Candidate, other: Candidate | null | undefined): boolean {
  return one.city === other?.city && one.airports.some((code) => other.airports.includes(code));
}

function contradict(state: TripState, { heard }: PlaceReading): void {
  state.doubts.set("trip", { slot: "trip", code: "CONTRADICTION", heard, answers: [] });
}

function setPlace(state: TripState, slot: "origin" | "destination", places: readonly PlaceReading[]): void {
  const [first, ...others] = places;
  if (first === undefined) return;
  const different = others.find(
    (other) =>
      other.candidates[0]?.city !== first.candidates[0]?.city ||
      other.candidates.length !== first.candidates.length ||
      places.some(({ candidates }) => differentAirports(other.candidates, candidates)),
  );
  const answers = (places.length > 1 ? places : [first])
    .flatMap(({ candidates }) => candidates.toSorted(bySize))
    .map((candidate): Answer => ({ type: "place", candidate }));
  state.doubts.delete(slot);
  state[slot] = null;
  if (different !== undefined) state.doubts.set(slot, { slot, code: "CONTRADICTION", heard: different.heard, answers });
  else if (first.contradicted) state.doubts.set(slot, { slot, code: "UNKNOWN_CITY", heard: first.heard, answers });
  else if (first.candidates.length === 0) {
    const cities = first.areas.flatMap(citiesOf).slice(0, 4);
    state.doubts.set(slot, {
      slot,
      code: "UNKNOWN_CITY",
      heard: first.heard,
      answers: cities.map((candidate) => ({ type: "place", candidate })),
    });
  } else if (first.candidates.length > 1)
    state.doubts.set(slot, { slot, code: "AMBIGUOUS_CITY", heard: first.heard, answers });
  else if (first.isNamesake && others.length === 0)
    state.doubts.set(slot, { slot, code: "CONFIRM_READING", heard: first.heard, answers });
  else
    state[slot] = others.reduce(
      (best, { candidates: [one] }) => (one !== undefined && one.airports.length < best.airports.length ? one : best),
      first.candidates[0] as Candidate,
    );
}

/** In the order in which they are offered. */
function bySize(left: Candidate, right: Candidate): number {
  return (
    Number(right.city.large) - Number(left.city.large) || (foldName(labelOf(left)) < foldName(labelOf(right)) ? -1 : 1)
  );
}

/** Of one city, and each naming one airport. */
function differentAirports([one]: readonly Candidate[], [other]: readonly Candidate[]): boolean {
  return one?.airports.length === 1 && other?.airports.length === 1 && one.airports[0] !== other.airports[0];
}

function applyUnknown(state: TripState, turn: TurnReading): void {
  for (const { heard, role, similar, isCertain, isName } of turn.unknown) {
    const slot = role ?? "destination";
    const isOpen = state[slot] === null && !state.doubts.has(slot) && !(slot === "origin" && !isCertain);
    if (!isOpen && isName && !isCertain)
      state.doubts.set("travellers", { slot: "travellers", code: "TRAVELLER_COUNT", heard, answers: [] });
    if (!isOpen && !isCertain) continue;
    if (!isOpen && role === null && state[slot] !== null && similar.length === 0) continue;
    const answers = similar.map((candidate): Answer => ({ type: "place", candidate }));
    state[slot] = null;
    state.doubts.set(slot, { slot, code: "UNKNOWN_CITY", heard, answers });
  }
}
