import { MOTION_WORDS, PERSON_WORDS, PURPOSE_WORDS } from "../words/sensitive.ts";
import type { Token } from "../words/tokens.ts";
import { EVENT_WORDS, MEETING_WORDS, RETURN_WORDS, TURNING_WORDS } from "../words/vocabulary.ts";
import type { Passage } from "./passage.ts";
import { LEAVING } from "./reading-words.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** What a journey is made for: "to meet …", "to present …". */
const VERBS = words(
  "meet see visit attend present discuss run lead host speak support train review close sign pitch work interview inspect audit install join talk negotiate moderate onboard",
);
const VERBS_ALONE = words(
  "meet meeting visit visiting attend attending presenting speaking discuss discussing because regarding re about concerning purpose reason",
);
const INSIDE = words(
  "a an the my our their his her your its of and with on this that new annual quarterly monthly regional global internal customer client big important people",
);
const LONGEST = 9;
const FURTHEST = 3;

export function isPurposeWord(key: string): boolean {
  return PURPOSE_WORDS.has(key) || EVENT_WORDS.has(key) || MEETING_WORDS.has(key);
}

/** A name, as it is written: with a capital letter where others are small, or an acronym. */
function isName({ kind, raw, upper, capital }: Token): boolean {
  return kind === "word" && (upper || (capital && /\p{Ll}/u.test(raw)));
}

/**
 * The places of the words that only say what the trip is for ("for the Acme offsite", "to meet Initech"). Such a phrase ends
 * with its clause, and before every day, place, wish, and word of direction: nothing of the itinerary can hide in it.
 */
export function purposePhrases(passage: Passage): ReadonlySet<number> {
  const inside = new Set<number>();
  for (let at = 0; at < passage.items.length; at += 1) {
    if (opens(passage, at)) addForward(passage, at, inside);
    if (isPurposeWord(passage.key(at))) addBackward(passage, at, inside);
  }
  return inside;
}

function opens(passage: Passage, at: number): boolean {
  const key = passage.key(at);
  if (key === "for") return passage.type(at + 1) === "word";
  if (key === "to") return VERBS.has(passage.key(at + 1));
  return VERBS_ALONE.has(key) || EVENT_WORDS.has(key);
}

function addForward(passage: Passage, from: number, inside: Set<number>): void {
  for (let at = from; at < from + LONGEST && !passage.isMark(at); at += 1) {
    const item = passage.items[at];
    if (item?.type !== "word" || (at > from && endsPhrase(passage, at))) return;
    const { key } = item.token;
    const isPart = at === from || INSIDE.has(key) || isPurposeWord(key) || PERSON_WORDS.has(key) || VERBS.has(key);
    if (isPart || isName(item.token) || isBeforePurpose(passage, at)) inside.add(at);
    else return;
  }
}

/** Directions, negations, and "with" that is not of a meeting. */
function endsPhrase(passage: Passage, at: number): boolean {
  const key = passage.key(at);
  if (key === "with")
    return ![1, 2].some((back) => isPurposeWord(passage.key(at - back)) || VERBS.has(passage.key(at - back)));
  const isDirection = RETURN_WORDS.has(key) || LEAVING.has(key) || key === "from" || key === "then";
  return isDirection || TURNING_WORDS.has(key) || (PERSON_WORDS.has(key) && MOTION_WORDS.has(passage.key(at + 1)));
}

/** "Acme offsite", "the Orion plant visit": up to three words before what they name; none where it is a place to go to. */
function addBackward(passage: Passage, purpose: number, inside: Set<number>): void {
  inside.add(purpose);
  const named: number[] = [];
  for (let at = purpose - 1; at >= purpose - FURTHEST - 1 && !passage.isMark(at); at -= 1) {
    const item = passage.items[at];
    if (POINTING.has(passage.key(at)) || passage.key(at) === "to") return;
    if (item?.type !== "word" || endsPhrase(passage, at)) break;
    const isPart = isPurposeWord(passage.key(at)) || INSIDE.has(passage.key(at)) || isName(item.token);
    if (at < purpose - FURTHEST || (!isPart && at < purpose - 1)) break;
    named.push(at);
  }
  for (const at of named) inside.add(at);
}

/** Behind these stands somebody or some place, whatever follows. */
const POINTING = words("with w book send get fly bring plus in at near via from into");

function isBeforePurpose(passage: Passage, at: number): boolean {
  return (
    [1, 2].some((ahead) => isPurposeWord(passage.key(at + ahead)) && passage.type(at + ahead) === "word") &&
    !passage.isMark(at + 1)
  );
}
