import {
  isToBeThere,
  takeDate,
  takeDaytime,
  takeDeadline,
  takePartOfDeparture,
  takeRange,
  takeRoundTrip,
} from "./days-said.ts";
import { type Item, itemsOf } from "./items.ts";
import { Passage, type Rule } from "./passage.ts";
import { takePlace } from "./places-said.ts";
import { refusalOf } from "./refusal.ts";
import { LIMITS } from "./reading-words.ts";
import { RULES_OF_STATE } from "./rules-of-state.ts";
import { RULES_OF_TRAVELLERS } from "./rules-of-travellers.ts";
import { RULES_OF_TRIPS } from "./rules-of-trips.ts";
import { settleSpans } from "./time-of-trip.ts";
import { residueOf } from "./residue.ts";
import { doubtsOfPurpose } from "./rules-of-purpose.ts";
import { withoutSignature } from "./signature.ts";
import type { TurnReading } from "./turn-reading.ts";
import { TurnState } from "./turn-state.ts";
import { takeWord } from "./words-said.ts";

const INDIFFERENT = /^(?:any air(?:line|port)|no preferences?|either is fine)$/iu;
const RULES: readonly Rule[] = [...RULES_OF_TRAVELLERS, ...RULES_OF_TRIPS, ...RULES_OF_STATE];

/** Reads one message. `isAnswer`: it answers questions, so "1" and "instead" mean what they mean there. Never throws. */
export function readTurn(text: string, isAnswer: boolean): TurnReading {
  const items = withoutSignature(itemsOf(text));
  const reading = readingOf(new TurnState(items, isAnswer));
  settleSpans(reading, items);
  reading.refusal = refusalOf(items, isAnswer);
  const passage = new Passage(items, isAnswer);
  const places = new Set(reading.unknown.filter(({ isCertain }) => isCertain).flatMap(({ heard }) => heard.split(" ")));
  for (const [at, { heard }] of items.entries())
    for (const rule of places.has(heard) ? [] : RULES) {
      const doubt = rule(passage, at);
      if (doubt !== null) reading.doubts.push(doubt);
    }
  reading.doubts.push(...doubtsOfPurpose(passage));
  reading.doubts.push(...residueOf(passage, reading));
  return reading;
}

function readingOf(turn: TurnState): TurnReading {
  turn.reading.words = turn.items.length;
  for (const [at, item] of turn.items.entries()) takeItem(turn, item, at);
  return turn.reading;
}

function takeItem(turn: TurnState, item: Item, at: number): void {
  const into = turn.reading;
  switch (item.type) {
    case "place":
      return takePlace(turn, item.place, at);
    case "date":
      return takeDate(turn, {
        heard: item.heard,
        date: item.date,
        isDoubtful: turn.isDoubtful || turn.isDoubtfulIfSingle || LIMITS.has(turn.key(at - 1)) || isToBeThere(turn, at),
      });
    case "range":
      return takeRange(turn, item, at);
    case "word":
      return takeWord(turn, item.token, at);
    case "nights":
      into.nights.push(item.nights);
      break;
    case "cabin":
      if (item.cabin !== null) into.cabins.push(item.cabin);
      break;
    case "airline":
      into.airlines.push(item.code);
      break;
    case "travellers":
      if (!(item.count === null && turn.isMeeting)) into.travellers.push(item.count);
      into.me ||= item.count === 1 && /^(?!by )(?:.* )?(?:me|myself)\b/iu.test(item.heard);
      break;
    case "daytime":
      if (isOfDeparture(turn, at) && item.part !== null) takePartOfDeparture(turn, item.part);
      else if (turn.isOpenPart && item.part !== null) turn.doubt("trip", item.heard);
      else if (at > 0 || !isGreeting(turn)) takeDaytime(turn, item.part, at);
      break;
    case "clock":
      if (turn.isOpenPart && item.part !== null) turn.doubt("trip", item.heard);
      else takeDaytime(turn, item.part, at);
      if (item.isDeadline) takeDeadline(turn);
      break;
    case "one_way":
      into.oneWay = true;
      if (/ (?:to|from)$/u.test(item.heard)) turn.placeRole = item.heard.endsWith("to") ? "destination" : "origin";
      break;
    case "round_trip":
      takeRoundTrip(turn, item.heard);
      break;
    case "day_trip":
      into.dayTrip = true;
      break;
    case "nonstop":
      into.nonstop = true;
      break;
    case "yes":
      into.yes = true;
      break;
    case "filler":
      into.indifferent ||= turn.isAnswer && INDIFFERENT.test(item.heard);
      break;
  }
}

/** "Morning departure"; "morning out" only in an answer. */
function isOfDeparture(turn: TurnState, at: number): boolean {
  const next = turn.key(at + 1);
  return /^(?:departure|departing|outbound)$/u.test(next) || (turn.isAnswer && next === "out");
}

/** "Morning! …", "Evening all, …"; where it may be a wish as well it is asked about. */
function isGreeting(turn: TurnState): boolean {
  const next = turn.items[1]?.heard ?? "";
  if (/^(?:!|all|everyone|team|folks)$/iu.test(next)) return true;
  if (next === ",") turn.doubt("trip", turn.items[0]?.heard ?? "");
  return false;
}
