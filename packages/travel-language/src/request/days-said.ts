import { RETURN_WORDS } from "../words/vocabulary.ts";
import type { Item } from "./items.ts";
import { LEAVING, LIMITS } from "./reading-words.ts";
import type { DateMention, Daytime } from "./turn-reading.ts";
import type { TurnState } from "./turn-state.ts";

/** A day: of the way out, the way back, or whichever comes next. */
export function takeDate(turn: TurnState, said: DateMention): void {
  const into = turn.reading;
  const role = said.date.kind === "after_departure" ? "return" : turn.dateRole;
  const mention = role === "return" ? countedBack(said) : said;
  if (/^tonight$/iu.test(said.heard)) takeDaytime(turn, "evening");
  if (role === "return") into.returns.push(mention);
  else if (role === "out") into.outs.push(mention);
  else into.bareDates.push(mention);
  turn.isBehindReturn = role === "return";
  turn.lastRole = role ?? (into.bareDates.length + into.outs.length > 1 ? "return" : "out");
  turn.dateRole = null;
  turn.placeRole = null;
}

const OF_FLIGHT =
  /(?:^|\s)(?:flights?|flts?|tickets?|seat|trip|journey|booking|book|reserv\w+|fares?|depart\w*|leav\w+)$/iu;
const OF_GETTING_THERE = /(?:^|\s)(?:get|gets|getting|be|fly|flying|go|going|home|back)$/iu;

/**
 * "Get to London for the 18th", "London for Monday": when to be there. "A flight for Monday" leaves then, and so does who
 * is back the same day.
 */
export function isToBeThere(turn: TurnState, at: number): boolean {
  if (turn.key(at - 1) !== "for" || turn.items.some(isOfOneDay)) return false;
  const before = turn.items.slice(0, at - 1).toReversed();
  const end = before.findIndex(endsSentence);
  return (aimOf(end < 0 ? before : before.slice(0, end)) ?? aimOf(turn.items.slice(at)) ?? "there") === "there";
}

/** The nearest word that speaks of flights, or of being somewhere. */
function aimOf(items: readonly Item[]): "flight" | "there" | null {
  const nearest = items.find(({ heard }) => OF_FLIGHT.test(heard) || OF_GETTING_THERE.test(heard));
  if (nearest === undefined) return null;
  return OF_FLIGHT.test(nearest.heard) ? "flight" : "there";
}

function endsSentence({ heard }: Item): boolean {
  return /^[.;!?]$/u.test(heard);
}

function isOfOneDay(item: Item): boolean {
  return (
    item.type === "day_trip" || (item.type === "date" && item.date.kind === "after_departure" && item.date.days === 0)
  );
}

/** Both days at once. */
export function takeRange(turn: TurnState, item: Extract<Item, { type: "range" }>, at: number): void {
  const { range, heard } = item;
  const floats =
    /^between/iu.test(heard) &&
    (LEAVING.has(turn.key(at - 1)) ||
      turn.key(at - 1) === "flight" ||
      turn.key(at - 1) === "travel" ||
      turn.key(at - 1) === "sometime" ||
      turn.key(at - 1) === "time");
  const isOneDay =
    range.from.kind === "weekday" && range.to.kind === "weekday" && range.from.weekday === range.to.weekday;
  const isDoubtful =
    turn.isDoubtful || floats || isOneDay || turn.dateRole === "return" || LIMITS.has(turn.key(at - 1));
  turn.reading.outs.push({ heard, date: range.from, isDoubtful });
  turn.reading.returns.push({ heard, date: range.to, isDoubtful });
  turn.lastRole = "return";
  turn.isOpenPart = true;
  turn.dateRole = null;
  turn.placeRole = null;
}

/** A part of the day that the flight out should leave in. */
export function takeDaytime(turn: TurnState, part: Daytime | null, at?: number): void {
  if (at !== undefined && (isBackBehind(turn, at) || isOfDayBack(turn, at))) return;
  const isBack = turn.dateRole === "return" || (turn.dateRole === null && turn.lastRole === "return");
  if (part === null || isBack) return;
  if (turn.dateRole === "out") takePartOfDeparture(turn, part);
  else turn.reading.parts.push(part);
}

/** "Wednesday, leaving in the morning" says no day of the way out: as an answer it may be of the way back, too. */
export function takePartOfDeparture(turn: TurnState, part: Daytime): void {
  turn.reading.parts.push(part);
  if (turn.isAnswer && turn.reading.bareDates.length > 0) turn.doubt("trip", part);
}

/** "The last flight back", "an evening one home". */
function isBackBehind(turn: TurnState, at: number): boolean {
  const isNoun = /^(?:flights?|one|plane)$/u.test(turn.key(at + 1));
  if (!isNoun && turn.items[at - 1]?.type === "date") return false;
  const next = isNoun ? at + 2 : at + 1;
  return RETURN_WORDS.has(turn.key(next)) || turn.key(next) === "home";
}

/** "The evening of the same day", "in the afternoon, the day after": counted from the departure, it is the way back's. */
function isOfDayBack(turn: TurnState, at: number): boolean {
  const skip = (place: number, words: RegExp): number =>
    words.test(turn.items[place]?.heard ?? "") ? place + 1 : place;
  const item = turn.items[skip(skip(skip(at + 1, /^(?:flight|one)$/iu), /^(?:of|,)$/iu), /^on$/iu)];
  return turn.isAnswer && item?.type === "date" && item.date.kind === "after_departure";
}

/** A time by which one must be there: the day before may be meant. */
export function takeDeadline(turn: TurnState): void {
  turn.isDoubtful = true;
  const list = turn.reading.outs.length > 0 ? turn.reading.outs : turn.reading.bareDates;
  const last = list.at(-1);
  if (last !== undefined && turn.lastRole !== "return") list[list.length - 1] = { ...last, isDoubtful: true };
}

/** "Return ticket to Chicago" asks for both ways; "…, return trip on Thursday" begins the way back. */
export function takeRoundTrip(turn: TurnState, heard: string): void {
  const seen = turn.reading.outs.length + turn.reading.bareDates.length > 0;
  if (seen && /^return/iu.test(heard)) turn.dateRole = "return";
  else turn.reading.roundTrip = true;
}

/** "Back in three days": counted from today, or from the departure. */
function countedBack(mention: DateMention): DateMention {
  if (mention.date.kind !== "from_today" || !/^(?:in|within) /iu.test(mention.heard)) return mention;
  const fromDeparture = { kind: "after_departure", days: mention.date.days } as const;
  return { ...mention, date: { kind: "two_readings", first: mention.date, second: fromDeparture } };
}
