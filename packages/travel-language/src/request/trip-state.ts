import type { Cabin, QuestionSlot } from "@agentic-pm/contracts/travel";
import { type Candidate, areasNamed, citiesOf, labelOf, liesIn } from "../places/gazetteer.ts";
import type { PlaceReading } from "../places/read-place.ts";
import { foldName } from "../words/fold.ts";
import type { Answer, DateMention, Daytime, Doubt, TurnReading } from "./turn-reading.ts";

/** What is known of a trip so far. A slot holds what was said last; doubts hold what has to be asked about it. */
export interface TripState {
  /** The airport from which a trip begins when nothing else is said. */
  readonly home: string;
  origin: Candidate | null;
  destination: Candidate | null;
  outbound: DateMention | null;
  back: DateMention | null;
  nights: number | null;
  oneWay: boolean;
  dayTrip: boolean;
  cabin: Cabin | null;
  airline: string | null;
  nonstop: boolean;
  part: Daytime | null;
  doubts: Map<QuestionSlot, Doubt>;
}

export function emptyState(home: string): TripState {
  return {
    home,
    origin: null,
    destination: null,
    outbound: null,
    back: null,
    nights: null,
    oneWay: false,
    dayTrip: false,
    cabin: null,
    airline: null,
    nonstop: false,
    part: null,
    doubts: new Map(),
  };
}

/** Puts a message into the state. `pending` are the questions that it answers; none for the first message. */
export function applyTurn(state: TripState, turn: TurnReading, pending: readonly Doubt[]): void {
  const isPending = (slot: QuestionSlot): boolean => pending.some((doubt) => doubt.slot === slot);
  if (answerByChoice(state, turn, pending)) return;
  if (isRestated(turn)) state.doubts.delete("trip");
  const places = withoutAreas(state, turn, pending);
  applyPlaces(state, places, isPending);
  applyDates(state, turn, { isPending, isAnswer: pending.length > 0 });
  applyWishes(state, turn);
  applyTravellers(state, turn, isPending("travellers"));
  for (const doubt of turn.doubts) if (!state.doubts.has(doubt.slot)) state.doubts.set(doubt.slot, doubt);
}

/** The whole trip said again. */
function isRestated(turn: TurnReading): boolean {
  return turn.destinations.length + turn.bare.length > 0 && turn.outs.length + turn.bareDates.length > 0;
}

function answerByChoice(state: TripState, turn: TurnReading, pending: readonly Doubt[]): boolean {
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

function settle(state: TripState, slot: QuestionSlot, answer: Answer): void {
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

function applyPlaces(state: TripState, turn: TurnReading, isPending: (slot: QuestionSlot) => boolean): void {
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
  const isUnasked = state.destination !== null && !isPending("destination") && !isRestated(turn);
  const changed = destinations.find((place) => !place.candidates.some(({ city }) => city === state.destination?.city));
  if (isUnasked && changed !== undefined) {
    state.doubts.set("trip", { slot: "trip", code: "CONTRADICTION", heard: changed.heard, answers: [] });
    destinations.length = 0;
  }
  setPlace(state, "origin", origins);
  setPlace(state, "destination", destinations);
  for (const place of turn.backTo) {
    const cities = place.candidates.map(({ city }) => city);
    const known = cities.some((city) => city === state.origin?.city || city.airports.includes(state.home));
    if (!known) state.doubts.set("trip", { slot: "trip", code: "CONTRADICTION", heard: place.heard, answers: [] });
  }
  for (const place of turn.awayFrom) {
    const { destination } = state;
    if (destination === null || !place.candidates.some(({ city }) => city === destination.city))
      state.doubts.set("trip", { slot: "trip", code: "CONTRADICTION", heard: place.heard, answers: [] });
  }
  applyUnknown(state, turn);
}

function setPlace(state: TripState, slot: "origin" | "destination", places: readonly PlaceReading[]): void {
  const [first, ...others] = places;
  if (first === undefined) return;
  const different = others.find(
    (other) =>
      other.candidates[0]?.city !== first.candidates[0]?.city ||
      other.candidates.length !== first.candidates.length ||
      differentAirports(other.candidates, first.candidates),
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

interface Asked {
  readonly isPending: (slot: QuestionSlot) => boolean;
  readonly isAnswer: boolean;
}

function applyDates(state: TripState, turn: TurnReading, { isPending, isAnswer }: Asked): void {
  const outs = [...turn.outs];
  const returns = [...turn.returns];
  const bare = [...turn.bareDates];
  if (isAnswer && bare.length > 0 && outs.length === 0 && returns.length === 0) {
    if (isPending("outbound")) outs.push(...bare.splice(0, 1));
    else if (isPending("return")) returns.push(...bare.splice(0, 1));
    else if (state.outbound !== null || state.back !== null) {
      state.doubts.set("trip", { slot: "trip", code: "CONTRADICTION", heard: bare[0]?.heard ?? null, answers: [] });
      return;
    }
  }
  if (outs.length === 0) outs.push(...bare.splice(0, 1));
  const stray = bare[0];
  setDate(state, "outbound", outs);
  setDate(state, "return", returns);
  applyLength(state, turn);
  const slot = turn.oneWay ? "outbound" : "return";
  if (stray !== undefined) state.doubts.set(slot, { slot, code: "AMBIGUOUS_DATE", heard: stray.heard, answers: [] });
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

function applyWishes(state: TripState, turn: TurnReading): void {
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

function applyTravellers(state: TripState, turn: TurnReading, isPending: boolean): void {
  const counts = turn.travellers.concat(isPending && turn.choice !== null ? [turn.choice] : []);
  if (counts.length > 0 && counts.every((count) => count === 1)) state.doubts.delete("travellers");
  const other = counts.find((count) => count !== 1);
  if (other !== undefined)
    state.doubts.set("travellers", {
      slot: "travellers",
      code: "TRAVELLER_COUNT",
      heard: other === null ? null : String(other),
      answers: [],
    });
}
