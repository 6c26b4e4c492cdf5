import { isMotion } from "./motion.ts";
import { doubtOf, type Passage } from "./passage.ts";
import { isPurposeWord, purposePhrases } from "./purpose.ts";
import type { Doubt } from "./turn-reading.ts";

const WISHES = new Set(["clock", "daytime", "airline"]);
const VISITS = new Set(["visit", "visiting"]);
const ABOUT_NOUN = new Set(["the", "a", "an", "our", "my", "their", "his", "her", "this", "that", "new"]);
/** What lies in a phrase of purpose, or is named for one, is the meeting's: its day, its hour, its town. */
export function doubtsOfPurpose(passage: Passage): Doubt[] {
  const inside = purposePhrases(passage);
  return passage.items.flatMap((_, at) => ofPurpose(passage, at, inside) ?? ofEvent(passage, at) ?? []);
}

function ofPurpose(passage: Passage, at: number, inside: ReadonlySet<number>): Doubt | null {
  const item = passage.items[at];
  if (item === undefined) return null;
  const isNamed = isBeforeEvent(passage, at);
  if (WISHES.has(item.type) && (isNamed || isOfMeeting(passage, at)))
    return doubtOf(item.type === "airline" ? "trip" : passage.daySlot(at), item.heard);
  if (passage.isDay(at) && isNamed) return doubtOf(passage.daySlot(at), item.heard);
  if (item.type !== "place" || !inside.has(at - 1)) return null;
  const before = passage.key(at - 1);
  if (!ABOUT_NOUN.has(before) && !isPurposeWord(before)) return null;
  const answers = item.place.candidates.map((candidate) => ({ type: "place", candidate }) as const);
  return { slot: "destination", code: "CONFIRM_READING", heard: item.heard, answers };
}

/** "The meeting is at 3pm", "dinner in the evening": a meeting, and no flight since, in the same clause. */
function isOfMeeting(passage: Passage, at: number): boolean {
  for (let before = at - 1; before >= 0 && !passage.isMark(before); before -= 1) {
    if (isMotion(passage, before)) return false;
    if (isPurposeWord(passage.key(before)) && !VISITS.has(passage.key(before))) return true;
  }
  return false;
}

/** "Tuesday meeting", "9am Orion kickoff". */
function isBeforeEvent(passage: Passage, at: number): boolean {
  if (isPurposeWord(passage.key(at + 1))) return true;
  const next = passage.items[at + 1];
  return next?.type === "word" && next.token.capital && isPurposeWord(passage.key(at + 2));
}

/** A meeting is spoken of before any journey: the days that follow are its own. */
function ofEvent(passage: Passage, at: number): Doubt | null {
  if (!passage.isDay(at) || passage.isAnswer) return null;
  const before = passage.items.slice(0, at);
  const event = before.findIndex((_, place) => isPurposeWord(passage.key(place)));
  const isJourney = (place: number): boolean => isMotion(passage, place) || VISITS.has(passage.key(place));
  const journey = before.findIndex((item, place) => item.type === "place" || isJourney(place));
  const isMoved = before.some((_, place) => place > event && isJourney(place));
  if (event < 0 || (journey >= 0 && journey <= event) || isMoved) return null;
  return doubtOf(passage.daySlot(at), passage.heard(at));
}
