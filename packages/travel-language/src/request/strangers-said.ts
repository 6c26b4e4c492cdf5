import { similarTo } from "../places/gazetteer.ts";
import { isExplained } from "../words/known-words.ts";
import { TOWN_WORDS } from "../words/sensitive.ts";
import type { Token } from "../words/tokens.ts";
import { ARTICLES } from "../words/vocabulary.ts";
import type { Item } from "./items.ts";
import { isPurposeWord } from "./purpose.ts";
import { BEFORE_NAME } from "./reading-words.ts";
import type { TurnState } from "./turn-state.ts";

/** A word of no known kind where a place should stand, or one that looks like a place mistyped. */
export function takeStranger(turn: TurnState, token: Token, at: number): void {
  const { key, capital } = token;
  if (standsAsPlace(turn, key, at)) return takeUnknownTown(turn, token, at);
  if (takeMistypedPair(turn, at)) return;
  if (isExplained(key) || key.length < 3) return;
  const similar = similarTo(key);
  const before = ARTICLES.has(turn.key(at - 1)) && turn.key(at - 1) !== "in" ? turn.key(at - 2) : turn.key(at - 1);
  const named = before === "to" || before === "from" || before === "in";
  const isOfMeeting = turn.isMeeting && before !== "to" && before !== "from";
  if (similar.length === 0 && !named && (!capital || isOfMeeting)) return;
  if (similar.length > 0 && isOfMeeting && !named) return;
  if (similar.length === 0 && !named && isPurposeWord(turn.key(at + 1))) return;
  const role = before === "from" ? "origin" : named || turn.placeRole === "destination" ? "destination" : null;
  const heard = fullNameAt(turn, at);
  const isOpening = at === 0 || /^[.!?]$/u.test(turn.items[at - 1]?.heard ?? "");
  const isName = capital && !isOpening && similar.length === 0 && !named && !BEFORE_NAME.has(turn.key(at - 1));
  turn.reading.unknown.push({
    isName,
    heard,
    role,
    similar,
    isCertain: similar.length > 0 || (capital && (before === "to" || before === "from")),
  });
}

/** Before "to" and a place, dashed to one, behind "to", "from", or a place and "and": whatever it is, a place is meant. */
function standsAsPlace(turn: TurnState, key: string, at: number): boolean {
  if (isExplained(key) && !TOWN_WORDS.has(key)) return false;
  const before = turn.key(at - 1);
  if (turn.leadsOn(at)) return !/^(?:send|book|get|bring|take|fly)$/u.test(before);
  if (TOWN_WORDS.has(key)) return false;
  if (turn.items[at]?.dash === true && turn.items[at - 1]?.type === "place") return true;
  if ((before === "to" || before === "from") && !turn.isMeeting && !isVerbPhrase(turn.items, at)) return true;
  return /^(?:and|then|&)$/u.test(before) && turn.items[at - 2]?.type === "place";
}

/** "San Fransisco": a name of two words, one of them mistyped. */
function takeMistypedPair(turn: TurnState, at: number): boolean {
  const [before, own, next] = [turn.key(at - 1), turn.key(at), turn.key(at + 1)];
  if (before !== "" && !isExplained(own) && similarTo(`${before} ${own}`).length > 0) return true;
  if (next === "" || isExplained(next)) return false;
  const similar = similarTo(`${own} ${next}`);
  if (similar.length === 0) return false;
  const role = turn.placeRole === "origin" ? "origin" : "destination";
  const heard = `${turn.items[at]?.heard ?? ""} ${turn.items[at + 1]?.heard ?? ""}`;
  turn.reading.unknown.push({ heard, role, similar, isCertain: true, isName: false });
  return true;
}

function takeUnknownTown(turn: TurnState, token: Token, at: number): void {
  const before = turn.key(at - 1);
  const isOrigin = before === "from" || (turn.leadsOn(at) && before !== "to");
  turn.reading.unknown.push({
    heard: fullNameAt(turn, at),
    role: isOrigin ? "origin" : "destination",
    similar: similarTo(token.key),
    isCertain: true,
    isName: false,
  });
}

function fullNameAt(turn: TurnState, at: number): string {
  const heard: string[] = [];
  for (let next = at; next < at + 3; next += 1) {
    const item = turn.items[next];
    if (item?.type !== "word" || item.token.kind !== "word" || (next > at && !item.token.capital)) break;
    heard.push(item.token.raw);
  }
  return heard.join(" ").slice(0, 60);
}

/** "To xanadify the plant": something is done there. */
function isVerbPhrase(items: readonly Item[], at: number): boolean {
  const next = items[at + 1];
  return next?.type === "word" && /^(?:the|a|an|our|my|with|about)$/u.test(next.token.key);
}
