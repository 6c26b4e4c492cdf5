import type { ReadRule, Statement } from "./clause.ts";
import { amountsIn } from "./money.ts";
import { placesIn } from "./places.ts";
import { leavesOut, namesPart } from "./reach.ts";
import type { Cell } from "./table-row.ts";

const DEMANDS =
  /\b(?:requires?|required|needs?|must (?:have|be|get|obtain)|subject to|only with|has to be|have to be)\b.{0,60}\b(?:approv\w*|sign-?off|authori[sz]\w*|consent)\b|\b(?:approval|consent|sign-?off|authori[sz]ation)\b.{0,40}\b(?:is|are) (?:required|needed|mandatory|necessary)\b|\bmust (?:approve|authori[sz]e|sign off)\b|\bgo(?:es)? to\b.{0,40}\bfor (?:approval|sign-?off|authori[sz]ation)\b|\b(?:may|must|can)(?: not|not) be (?:booked|bought|made|taken) without\b.{0,40}\b(?:approv\w*|consent|authori[sz]\w*|sign-?off)\b/iu;
const DEMANDS_NOT =
  /\b(?:no|nobody's|without|not|never) (?:\w+ ){0,2}(?:approv\w*|sign-?off|authori[sz]\w*|consent)\b|\b(?:not|n't) (?:require|need)|\bnot (?:required|needed)\b/iu;
const ABOVE = /\b(?:more than|over|above|exceed\w*|in excess of|greater than|higher than|between)\s*$/iu;
/** The same behind the amount; "of $800 or more" has to be approved at $800 already. */
const OR_MORE = /^\s?(?:\+|(?:or|and) (?:more|above|over|higher)\b)/iu;
/** "No approval under $500; anything above needs it." */
const REST_NEEDS_IT =
  /\b(?:anything|everything|all|trips?|fares?|amounts?|those) (?:above|over|beyond|more|else)\b.{0,40}\b(?:needs?|requires?|must)\b/iu;
const FARE = /\b(?:airfares?|fares?|flights?|trips?|tickets?|journeys?|travel|bookings?)\b/iu;
const OTHER_COSTS =
  /\b(?:hotels?|meals?|cars?|gifts?|entertainment|receipts?|equipment|bags?|baggage|expenses?|apartments?)\b/iu;
/** "Flights may not be booked without approval" means all of them. */
const NOT_WITHOUT =
  /^(?:all |any |business )?(?:flights?|trips?|tickets?|travel|journeys?|airfare) (?:may|must|can)(?: not|not) be (?:booked|bought|made|taken) without\b/iu;
const APPROVES = /\b(?:approv\w*|sign-?off|authori[sz]\w*|consent)\b/iu;
/** What joins an amount to the places and scopes that have to be approved beside it, before and behind. */
const ABOVE_TOO =
  /\b(?:or|and|as well as) (?:(?:any|all|every|other|those) )*(?:(?:air)?(?:fares?|flights?|trips?|tickets?|journeys?|travel|bookings?) )?(?:costing )?(?:more than|over|above|exceeding|in excess of)\s*$/iu;
const PART_TOO =
  /^,? (?:or|and|as well as) (?:(?:any|all|every|other|those|to|in|domestic|international|overseas) )*(?:(?:fares?|flights?|trips?|tickets?|journeys?|travel|bookings?)(?: to| in)? )?(?:(?!over|above|more|exceeding)[\p{L}]+ ?){0,3}/iu;
const EVERY = /\b(?:all|every|any|each|always)\b/iu;

/** What a sentence wants approval for: trips above an amount, trips to named countries, or all of a scope. */
export function approvalsIn(statement: Statement): ReadRule[] {
  const { text } = statement;
  const amounts = amountsIn(text);
  if (OTHER_COSTS.test(text)) return [];
  if (REST_NEEDS_IT.test(text) && APPROVES.test(text)) {
    // An amount that another sentence names: nobody can tell which, so every trip has to ask.
    if (amounts.length === 0) return [rule(statement, null, [])];
    return aboveLeast(
      statement,
      amounts.map(({ usd }) => usd),
    );
  }
  if (!FARE.test(text)) return [];
  const isForbiddenWithout = /\bwithout\b/iu.test(text) && DEMANDS.test(text);
  if (!DEMANDS.test(text) || (DEMANDS_NOT.test(text) && !isForbiddenWithout)) return [];
  const above = amounts.flatMap(({ usd, index, end }) => {
    if (ABOVE.test(text.slice(0, index))) return [usd];
    return OR_MORE.test(text.slice(end)) ? [usd - 1] : [];
  });
  if (above.length > 0) return aboveLeast(statement, above);
  if (amounts.length > 0) return [];
  if (NOT_WITHOUT.test(text)) return [rule(statement, null, [])];
  const countries = countriesIn(statement);
  if (countries.length > 0 || leavesOut(text)) return [rule(statement, null, countries)];
  // Without an amount or a place it has to say outright that it means every trip of its scope.
  return EVERY.test(text) &&
    /\b(?:all|every|any|each) (?:domestic |international |business |overseas )?(?:trips?|travel|flights?|journeys?|bookings?)\b(?! (?:that|which|who|whose|above|over|with|in|to|on|longer|later|made|booked))/iu.test(
      text,
    )
    ? [rule(statement, null, [])]
    : [];
}

/** Approval above the least of a sentence's thresholds, and of the place or scope that stands beside it. */
function aboveLeast(statement: Statement, thresholds: readonly number[]): ReadRule[] {
  const least = Math.min(...thresholds);
  return isBesideAPart(statement.text)
    ? [rule({ ...statement, scope: statement.around }, least, []), rule(statement, null, countriesIn(statement))]
    : [rule(statement, least, [])];
}

/** "Trips to Iraq and all trips above $2,000": the amount is not for the place alone. */
function isBesideAPart(text: string): boolean {
  const [amount, ...more] = amountsIn(text);
  if (amount === undefined || more.length > 0) return false;
  const before = ABOVE_TOO.exec(text.slice(0, amount.index));
  const behind = PART_TOO.exec(text.slice(amount.end))?.[0] ?? "";
  return namesPart(text.slice(0, before?.index ?? 0)) || namesPart(behind);
}

function countriesIn({ narrowing }: Statement): string[] {
  const abroad = placesIn(narrowing).flatMap((place) => place.countries.filter((code) => code !== "US"));
  return [...new Set(abroad)].slice(0, 40);
}

/** The thresholds of a table's row: the amount beside a cell that says who approves. */
export function approvalsInRow(cells: readonly Cell[], statement: Statement): ReadRule[] {
  const approver = cells.find(({ header }) => /\b(?:approv\w*|sign-?off|authori[sz]\w*)\b/iu.test(header));
  if (approver === undefined || /^(?:no|none|nobody|not (?:required|needed)|-|–|—|n\/a)\b/iu.test(approver.value))
    return [];
  if (cells.some(({ header }) => OTHER_COSTS.test(header))) return [];
  return cells
    .filter((cell) => cell !== approver)
    .flatMap(({ header, value }) =>
      amountsIn(value)
        .filter(({ index }) => ABOVE.test(value.slice(0, index)) || ABOVE.test(header))
        .slice(0, 1),
    )
    .map(({ usd }) => rule(statement, usd, []));
}

function rule({ scope, doubtful }: Statement, aboveUsd: number | null, countries: string[]): ReadRule {
  return { rule: { kind: "approval", aboveUsd, always: aboveUsd === null, scope, countries }, doubtful };
}
