import { WEEKDAYS } from "../words/vocabulary.ts";
import { RETURN_WORDS } from "../words/vocabulary.ts";
import {
  ADMINISTRATION_WORDS,
  CHANGING_WORDS,
  PURPOSE_WORDS,
  FEAST_WORDS,
  FLIGHT_WORDS,
  LODGING_WORDS,
  PAST_WORDS,
  VEHICLE_WORDS,
} from "../words/sensitive.ts";
import { doubtOf, type Passage, type Rule } from "./passage.ts";
import type { Doubt } from "./turn-reading.ts";

const HOLDING_WORDS = new Set(["hold", "wait", "ignore", "pause", "pending", "quote", "hypothetically", "prices"]);
const GOOD = new Set(["fine", "good", "ok", "okay", "best", "better", "perfect", "great", "it", "correct", "right"]);
const BOUNDS = new Set([
  "least",
  "most",
  "maximum",
  "minimum",
  "max",
  "min",
  "about",
  "around",
  "than",
  "approximately",
  "roughly",
  "circa",
  "perhaps",
  "almost",
  "over",
  "under",
]);
const BARE_AIRLINES = new Set(["delta", "united", "southwest", "frontier", "emirates", "american", "swiss", "virgin"]);
const ANY_CLASS = new Set(["what", "which", "any", "same", "master", "first"]);
const ARRIVAL = new Set(["arrive", "arriving", "arrives", "arrival", "land", "landing", "there"]);
const DAY_MORE = new Set(["a", "one", "another", "extra", "additional", "half", "more"]);
const FLIGHT_NOUN = /^(?:flights?|flts?|tickets?)$/u;
const LEGS = new Set(["way", "out", "outbound", "outward", "there", "leg", "home", ...RETURN_WORDS]);

const changing: Rule = (passage, at) => {
  const key = passage.key(at);
  const isForward = key === "forward" && !["look", "looking"].includes(passage.key(at - 1));
  return CHANGING_WORDS.has(key) || isForward ? doubtOf("trip", passage.heard(at)) : null;
};

/** A train, a hotel, the weather. */
const otherThings: Rule = (passage, at) => {
  const key = passage.key(at);
  if (VEHICLE_WORDS.has(key) && !(key === "train" && passage.key(at - 1) === "to"))
    return doubtOf("trip", passage.heard(at));
  return LODGING_WORDS.has(key) && !speaksOfFlight(passage) ? doubtOf("trip", passage.heard(at)) : null;
};

const flights = new WeakMap<Passage, boolean>();

function speaksOfFlight(passage: Passage): boolean {
  const known = flights.get(passage);
  if (known !== undefined) return known;
  const speaks = passage.items.some(({ heard }) =>
    heard.split(" ").some((word) => FLIGHT_WORDS.has(word.toLowerCase())),
  );
  flights.set(passage, speaks);
  return speaks;
}

/** Nothing is to be booked yet. */
const held: Rule = (passage, at) => {
  const key = passage.key(at);
  const next = passage.key(at + 1);
  const isAsked =
    (key === "price" && (next === "check" || next === "for" || next === "of")) ||
    (key === "how" && next === "much") ||
    (key === "much" && next === "is");
  const isHeld = HOLDING_WORDS.has(key) && !["meeting", "a", "the"].includes(next);
  return isAsked || isHeld ? doubtOf("trip", passage.heard(at)) : null;
};

/** "I need Denver booked". */
function isWanted(passage: Passage, at: number): boolean {
  return passage.items.slice(0, at).some(({ heard }) => /^(?:need|want|like|get|please|be|have)$/iu.test(heard));
}

/** "Status of my flight", "the receipt": of a booking that was made. */
const administration: Rule = (passage, at) => {
  const key = passage.key(at);
  const next = passage.key(at + 1);
  const isMade =
    (key === "booked" && !isWanted(passage, at)) ||
    (key === "check" && next === "in") ||
    (key === "pick" && (passage.key(at + 2) === "up" || next === "up")) ||
    key === "collect" ||
    (key === "expense" && next === "report") ||
    (key === "already" && !/^(?:approved|cleared|agreed)$/u.test(next)) ||
    (ADMINISTRATION_WORDS.has(key) && !PURPOSE_WORDS.has(next));
  return isMade ? doubtOf("trip", passage.heard(at)) : null;
};

/** "Near Denver", "close to Denver": another airport may be meant. */
const nearby: Rule = (passage, at) => {
  const key = passage.key(at);
  const isNear = key === "near" || key === "outside" || (key === "close" && passage.key(at + 1) === "to");
  const place = key === "near" ? at + 1 : at + 2;
  return isNear && (passage.type(place) === "place" || key === "near")
    ? doubtOf("destination", passage.heard(at))
    : null;
};

/** "Was in Chicago", "flew to Denver": over. */
const past: Rule = (passage, at) => {
  const key = passage.key(at);
  const isOver =
    PAST_WORDS.has(key) ||
    ((key === "was" || key === "were") &&
      (["in", "at", "on", "to"].includes(passage.key(at + 1)) || passage.type(at + 1) === "place"));
  return isOver ? doubtOf("trip", passage.heard(at)) : null;
};

/** "At the latest", "any day", "Good Friday", "the 3rd is my meeting". */
const boundedDays: Rule = (passage, at) => {
  const key = passage.key(at);
  const next = passage.key(at + 1);
  if (key === "latest" || (key === "earliest" && next !== "flight")) return doubtOf(passage.daySlot(at), key);
  if (
    ["any", "whatever", "whichever", "cheapest"].includes(key) &&
    (["day", "days", "date", "dates", "time"].includes(next) || passage.isDay(at + 1))
  )
    return doubtOf(passage.daySlot(at), `${key} ${next}`);
  const isHour = passage.type(at) === "clock" && passage.key(at - 1) !== "there";
  const isArrival = (isHour || passage.type(at) === "daytime") && ARRIVAL.has(passage.key(at - 1));
  if (isArrival || isAppointment(passage, at)) return doubtOf(passage.daySlot(at), passage.heard(at));
  if (!passage.isDay(at)) return null;
  const isFeast =
    FEAST_WORDS.has(passage.key(at - 1)) && WEEKDAYS.has(passage.heard(at).toLowerCase().split(" ")[0] ?? "");
  const isSaid = next === "was" || next === "were" || (["is", "are"].includes(next) && !GOOD.has(passage.key(at + 2)));
  if (isSaid && passage.isAnswer) return doubtOf("trip", passage.heard(at));
  return isFeast || isSaid ? doubtOf(passage.daySlot(at), passage.heard(at)) : null;
};

/** "For 9am", "for a 9am", "my 9am": what one is there for; "a 9am flight" is none. */
function isAppointment(passage: Passage, at: number): boolean {
  if (passage.type(at) !== "clock" || FLIGHT_NOUN.test(passage.key(at + 1))) return false;
  const before = passage.key(at - 1);
  const isTheirs = before === "a" || before === "my" || before === "our";
  return before === "for" || isTheirs || (before === "the" && passage.key(at - 2) === "for");
}

const lengths: Rule = (passage, at) => {
  const item = passage.items[at];
  const isAnotherDay = passage.key(at) === "day" && DAY_MORE.has(passage.key(at - 1)) && passage.key(at + 1) !== "trip";
  if (isAnotherDay) return doubtOf("return", passage.heard(at));
  if (["least", "maximum", "minimum", "max", "min"].includes(passage.key(at)))
    return doubtOf("return", passage.heard(at));
  if (item?.type !== "nights") return null;
  const isUpTo = passage.key(at - 1) === "to" && passage.key(at - 2) === "up";
  const isBack = passage.key(at - 1) === "in" && RETURN_WORDS.has(passage.key(at - 2));
  const isVague = isUpTo || isBack || BOUNDS.has(passage.key(at - 1)) || item.nights === 0;
  return isVague ? doubtOf("return", item.heard) : null;
};

/** A cabin for one way only, or a bare "first". */
const cabins: Rule = (passage, at) => {
  const key = passage.key(at);
  const isChoice = passage.isAnswer && passage.items.length === 2 && passage.key(0) === "the";
  if (
    key === "first" &&
    !isChoice &&
    (passage.isMark(at + 1) || ["please", "pls", "plz", "thanks"].includes(passage.key(at + 1)))
  )
    return confirmFirst(passage.heard(at));
  const isOfUnknown = key === "class" && passage.type(at - 1) === "word" && !ANY_CLASS.has(passage.key(at - 1));
  if (key === "upgrade" || key === "upgraded" || (isOfUnknown && !passage.isMark(at - 1)))
    return doubtOf("cabin", passage.heard(at));
  if (passage.type(at) !== "cabin") return null;
  const isForLeg =
    isLegBehind(passage, at) || isOfWayBack(passage, at) || LEGS.has(passage.key(wordBefore(passage, at)));
  return isForLeg ? doubtOf("cabin", passage.heard(at)) : null;
};

function confirmFirst(heard: string): Doubt {
  return { slot: "cabin", code: "CONFIRM_READING", heard, answers: [{ type: "cabin", cabin: "first" }] };
}

/** "Nonstop on the way there", "Delta out": a wish for one of the flights only. */
const wishesOfLegs: Rule = (passage, at) => {
  const type = passage.type(at);
  if (type !== "nonstop" && type !== "airline") return null;
  const isOfLeg = isLegBehind(passage, at) || isOfWayBack(passage, at) || isBehindLeg(passage, at);
  return isOfLeg ? doubtOf("trip", passage.heard(at)) : null;
};

/** "Dec 3, return nonstop", "the flight back on Delta"; "Denver return nonstop" before any day is both ways. */
function isBehindLeg(passage: Passage, at: number): boolean {
  const before = wordBefore(passage, at);
  const leg = FLIGHT_NOUN.test(passage.key(before)) ? before - 1 : before;
  if (!LEGS.has(passage.key(leg))) return false;
  return passage.isAnswer || passage.items.slice(0, leg).some((_, day) => passage.isDay(day));
}

/** "Dec 1, nonstop back Dec 3": the wish begins the clause of the way back. */
function isOfWayBack(passage: Passage, at: number): boolean {
  const before = wordBefore(passage, at);
  const isBeginning = before < 0 ? passage.isAnswer : passage.isMark(before);
  return isBeginning && RETURN_WORDS.has(passage.key(at + 1)) && passage.isDay(at + 2);
}

function isLegBehind(passage: Passage, at: number): boolean {
  const isFlight = FLIGHT_NOUN.test(passage.key(at + 1)) && LEGS.has(passage.key(at + 2));
  for (let next = isFlight ? at + 2 : at + 1; next <= at + 4 && !passage.isMark(next); next += 1) {
    const key = passage.key(next);
    if (key === "way") return true;
    if (LEGS.has(key) && FLIGHT_NOUN.test(passage.key(next + 1))) return false;
    if (LEGS.has(key))
      return isFlight || (!passage.isDay(next + 1) && !["on", "to", "from"].includes(passage.key(next + 1)));
    if (!["on", "the", "for", "only", "in", "going", "coming", "flying"].includes(key)) return false;
  }
  return false;
}

function wordBefore(passage: Passage, at: number): number {
  return ["in", "on", "by"].includes(passage.key(at - 1)) ? at - 2 : at - 1;
}

/** An airline's name that nothing took for one. */
const airlines: Rule = (passage, at) => {
  const isNamed = ["nations", "states", "kingdom", "way"].includes(passage.key(at + 1));
  const isOfHabit =
    passage.key(at) === "airline" &&
    ["usual", "favourite", "favorite", "preferred", "same"].includes(passage.key(at - 1));
  if (isOfHabit) return doubtOf("trip", passage.heard(at));
  return BARE_AIRLINES.has(passage.key(at)) && !isNamed ? doubtOf("trip", passage.heard(at)) : null;
};

export const RULES_OF_TRIPS: readonly Rule[] = [
  changing,
  otherThings,
  held,
  administration,
  nearby,
  past,
  boundedDays,
  lengths,
  cabins,
  wishesOfLegs,
  airlines,
];
