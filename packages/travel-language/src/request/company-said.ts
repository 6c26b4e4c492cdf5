import type { Token } from "../words/tokens.ts";
import { COMMON_WORDS, COMPANY_WORDS, EVENT_WORDS, TIME_WORDS } from "../words/vocabulary.ts";
import { isPurposeWord } from "./purpose.ts";
import { ABOUT_OTHERS } from "./reading-words.ts";
import type { TurnState } from "./turn-state.ts";

/** "for Anna", "for my manager": the trip would be somebody else's. */
export function isForSomebody(turn: TurnState, at: number): boolean {
  const mine = ["my", "our", "the", "a"].includes(turn.key(at + 1)) ? 1 : 0;
  const item = turn.items[at + 1 + mine];
  if (item?.type !== "word" || item.token.kind !== "word") return false;
  const { key, capital } = item.token;
  if (
    /^(?:manager|boss|assistant|director|ceo|colleague|wife|husband|team|client|customer|intern|friend|son|daughter|family|everyone|us|him|her|them)$/u.test(
      key,
    )
  )
    return turn.key(at + 2 + mine) !== "meeting";
  if (isPurposeWord(turn.key(at + 2 + mine))) return false;
  return mine === 0 && capital && !COMMON_WORDS.has(key) && !TIME_WORDS.has(key) && !EVENT_WORDS.has(key);
}

/** Words for other people: whether they would travel along. */
export function takeCompany(turn: TurnState, token: Token, at: number): boolean {
  const { key } = token;
  if (key === "with") {
    const next = turn.items[at + 1];
    const stranger = next?.type === "word" && next.token.capital && !COMMON_WORDS.has(next.token.key);
    if (!turn.isMeeting && stranger) turn.doubt("travellers", `with ${next.heard}`);
    return false;
  }
  if (!COMPANY_WORDS.has(key) && !/^we['’]/iu.test(token.raw)) return false;
  const ofOthers =
    key === "our" ||
    key === "other" ||
    (ABOUT_OTHERS.has(key) && (turn.isMeeting || EVENT_WORDS.has(turn.key(at + 1))));
  if (!ofOthers) turn.doubt("travellers", token.raw);
  return true;
}
