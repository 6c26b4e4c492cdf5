import { RETURN_WORDS, TRAVEL_WORDS } from "../words/vocabulary.ts";
import { isForSomebody } from "./company-said.ts";
import { LEAVING, TO, UNTIL } from "./reading-words.ts";
import type { TurnState } from "./turn-state.ts";

/** Before a place they speak of a stop, before a day of the way back. */
const THROUGH = new Set(["through", "thru", "over"]);

/** Words that say which way: "from", "to", "back", "leaving". */
export function takeDirection(turn: TurnState, key: string, at: number): boolean {
  const isFrom = key === "from" || (key === "of" && turn.key(at - 1) === "out");
  if (isFrom && (turn.placeRole === "back" || turn.dateRole === "return" || turn.isBehindReturn))
    turn.placeRole = "away";
  else if (isFrom || key === "ex" || key === "origin") turn.placeRole = "origin";
  else if (key === "via" || (THROUGH.has(key) && turn.items[at + 1]?.type === "place")) turn.placeRole = "stop";
  else if (RETURN_WORDS.has(key) || (key === "home" && turn.key(at - 1) !== "from")) {
    turn.isOpenPart = false;
    takeReturn(turn, key, at);
  } else if (LEAVING.has(key)) takeLeaving(turn, key);
  else if (TO.has(key)) {
    if (turn.placeRole !== "back" || key !== "to") turn.placeRole = "destination";
    if (key === "in" && turn.key(at - 1) === "be") turn.isDoubtfulIfSingle = true;
    if (key === "for" && isForSomebody(turn, at)) turn.doubt("travellers", `for ${turn.items[at + 1]?.heard ?? ""}`);
  } else if (UNTIL.has(key)) turn.dateRole = "return";
  else if (TRAVEL_WORDS.has(key)) turn.isDoubtful = false;
  else return false;
  return true;
}

function takeLeaving(turn: TurnState, key: string): void {
  turn.isDoubtful = false;
  turn.isDoubtfulIfSingle = false;
  if (key !== "out" && key !== "go" && key !== "going")
    turn.placeRole = key.startsWith("fly") || key.startsWith("start") || key === "outbound" ? turn.placeRole : "origin";
  turn.dateRole = "out";
}

function takeReturn(turn: TurnState, key: string, at: number): void {
  const into = turn.reading;
  turn.isDoubtful = false;
  const before = turn.items[at - 1];
  const seen = into.outs.length + into.bareDates.length;
  const next = turn.items[at + 1];
  if (
    before?.type === "date" &&
    seen > 1 &&
    into.bareDates.length > 0 &&
    next?.type !== "date" &&
    turn.key(at + 1) !== "on"
  ) {
    const last = into.bareDates.pop();
    if (last !== undefined) into.returns.push(last);
    turn.lastRole = "return";
    return;
  }
  const noun = /^(?:flights?|tickets?|fares?)$/u.test(turn.key(at + 1));
  if (key === "return" && noun && seen === 0) {
    into.roundTrip = true;
    return;
  }
  turn.dateRole = "return";
  turn.placeRole = "back";
}
