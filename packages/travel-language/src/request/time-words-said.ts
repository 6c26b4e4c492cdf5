import { isMistyped } from "../words/similar.ts";
import type { Token } from "../words/tokens.ts";
import { COMMON_WORDS, MONTHS, TIME_SPELLINGS, TIME_WORDS } from "../words/vocabulary.ts";
import { takeDaytime } from "./days-said.ts";
import { PREPOSITIONS_OF_TIME } from "./reading-words.ts";
import type { TurnState } from "./turn-state.ts";

/** They speak of a year, whatever day is named later. */
const YEARS = /^(?:years?|yrs?|thousand|twenty|fy|fye|fiscal|cy)$/u;

/** A word of time that nothing explained, or a mistyped one. */
export function takeTimeWord(turn: TurnState, token: Token, at: number): boolean {
  const { key } = token;
  const next = turn.items[at + 1]?.type;
  if (YEARS.test(key)) turn.reading.spans.push("other_year");
  const isPreposition = PREPOSITIONS_OF_TIME.has(key);
  const isTime = TIME_WORDS.has(key) && !(isPreposition && next !== "date" && next !== "range");
  const isMonth =
    (key === "march" || key === "may" || key === "mar") &&
    (token.capital || ["in", "of", "late", "early", "mid", "next"].includes(turn.key(at - 1)));
  const isSlip = !COMMON_WORDS.has(key) && key.length >= 5 && TIME_SPELLINGS.some((word) => isMistyped(key, word));
  if (key === "early" || key === "late" || key === "earlier" || key === "later") return takeTimeOfDay(turn, token, at);
  if (!isTime && !isMonth && !isSlip) return isPreposition;
  if (isPreposition) return true;
  const month = MONTHS.get(key);
  if (month !== undefined) {
    turn.reading.spans.push(month);
    turn.reading.months.push(month);
  }
  const slot = slotOf(turn, at);
  turn.doubt(slot, token.raw);
  turn.lastRole = slot === "return" ? "return" : "out";
  turn.dateRole = null;
  return true;
}

/** "Thursday week", "the 30th of this month": it is said of the day before it. */
function slotOf(turn: TurnState, at: number): "outbound" | "return" {
  const isJoint = (place: number): boolean => ["of", "this", "the", "after"].includes(turn.key(place));
  let before = at - 1;
  while (before > at - 3 && isJoint(before)) before -= 1;
  if (turn.items[before]?.type !== "date" || turn.dateRole === "return") return turn.dateSlot();
  return turn.lastRole === "return" ? "return" : "outbound";
}

/** "Early Tuesday"; of a way back, or behind its day, it is only a wish that no flight is chosen by. */
function takeTimeOfDay(turn: TurnState, { key, raw }: Token, at: number): boolean {
  const isBack = turn.dateRole === "return" || (turn.dateRole === null && turn.lastRole === "return");
  if (turn.items[at + 1]?.type === "date") takeDaytime(turn, key.startsWith("early") ? "morning" : "evening");
  else if (!isBack) turn.doubt("outbound", raw);
  return true;
}
