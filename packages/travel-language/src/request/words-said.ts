import type { Token } from "../words/tokens.ts";
import {
  ARTICLES,
  EVENT_WORDS,
  MEETING_WORDS,
  MONTHS,
  NUMBERS,
  ORDINALS,
  TRAVEL_WORDS,
  TURNING_WORDS,
} from "../words/vocabulary.ts";
import { takeCompany } from "./company-said.ts";
import { takeDeadline } from "./days-said.ts";
import { takeDirection } from "./directions-said.ts";
import { ARRIVING, OTHER_VEHICLES, TRAVELLER_WORDS } from "./reading-words.ts";
import { takeStranger } from "./strangers-said.ts";
import { takeTimeWord } from "./time-words-said.ts";
import type { TurnState } from "./turn-state.ts";

const ENDS = new Set([".", ";", "!", "?"]);

/** A word that is no place, day or wish: it may say what the next one is, or that something has to be asked. */
export function takeWord(turn: TurnState, token: Token, at: number): void {
  const { key, kind } = token;
  if (kind === "mark") return takeMark(turn, token);
  if (kind !== "word") return takeNumber(turn, token, at);
  if (takeDirection(turn, key, at)) return;
  if (TURNING_WORDS.has(key)) return takeTurning(turn, token, at);
  if (key === "by" && OTHER_VEHICLES.has(turn.key(at + 1))) return turn.doubt("trip", `by ${turn.key(at + 1)}`);
  const isMe = turn.key(at + 1) === ":" && ["me", "myself"].includes(turn.key(at + 2));
  if (TRAVELLER_WORDS.has(key) && isMe) return;
  if (key === "behalf" || (TRAVELLER_WORDS.has(key) && /^(?:is|are|name|named|:|will)$/u.test(turn.key(at + 1))))
    return turn.doubt("travellers", token.raw);
  if (key === "next" || key === "following") return takeNext(turn, token, at);
  if (takeCompany(turn, token, at)) return;
  if (key === "there" && turn.key(at - 1) === "be") takeDeadline(turn);
  if (EVENT_WORDS.has(key) || ARRIVING.has(key)) {
    turn.isDoubtful = true;
    turn.isMeeting ||= EVENT_WORDS.has(key);
  } else if (MEETING_WORDS.has(key)) turn.isMeeting = true;
  else if (takeTimeWord(turn, token, at) || takeCabinWord(turn, token, at) || takeOrdinal(turn, token, at)) return;
  else takeStranger(turn, token, at);
  if (!ARTICLES.has(key) && !TRAVEL_WORDS.has(key)) turn.placeRole = null;
}

/** "Next week": the days are still to be said. */
function takeNext(turn: TurnState, { key, raw }: Token, at: number): void {
  const next = turn.items[at + 1];
  const isOfMonth =
    MONTHS.has(turn.key(at + 1)) ||
    (next?.type === "date" && next.date.kind === "calendar") ||
    (turn.key(at - 1) === "after" && MONTHS.has(turn.key(at - 2)));
  if (isOfMonth) turn.reading.spans.push("other_year");
  if (turn.key(at + 1) === "week") turn.reading.spans.push(key === "next" ? "next_week" : null);
  turn.doubt(turn.dateSlot(), raw);
}

function takeMark(turn: TurnState, { raw }: Token): void {
  if (ENDS.has(raw)) {
    turn.placeRole = null;
    turn.dateRole = null;
    turn.isBehindReturn = false;
    turn.isMeeting = false;
  }
  if (ENDS.has(raw) || raw === ",") {
    turn.isDoubtful = false;
    turn.isDoubtfulIfSingle = false;
  }
}

function takeTurning(turn: TurnState, token: Token, at: number): void {
  const { key } = token;
  const correction = turn.isAnswer && ["instead", "rather", "not", "no", "but"].includes(key);
  if (
    (key === "but" && !/^(?:anything|nothing|all|any|everything|everywhere)$/u.test(turn.key(at - 1))) ||
    (correction && (key === "instead" || key === "rather" || turn.items.length === 1)) ||
    (correction && key === "no" && turn.items[at + 1]?.heard === ",")
  )
    return;
  const [before, next] = [turn.items[at - 1]?.type, turn.items[at + 1]?.type];
  const choice = turn.items[at + 1];
  if (key === "either" && choice?.type === "date" && choice.date.kind === "one_of") return;
  if (key === "or" || key === "either") {
    if (before === "place" || next === "place") return turn.doubt("destination", turn.items[at + 1]?.heard ?? key);
    if (next === "date" || before === "date" || next === "range")
      return turn.doubt(turn.lastRole === "return" ? "return" : "outbound", turn.items[at + 1]?.heard ?? key);
    if (next === "cabin" || before === "cabin") return doubtCabin(turn, at);
  }
  turn.doubt("trip", `${token.raw} ${turn.items[at + 1]?.heard ?? ""}`.trim());
}

function doubtCabin(turn: TurnState, at: number): void {
  turn.reading.doubts.push({
    slot: "cabin",
    code: "CONTRADICTION",
    heard: turn.items[at + 1]?.heard ?? null,
    answers: [],
  });
}

function takeNumber(turn: TurnState, token: Token, at: number): void {
  if (/^20\d\d$/u.test(token.raw) || /^['’‘`]$/u.test(turn.items[at - 1]?.heard ?? ""))
    turn.reading.spans.push("other_year");
  const number = Number.parseInt(token.raw, 10);
  const isChoice = turn.isAnswer && token.kind !== "clock" && number >= 1 && number <= 8 && turn.items.length <= 4;
  if (isChoice) turn.reading.choice = number;
  else turn.doubt(turn.dateSlot(), token.raw);
}

function takeOrdinal(turn: TurnState, { key, raw }: Token, at: number): boolean {
  const number = ORDINALS.get(key) ?? (turn.isAnswer ? NUMBERS.get(key) : undefined);
  if (number === undefined) return false;
  const isAlone = turn.items.length === 1 || ["option", "number"].includes(turn.key(at - 1));
  if (turn.isAnswer && (isAlone || (ORDINALS.has(key) && turn.items.length <= 3))) turn.reading.choice = number;
  else if (key === "first" && ["in", "fly", "flying", "to", "upgrade"].includes(turn.key(at - 1)))
    turn.reading.doubts.push({
      slot: "cabin",
      code: "CONFIRM_READING",
      heard: raw,
      answers: [{ type: "cabin", cabin: "first" }],
    });
  else if (number > 3) turn.doubt(turn.dateSlot(), raw);
  return true;
}

function takeCabinWord(turn: TurnState, { key, raw }: Token, at: number): boolean {
  if (key !== "business" && key !== "biz") return false;
  if (["the", "our", "their", "my", "this", "new", "usual"].includes(turn.key(at - 1))) return true;
  turn.reading.doubts.push({
    slot: "cabin",
    code: "CONFIRM_READING",
    heard: raw,
    answers: [{ type: "cabin", cabin: "business" }],
  });
  return true;
}
