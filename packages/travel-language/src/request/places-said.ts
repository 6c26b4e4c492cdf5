import type { PlaceReading } from "../places/read-place.ts";
import { NAMED_FOR_PLACE } from "./reading-words.ts";
import type { PlaceRole, TurnState } from "./turn-state.ts";

/** A place: what it is, by the word before it. */
export function takePlace(turn: TurnState, place: PlaceReading, at: number): void {
  const into = turn.reading;
  const role = roleOfPlace(turn, at);
  turn.placeRole = role === "away" && turn.leadsOn(at) ? "back" : null;
  if (NAMED_FOR_PLACE.has(turn.key(at + 1)))
    into.doubts.push({
      slot: "destination",
      code: "CONTRADICTION",
      heard: place.heard,
      answers: place.candidates.map((candidate) => ({ type: "place", candidate })),
    });
  else if (role === "stop" || (role === "origin" && turn.key(at - 1) === "for")) turn.doubt("trip", place.heard);
  else if (role === "origin") {
    const [to] = into.destinations;
    const isOnward = to === undefined || !samePlace(to, place);
    if (isOnward && /^(?:and|then|n|plus|&)$/u.test(turn.key(at - 1))) turn.doubt("trip", place.heard);
    if (turn.items[at + 1]?.slash === true) into.loose.push(place);
    into.origins.push(place);
  } else if (role === "back") into.backTo.push(place);
  else if (role === "away") into.awayFrom.push(place);
  else if (role === "destination") takeDestination(turn, place, at);
  else takeBarePlace(turn, place, at);
}

/** "New York JFK" is one place, "Boston Chicago" two: from and to. */
function takeBarePlace(turn: TurnState, place: PlaceReading, at: number): void {
  const into = turn.reading;
  const before = turn.items[at - 1]?.type === "place" ? into.bare.pop() : undefined;
  if (before === undefined) into.bare.push(place);
  else if (samePlace(before, place)) into.bare.push(before, place);
  else {
    into.loose.push(before);
    into.origins.push(before);
    into.destinations.push(place);
  }
}

/** "ORD-BOS" behind "BOS-ORD" is the way back. */
function takeDestination(turn: TurnState, place: PlaceReading, at: number): void {
  const into = turn.reading;
  const [from, to] = [into.origins.at(-1), into.destinations[0]];
  const isWayBack =
    to !== undefined &&
    from !== undefined &&
    into.origins.length === 2 &&
    samePlace(from, to) &&
    into.origins[0] !== undefined &&
    samePlace(into.origins[0], place);
  if (!isWayBack) {
    into.destinations.push(place);
    return;
  }
  if (otherAirport(from, to) || otherAirport(into.origins[0], place)) turn.doubt("trip", place.heard);
  into.origins.pop();
  if (into.loose.at(-1) === from) into.loose.pop();
  turn.dateRole = "return";
  const next = turn.items[at + 1];
  if (next?.type === "word" && next.token.raw === ",") turn.dateRole = "return";
}

function roleOfPlace(turn: TurnState, at: number): PlaceRole | null {
  const before = turn.items[at - 1];
  const item = turn.items[at];
  if (turn.placeRole === "back") return turn.leadsOn(at) ? "away" : "back";
  if (isTurningPoint(turn, at)) return "destination";
  if (isTurningPoint(turn, at - 1)) return "back";
  if (turn.leadsOn(at) && turn.placeRole !== "stop" && turn.placeRole !== "away") return "origin";
  if (before?.type === "place" && item?.dash === true) return "destination";
  return turn.placeRole;
}

/** The middle of "BOS-ORD-BOS". */
function isTurningPoint(turn: TurnState, at: number): boolean {
  const [from, middle, to] = [turn.items[at - 1], turn.items[at], turn.items[at + 1]];
  if (from?.type !== "place" || middle?.type !== "place" || to?.type !== "place") return false;
  return middle.dash && to.dash && !from.dash && samePlace(from.place, to.place);
}

function samePlace(left: PlaceReading, right: PlaceReading): boolean {
  const [one, other] = [left.candidates[0]?.city, right.candidates[0]?.city];
  return one !== undefined && one === other;
}

/** "To JFK" and back "from LGA": airports of one city, and none that both mean. */
function otherAirport(one: PlaceReading | undefined, other: PlaceReading): boolean {
  const airports = new Set(one?.candidates.flatMap((candidate) => candidate.airports));
  return !other.candidates.some((candidate) => candidate.airports.some((code) => airports.has(code)));
}
