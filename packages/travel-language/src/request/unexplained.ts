import {
  CHANGING_WORDS,
  COUNTED_THINGS,
  FILLER_WORDS,
  FLIGHT_WORDS,
  LODGING_WORDS,
  MORE_WORDS,
  MOTION_WORDS,
  PASSENGER_WORDS,
  PAST_WORDS,
  PERSON_WORDS,
  PURPOSE_OPENERS,
  PURPOSE_WORDS,
  QUANTITY_WORDS,
  SEAT_WORDS,
  VEHICLE_WORDS,
} from "../words/sensitive.ts";
import {
  ARTICLES,
  COMMON_WORDS,
  COMPANY_WORDS,
  EVENT_WORDS,
  MEETING_WORDS,
  MONTHS,
  NUMBERS,
  ORDINALS,
  RETURN_WORDS,
  TIME_WORDS,
  TRAVEL_WORDS,
  TURNING_WORDS,
  WEEKDAYS,
} from "../words/vocabulary.ts";
import { doubtOf, type Passage, type Rule } from "./passage.ts";
import { isMet } from "./rules-of-travellers.ts";

const VOCABULARY: readonly { has(key: string): boolean }[] = [
  COMMON_WORDS,
  FILLER_WORDS,
  TIME_WORDS,
  TRAVEL_WORDS,
  EVENT_WORDS,
  MEETING_WORDS,
  RETURN_WORDS,
  TURNING_WORDS,
  COMPANY_WORDS,
  ARTICLES,
  NUMBERS,
  ORDINALS,
  WEEKDAYS,
  MONTHS,
  PURPOSE_WORDS,
  PURPOSE_OPENERS,
  PERSON_WORDS,
  PASSENGER_WORDS,
  SEAT_WORDS,
  QUANTITY_WORDS,
  MORE_WORDS,
  MOTION_WORDS,
  COUNTED_THINGS,
  CHANGING_WORDS,
  VEHICLE_WORDS,
  LODGING_WORDS,
  FLIGHT_WORDS,
  PAST_WORDS,
];
/** Directly before a stranger: it is a person or a place, whatever else is said. */
const POINTING = new Set(["with", "w", "and", "n", "then", "plus", "book", "send", "get", "fly", "bring", "&"]);
const PEOPLE_BEFORE = new Set([
  "with",
  "w",
  "and",
  "n",
  "plus",
  "book",
  "send",
  "get",
  "fly",
  "bring",
  "for",
  "passenger",
]);
const FURTHEST_PURPOSE = 4;

/** Whether the word is of a known kind. */
export function isExplained(key: string): boolean {
  return VOCABULARY.some((list) => list.has(key));
}

/**
 * Every word must be explained: by a slot, by the vocabulary, or by standing in a phrase of purpose ("for the Acme
 * offsite", "to discuss Orion"). One that is not may be a person, a town or a wish, and is asked about.
 */
export const unexplained: Rule = (passage, at) => {
  const item = passage.items[at];
  if (item?.type !== "word" || item.token.kind !== "word" || isExplained(item.token.key)) return null;
  const before = passage.key(at - 1);
  if (isBeforePurpose(passage, at)) return null;
  const isSpokenOf = isMet(passage, at) || hasOpener(passage, at);
  if (isSpokenOf && passage.type(at - 1) !== "place" && before !== "then") return null;
  if (PEOPLE_BEFORE.has(before)) return doubtOf("travellers", `${before} ${item.heard}`);
  const isPerson = ["needs", "wants", "is", "will", "flies", "has", "too"].includes(passage.key(at + 1));
  return doubtOf(isPerson ? "travellers" : "trip", item.heard);
};

function isBeforePurpose(passage: Passage, at: number): boolean {
  if (POINTING.has(passage.key(at - 1)) && passage.key(at - 1) !== "and") return false;
  for (let next = at + 1; next <= at + FURTHEST_PURPOSE && passage.type(next) === "word"; next += 1) {
    const key = passage.key(next);
    if (passage.isMark(next) || key === "to" || key === "from" || key === "in") return false;
    if (PURPOSE_WORDS.has(key) || EVENT_WORDS.has(key)) return true;
  }
  return false;
}

function hasOpener(passage: Passage, at: number): boolean {
  for (let before = at - 1; before >= at - 8 && before >= 0 && !passage.isMark(before); before -= 1)
    if (PURPOSE_OPENERS.has(passage.key(before))) return true;
  return false;
}
