import type { Cabin, ConstraintRule } from "@agentic-pm/contracts/travel";
import { below, cabinOfCell, cabinsIn, lowerOf } from "./cabins.ts";
import type { ReadRule, Statement } from "./clause.ts";
import { type HoursRange, hoursIn, isNumberWord } from "./hours.ts";
import { isConditional } from "./loosening.ts";
import { amountsIn } from "./money.ts";
import { type Cell, isForEverybody } from "./table-row.ts";

type CabinRule = Extract<ConstraintRule, { kind: "cabin" }>;

const NOT_A_CABIN_RULE = /\b(?:trains?|rail|hotels?|cars?|upgrades?|miles|vouchers?|lounges?|free|morning)\b/iu;
const HIGHEST =
  /\b(?:highest|top|maximum|best) (?:permitted |allowed |bookable )?(?:cabin|class)\b|\b(?:no|not|nothing) (?:cabin |class )?(?:above|higher than|beyond|better than)\b/iu;
const FORBIDS =
  /\b(?:(?:may|must|shall|can|will|is|are)(?: not|n't| never)(?: be)? (?:booked|flown|permitted|allowed|reimbursed|used|bought|paid|chosen)|cannot be (?:booked|flown|reimbursed|used)|is never|are never|never (?:booked|permitted|allowed|reimbursed)|prohibited|forbidden|not (?:permitted|allowed|reimbursed|reimbursable))\b/iu;
const NEEDS_APPROVAL =
  /\b(?:requires?|needs?|only with|subject to)\b.*\b(?:approv\w*|authori[sz]\w*|sign-?off|consent)\b/iu;
/** Somebody has to agree, or is meant alone. */
const NEEDS_SOMEBODY = /\b(?:approv\w*|authori[sz]\w*|sign-?off|consent|only for|managers?|seniors?)\b/iu;
const ONLY =
  /\b(?:must|shall|have to|has to|are to|is to) (?:be booked in|fly|travel in|book|be in|choose|use|sit in|be flown)\b|\b(?:must|shall|has to) be (?:booked|flown|used|chosen)\b|\bonly (?:in )?(?:economy|premium|business)\b|\b(?:economy|coach)(?: class)? only\b|\b(?:are|is) (?:booked|flown) in (?:economy|premium|coach|business)\b/iu;
const PERMITS =
  /\b(?:may|can) (?:be (?:booked|flown|used|chosen)|fly|book|travel|choose|use)\b|\b(?:is|are) (?:permitted|allowed|available|authori[sz]ed|bookable)\b|\bhighest\b/iu;

/** What a plain permission is made of. Anything else in it is a condition, a person or a place that code cannot check. */
const PLAIN_WORDS = new Set(
  `a all allowed an and any are at authorised authorized available be become becomes block bookable book booked but by
  cabin can choose chosen class domestic each either employee employees every exceed exceeds exceeding flight flights flown fly
  flying for from gate get have highest hour hours hr hrs if in international is it last lasting lasts least leg legs less
  limited long longer may maximum means more must no not of on one only or over over permitted pick scheduled seat seats
  segment segments staff sit take taken takes taking than that the then these they this those ticket tickets time times
  to total travel traveler travelers traveller travellers travelling traveling trip trips under up use used we when where
  which whose with you your above below between duration journey journeys air airborne nothing beyond higher better best
  top h company business economy premium first coach main fares fare long-haul short-haul unless except`.split(/\s+/u),
);
/** A note or a condition beside a cabin in a table. */
const HAS_NOTE = /[*†‡§¹²³]|\b(?:only|if|unless|except|provided|subject to|depending|ask)\b/iu;
/** "with" a time of flight is plain; with anything else it is a condition. */
const WITH =
  /\bwith\b(?!(?: an?| the)? (?:\w+ )?(?:flight|flying|travel|total|scheduled|duration|block) ?(?:time|duration)?)/iu;

/** Whether a sentence that allows a cabin says so of every flight, or of flights of so many hours, and of everybody. */
function isPlainGrant(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}][\p{L}'’-]*/gu) ?? [];
  return !WITH.test(text) && words.every((word) => PLAIN_WORDS.has(word) || isNumberWord(word));
}

/** The rules on cabins that a sentence states. */
export function cabinRulesIn(statement: Statement): ReadRule[] {
  const { text } = statement;
  const named = cabinsIn(text).map(({ cabin }) => cabin);
  const [first] = named;
  if (first === undefined || NOT_A_CABIN_RULE.test(text) || amountsIn(text).length > 0) return [];
  const lowest = named.reduce(lowerOf, first);
  const hours = hoursIn(text);
  const namesSeveral = new Set(named).size > 1 && hours !== null;
  if (namesSeveral || mentionsHoursUnread(text, hours) || OF_SOME.test(text)) return forSome(statement, lowest);
  if (FORBIDS.test(text) || NEEDS_APPROVAL.test(text)) {
    // Economy is what is left when the rest is forbidden; a rule against it would leave nothing.
    const bound = invertedByUnless(text, hours);
    return lowest === "economy" ? [] : [{ ...rule(statement, below(lowest), bound), onlyForbids: true }];
  }
  const grants = lowest !== "economy";
  if (grants && !isPlainGrant(text)) return [];
  if (HIGHEST.test(text)) return [rule(statement, lowest, hours)];
  if (ONLY.test(text)) return [rule(statement, lowest, invertedByUnless(text, hours))];
  if (!PERMITS.test(text)) return [];
  return isConditional(text) && hours === null ? [] : [rule(statement, lowest, hours)];
}

/** "Economy must be booked unless the flight takes 8 hours or more" binds the flights under 8 hours. */
function invertedByUnless(text: string, hours: HoursRange | null): HoursRange | null {
  if (hours === null || !/\b(?:unless|except)\b/iu.test(text)) return hours;
  return hours.minimum !== null && hours.maximum === null ? { minimum: null, maximum: hours.minimum } : null;
}

/** Of people that a grade tells apart. */
const OF_SOME = /\b(?:grades?|bands?|tiers?|ranks?|level) \w+\b/iu;

/** What holds for some flights or people, code cannot say which: a permission is none, a prohibition may only tighten. */
function forSome(statement: Statement, lowest: Cabin): ReadRule[] {
  const { text } = statement;
  if (HIGHEST.test(text)) return lowest === "economy" ? [{ ...rule(statement, lowest, null), doubtful: true }] : [];
  if (!FORBIDS.test(text) || lowest === "economy") return [];
  return [{ ...rule(statement, below(lowest), null), doubtful: true, onlyForbids: true }];
}

/** Hours are spoken of, and which cannot be read. */
function mentionsHoursUnread(text: string, hours: HoursRange | null): boolean {
  return hours === null && /\bhours?\b|\bhrs\b|\blong[ -]?haul\b/iu.test(text);
}

const PLAIN_HEADER =
  /^(?:(?:highest|top|maximum|permitted|allowed|bookable|the|of|in|cabin|class|service|travel|flight|flying|journey|total|scheduled|block|time|duration|hours|length)(?:\s+|$))+$/iu;
const CABIN_ALONE =
  /^(?:(?:premium(?:[ -]economy)?|economy|coach|business|first)(?:[ -](?:class|cabin))?(?:,? (?:or|and) |, ?| ?\/ ?|$))+(?:lower|below)?$/iu;
const ANY_TIME = /^(?:any|all)(?: flights?| durations?)?$/iu;
/** A flight time that is spoken of, and perhaps not understood. */
const SOME_TIME = /\d|\b(?:any|all|hours?|hrs?)\b/iu;

/** The rule on cabins that a table's row states: a cabin under a header of cabins, hours under one of flight times. */
export function cabinRulesInRow(cells: readonly Cell[], statement: Statement): ReadRule[] {
  const cabinCell = cells.find(({ header }) =>
    /\b(?:highest|permitted|allowed|maximum|bookable)?\s?(?:cabin|class)\b/iu.test(header),
  );
  const hoursCell = cells.find(({ header }) => /\b(?:time|duration|hours|length)\b/iu.test(header));
  if (cabinCell === undefined || hoursCell === undefined || cells.some(({ value }) => amountsIn(value).length > 0))
    return [];
  const highest = cabinOfCell(cabinCell.value);
  if (highest === null) return [];
  const hours = hoursOfCell(hoursCell.value);
  const isRead = hours !== null || ANY_TIME.test(hoursCell.value.trim());
  if (!isRead && !SOME_TIME.test(hoursCell.value)) return [];
  const others = cells.filter((cell) => cell !== cabinCell && cell !== hoursCell);
  // A row that also says who, with whose approval or where is no permission for everybody: it binds what others permit.
  const isOfSome =
    [cabinCell, hoursCell].some(({ value }) => isConditional(value)) ||
    cells.some(({ value }) => NEEDS_SOMEBODY.test(value));
  const isGranted =
    highest === "economy" || (isPlainCell(cabinCell, hoursCell) && others.every(isForEverybody) && !hasNote(cells));
  const doubtful = statement.doubtful || !isRead || isOfSome || !isGranted;
  return [rule({ ...statement, doubtful }, highest, hours)];
}

function hoursOfCell(value: string): HoursRange | null {
  const unit = /\bhours?\b|\bhrs?\b/iu.test(value) ? value : `${value} hours`;
  return hoursIn(unit.replace(/\b(or (?:more|less|longer|shorter)|and (?:above|over)) hours$/iu, "hours $1"));
}

/** Whether a cabin and a flight time say nothing but what they are. */
function isPlainCell(cabin: Cell, hours: Cell): boolean {
  const headers = [cabin, hours].every(({ header }) => PLAIN_HEADER.test(header.trim()));
  return headers && CABIN_ALONE.test(cabin.value.trim()) && isPlainGrant(hours.value);
}

function hasNote(cells: readonly Cell[]): boolean {
  return cells.some(({ value }) => HAS_NOTE.test(value));
}

function rule(statement: Statement, highest: Cabin, hours: HoursRange | null): ReadRule {
  const { scope, doubtful } = statement;
  const range = { minimumHours: hours?.minimum ?? null, maximumHours: hours?.maximum ?? null };
  return { rule: { kind: "cabin", highest, ...range, scope } satisfies CabinRule, doubtful };
}
