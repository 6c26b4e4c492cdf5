import type { ReadRule, Statement } from "./clause.ts";
import { amountsIn } from "./money.ts";
import { placesIn } from "./places.ts";
import type { Cell } from "./table-row.ts";

const DEMANDS =
  /\b(?:requires?|required|needs?|must (?:have|be|get|obtain)|subject to|only with|has to be|have to be)\b.{0,60}\b(?:approv\w*|sign-?off|authori[sz]\w*|consent)\b|\bapproval\b.{0,40}\b(?:is|are) (?:required|needed|mandatory|necessary)\b/iu;
const DEMANDS_NOT =
  /\b(?:no|nobody's|without|not|never) (?:\w+ ){0,2}(?:approv\w*|sign-?off|authori[sz]\w*|consent)\b|\b(?:not|n't) (?:require|need)|\bnot (?:required|needed)\b/iu;
const ABOVE = /\b(?:more than|over|above|exceed\w*|in excess of|greater than|higher than)\s*$/iu;
const FARE = /\b(?:airfares?|fares?|flights?|trips?|tickets?|journeys?|travel|bookings?)\b/iu;
const OTHER_COSTS =
  /\b(?:hotels?|meals?|cars?|gifts?|entertainment|receipts?|equipment|bags?|baggage|expenses?|apartments?)\b/iu;
const EVERY = /\b(?:all|every|any|each|always)\b/iu;

/** What a sentence wants approval for: trips above an amount, trips to named countries, or all of a scope. */
export function approvalsIn(statement: Statement): ReadRule[] {
  const { text } = statement;
  if (!DEMANDS.test(text) || DEMANDS_NOT.test(text) || OTHER_COSTS.test(text) || !FARE.test(text)) return [];
  const above = amountsIn(text).filter(({ index }) => ABOVE.test(text.slice(0, index)));
  if (above.length > 0) return above.map(({ usd }) => rule(statement, usd, []));
  if (amountsIn(text).length > 0) return [];
  const countries = placesIn(text)
    .flatMap((place) => place.countries)
    .filter((code) => code !== "US");
  if (countries.length > 0) return [rule(statement, null, [...new Set(countries)].slice(0, 40))];
  // Without an amount or a place it has to say outright that it means every trip of its scope.
  return EVERY.test(text) &&
    /\b(?:all|every|any|each) (?:domestic |international |business |overseas )?(?:trips?|travel|flights?|journeys?|bookings?)\b(?! (?:that|which|who|whose|above|over|with|in|to|on|longer|later|made|booked))/iu.test(
      text,
    )
    ? [rule(statement, null, [])]
    : [];
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
