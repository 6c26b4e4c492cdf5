import {
  COUNTED_THINGS,
  GIVEN_NAMES,
  MORE_WORDS,
  MOTION_WORDS,
  PASSENGER_WORDS,
  PERSON_WORDS,
  PURPOSE_WORDS,
  QUANTITY_WORDS,
  SEAT_WORDS,
} from "../words/sensitive.ts";
import { EVENT_WORDS, MEETING_WORDS, NUMBERS } from "../words/vocabulary.ts";
import { doubtOf, type Passage, type Rule } from "./passage.ts";

const DETERMINERS = new Set(["the", "a", "an", "my", "our", "another", "this", "that", "one", "some"]);
const SENDING = new Set(["book", "booking", "send", "sending", "get", "fly", "bring", "take", "put"]);
const BESIDE = new Set(["with", "w", "and", "n", "plus", "&"]);
const NOT_OF_TRAVELLERS = new Set([...COUNTED_THINGS, ...EVENT_WORDS, ...MEETING_WORDS]);

/** "People", "passengers": read with a one before them, or asked about. */
const passengers: Rule = (passage, at) => {
  const key = passage.key(at);
  if (!PASSENGER_WORDS.has(key) || ["in", "meet", "per", "see", "the"].includes(passage.key(at - 1))) return null;
  const isMe =
    passage.key(at + 2) === "me" || passage.type(at + 1) === "travellers" || passage.type(at + 2) === "travellers";
  return isMe || isMet(passage, at) ? null : doubtOf("travellers", passage.heard(at));
};

/** "Thirty", "a dozen", "extra seat", "the whole department". */
const quantities: Rule = (passage, at) => {
  const key = passage.key(at);
  const next = passage.key(at + 1) === "of" ? passage.key(at + 2) : passage.key(at + 1);
  if (QUANTITY_WORDS.has(key) && !NOT_OF_TRAVELLERS.has(next)) return doubtOf("travellers", passage.heard(at));
  if (MORE_WORDS.has(key) && (SEAT_WORDS.has(next) || PASSENGER_WORDS.has(next)))
    return doubtOf("travellers", `${key} ${next}`);
  const isWhole = (key === "whole" || key === "entire") && !["day", "trip", "thing", "time", "way"].includes(next);
  if (isWhole) return doubtOf("travellers", `${key} ${next}`);
  const number = NUMBERS.get(key);
  const isBare = number !== undefined && number !== 1 && !NOT_OF_TRAVELLERS.has(next) && !passage.isAnswer;
  return isBare ? doubtOf("travellers", passage.heard(at)) : null;
};

/** "The client is flying", "for our CFO", "send my assistant". */
const persons: Rule = (passage, at) => {
  const key = passage.key(at);
  if (!PERSON_WORDS.has(key) || /['’]s$/u.test(passage.heard(at))) return null;
  const next = passage.key(at + 1);
  const wantsMe = ["me", "us"].includes(passage.key(at + 2)) || passage.heard(at + 2) === "me";
  const isPlain =
    DETERMINERS.has(passage.key(at - 1)) ||
    DETERMINERS.has(passage.key(at - 2)) ||
    passage.isMark(at - 1) ||
    key.startsWith("some");
  if (MOTION_WORDS.has(next) && isPlain && !wantsMe && !isMet(passage, at))
    return doubtOf("travellers", `${passage.heard(at)} ${next}`);
  const isMoved = next === "to" && passage.type(at + 2) === "place" && !isMet(passage, at);
  if (isMoved) return doubtOf("travellers", passage.heard(at));
  const lead = leadOf(passage, at);
  const isWhole = next === "" || !(PURPOSE_WORDS.has(next) || EVENT_WORDS.has(next) || MEETING_WORDS.has(next));
  if (!isWhole) return null;
  const isTheirs = lead === "for" || SENDING.has(lead) || (BESIDE.has(lead) && !isMet(passage, at));
  return isTheirs ? doubtOf("travellers", `${lead} ${passage.heard(at)}`) : null;
};

/** The word before a person's determiner and at most one adjective. */
function leadOf(passage: Passage, at: number): string {
  for (let before = at - 1; before >= at - 3; before -= 1) {
    const key = passage.key(before);
    if (key === "for" || SENDING.has(key) || BESIDE.has(key)) return key;
    if (!DETERMINERS.has(key) && (before < at - 2 || passage.type(before) !== "word")) return "";
  }
  return "";
}

/** Whether a meeting is spoken of before, in the same clause. */
function isMet(passage: Passage, at: number): boolean {
  for (let before = at - 1; before >= at - 12 && before >= 0 && !passage.isMark(before); before -= 1) {
    const key = passage.key(before);
    if (EVENT_WORDS.has(key) || MEETING_WORDS.has(key)) return true;
  }
  return false;
}

/** "Send Charlotte to Denver": a city that is a first name, where a person stands. */
const givenNames: Rule = (passage, at) => {
  const item = passage.items[at];
  if (item?.type !== "place" || !GIVEN_NAMES.has(item.heard.toLowerCase())) return null;
  const before = passage.key(at - 1);
  const isSent = SENDING.has(before) && before !== "booking" && passage.key(at + 1) === "to";
  const isWith = (before === "with" || before === "w") && !isMet(passage, at);
  const acts = ["needs", "wants", "is", "flies", "will", "has"].includes(passage.key(at + 1));
  return isSent || isWith || acts ? doubtOf("travellers", item.heard) : null;
};

export const RULES_OF_TRAVELLERS: readonly Rule[] = [passengers, quantities, persons, givenNames];
