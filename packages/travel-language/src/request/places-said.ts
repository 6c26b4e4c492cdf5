import type { PlaceReading } from "../places/read-place.ts";
import { NAMED_FOR_PLACE } from "./reading-words.ts";
import type { PlaceRole, TurnState } from "./turn-state.ts";

/** A place: what it is, by the word before it. */
export function takePlace(turn: TurnState, place: PlaceReading, at: number): void {
  const into = turn.reading;
  const role = roleOfPlace(turn, at);
  turn.placeRole = null;
  if (NAMED_FOR_PLACE.has(turn.key(at + 1)))
    into.doubts.push({
      slot: "destination",
      code: "CONTRADICTION",
      heard: place.heard,
      answers: place.candidates.map((candidate) => ({ type: "place", candidate })),
    });
  else if (role === "stop" || (role === "origin" && turn.key(at - 1) === "for")) turn.doubt("trip", place.heard);
  else if (role === "origin") {
    if (/^(?:and|then|n|plus|&)$/u.test(turn.key(at - 1))) turn.doubt("trip", place.heard);
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
  into.origins.pop();
  if (into.loose.at(-1) === from) into.loose.pop();
  turn.dateRole = "return";
  const next = turn.items[at + 1];
  if (next?.type === "word" && next.token.raw === ",") turn.dateRole = "return";
}

function roleOfPlace(turn: TurnState, at: number): PlaceRole | null {
  const before = turn.items[at - 1];
  const item = turn.items[at];
  if (turn.leadsOn(at) && turn.placeRole !== "stop" && turn.placeRole !== "back" && turn.placeRole !== "away")
    return "origin";
  if (before?.type === "place" && item?.dash === true) return "destination";
  return turn.placeRole;
}

function samePlace(left: PlaceReading, right: PlaceReading): boolean {
  const [one, other] = [left.candidates[0]?.city, right.candidates[0]?.city];
  return one !== undefined && one === other;
}
