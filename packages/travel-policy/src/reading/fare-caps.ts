import type { Cabin, ConstraintRule } from "@agentic-pm/contracts/travel";
import { cabinOfCell, cabinsIn, cabinsOfCell } from "./cabins.ts";
import type { ReadRule, Statement } from "./clause.ts";
import { isForEverybodys, isPlaceAlone } from "./for-everybody.ts";
import { type Amount, amountsIn } from "./money.ts";
import { coverOf, placesIn } from "./places.ts";
import { namesBothScopes, scopeIn } from "./scope.ts";
import { type Cell, isForEverybody } from "./table-row.ts";

type FareCap = Extract<ConstraintRule, { kind: "fare_cap" }>;

const LIMITS =
  /\b(?:(?:may|must|shall|should|can|will|do|does)(?: not|n't)|cannot|never) (?:exceed|cost more than|be (?:more|higher) than|go (?:above|over)|come to more than)|\bno\b.{0,40}\b(?:may|must|shall|should|can) (?:exceed|cost more than|be (?:more|higher) than)|\b(?:not (?:to )?exceed|no more than|not more than|at most|up to|max(?:imum)?|caps?|capped|limits?|limited|ceiling|(?:cost|stay|remain|be|costing|kept) (?:less than|under|below))\b/iu;
const FARE = /\b(?:fares?|airfares?|flights?|(?:round|return)[ -]?trips?|tickets?|air travel)\b/iu;
/** Costs that are no fare, and amounts that are no limit on one. */
const OTHER_COSTS =
  /\b(?:hotels?|lodging|rooms?|nights?|meals?|per diem|breakfast|bags?|baggage|luggage|seat selection|taxis?|cars?|rental|mileage|mile|parking|trains?|rail|internet|wi-?fi|visas?|passports?|phone|lounges?|insurance|gifts?|cash|tips?|refund\w*|receipts?|entertainment|saves?|saving|cheaper|dearer|difference|compensation|upgrades?|deposit|fine|chang\w+|cancel\w*|annual\w*|yearly)\b/iu;
/** Above an approval threshold a trip is not forbidden. */
const APPROVAL = /\b(?:approv\w*|sign-?off|authori[sz]\w*|consent)\b/iu;
const ONE_WAY = /\b(?:one[- ]way|each way|per direction|per leg|in each direction)\b/iu;
const ROUND_TRIP = /\b(?:round[- ]?trips?|return|there and back|both (?:ways|directions)|in total)\b/iu;
/** The caps on fares that a sentence states. */
export function fareCapsIn(statement: Statement): ReadRule[] {
  const { text } = statement;
  if (!LIMITS.test(text) || !FARE.test(text) || OTHER_COSTS.test(text)) return [];
  const amounts = amountsIn(text);
  const region = placesIn(statement.narrowing)
    .filter((place) => !place.countries.includes("US") || place.countries.length > 1)
    .map(({ name }) => name);
  // A limit without approval may be exceeded with it, which is what a doubtful cap comes to: such words are not neutral.
  const doubtful =
    statement.doubtful ||
    APPROVAL.test(text) ||
    !isForEverybodys(text) ||
    (amounts.length > 1 && namesBothScopes(text));
  return amounts.flatMap((amount) => {
    const usd = amountOf(amount, windowOf(amount, text, amounts));
    return cabinsFor(amount, text, amounts).map((cabin) => ({
      rule: capRule(statement, usd, cabin, region.join(" and ") || null),
      doubtful,
    }));
  });
}

/**
 * The cabins that an amount is for, null for any. Where a cabin is named before the first amount, each amount belongs to
 * the cabin before it ("economy $400, business $900"), else to the one behind it ("$400 in economy, $900 in business").
 */
function cabinsFor(amount: Amount, text: string, amounts: readonly Amount[]): (Cabin | null)[] {
  const at = amounts.indexOf(amount);
  const mentions = cabinsIn(text);
  const cabinsFirst = mentions.some(({ index }) => index < (amounts[0]?.index ?? 0));
  const from = cabinsFirst ? (amounts[at - 1]?.end ?? 0) : amount.end;
  const to = cabinsFirst ? amount.index : (amounts[at + 1]?.index ?? text.length);
  const own = mentions.filter(({ index }) => index >= from && index < to).map(({ cabin }) => cabin);
  return own.length === 0 ? [null] : [...new Set(own)];
}

/** The words that belong to an amount: from those of the one before to those of the one behind it. */
function windowOf(amount: Amount, text: string, amounts: readonly Amount[]): string {
  const at = amounts.indexOf(amount);
  return text.slice(partedAt(text, amounts[at - 1], amount), partedAt(text, amount, amounts[at + 1]));
}

const JOINT = /[,;(]|\b(?:or|and|but)\b/u;

/** Where the words of one amount end and those of the next begin: "$900 | , one way $500". */
function partedAt(text: string, before: Amount | undefined, behind: Amount | undefined): number {
  if (before === undefined) return 0;
  if (behind === undefined) return text.length;
  const joint = text.slice(before.end, behind.index).search(JOINT);
  return joint < 0 ? behind.index : before.end + joint;
}

/** An amount for one way counts twice, because caps are for the whole trip; one that may be for both counts once. */
function amountOf({ usd }: Amount, words: string): number {
  return ONE_WAY.test(words) && !ROUND_TRIP.test(words) ? Math.min(usd * 2, 100_000) : usd;
}

function capRule(statement: Statement, amountUsd: number, cabin: Cabin | null, region: string | null): FareCap {
  const named = region === null ? null : region.slice(0, 60);
  return { kind: "fare_cap", amountUsd, cabin, region: named, scope: statement.scope };
}

const PLACE_HEADER = /\b(?:region|destination|country|countries|continent|area|zone|route)\b/iu;
const LIMIT_HEADER = /\b(?:limit|cap|maximum|max|ceiling|fare|budget)\b/iu;
/** What is known of fares, or was, is no limit on them. */
const NO_LIMIT_HEADER = /\b(?:average|typical|usual|mean|median|actual|example|sample|previous|former|old)\b/iu;
/** So is what was paid, unless it may be the most that is to be paid. */
const PAID = /\bpaid\b/iu;
const MOST = /\b(?:limit|cap|maximum|max|ceiling)\b/iu;
const TO_BE_PAID = /\b(?:to|can|may) be paid\b/iu;
/** "Airfare including one checked bag": a fare with something beside it, other than "airfare change fee". */
const FARE_AND_MORE =
  /^(?:(?:domestic|international|economy|business|first|premium|class|round[- ]trip|one[- ]way|(?:non-?)?refundable|return)[ ,]+)*(?:air)?(?:fares?|flights?|tickets?|travel)(?:$|\s*[,(;/&+]|\s+[-–—]|\s+(?:incl\w*|with|and|plus|without|excl\w*|non-?refundable|refundable)\b)/iu;
const LABEL_HEADER = /\b(?:items?|expenses?|types?|categor(?:y|ies)|costs?|kinds?|descriptions?|what)\b/iu;
const ASIDE_HEADER = /\b(?:remarks?|notes?|comments?|currency)\b/iu;
const HOLDS_MONEY = /[$€£¥]|\b(?:USD|EUR|GBP|dollars)\b/iu;
const CABIN_CELL = /\b(?:cabin|class)\b/iu;
const CABIN_HEADER = /\b(?:cabin|class|economy|coach|business|first)\b/iu;

/** The caps that a table's row states: the money under headers that speak of a limit on fares. */
export function fareCapsInRow(cells: readonly Cell[], statement: Statement): ReadRule[] {
  if (!isAboutFares(cells, statement.section)) return [];
  // Of two places the narrower one counts, and code cannot say which that is.
  const [place, ...morePlaces] = cells.filter(
    ({ header, value }) => PLACE_HEADER.test(header) && amountsIn(value).length === 0,
  );
  const rowCabin = cells.find(({ header }) => CABIN_CELL.test(header));
  const isUnknownPlace = place !== undefined && coverOf(place.value).kind === "unknown";
  return cells.flatMap((cell) => {
    const [amount, ...more] = amountsIn(cell.value);
    const ofHeader = cabinsOfCell(cell.header);
    const cabins = ofHeader.length > 0 || rowCabin === undefined ? ofHeader : cabinsOfCell(rowCabin.value);
    if (amount === undefined || (cabins.length === 0 && !LIMIT_HEADER.test(cell.header))) return [];
    if (NO_LIMIT_HEADER.test(cell.header) || (PAID.test(cell.header) && !MOST.test(cell.header))) return [];
    const words = `${cell.header} ${cell.value}`;
    const usd = Math.min(amountOf(amount, words), ...more.map((other) => other.usd));
    const narrowed = cells.some((other) => !isKnownCell(other) && !isForEverybody(other));
    const doubtful =
      statement.doubtful ||
      isUnknownPlace ||
      morePlaces.length > 0 ||
      narrowed ||
      (PAID.test(cell.header) && !TO_BE_PAID.test(cell.header)) ||
      !isPlaceAlone(`${place?.header ?? ""} ${place?.value ?? ""}`) ||
      ![words, ...aboutIn(cells)].every(isForEverybodys);
    const scope = scopeIn(cell.header) ?? statement.scope;
    const outOfTurn = statement.scope !== null && scope !== statement.scope;
    return (cabins.length === 0 ? [null] : cabins).map((cabin) => ({
      rule: capRule({ ...statement, scope }, usd, cabin, place?.value ?? null),
      doubtful: doubtful || outOfTurn,
    }));
  });
}

/** A cell that these readers understand: money, a place, a cabin, or which fares the row is about. */
function isKnownCell({ header, value }: Cell): boolean {
  if (ASIDE_HEADER.test(header)) return false;
  if (LABEL_HEADER.test(header)) return FARE.test(value) || cabinOfCell(value) !== null;
  if ([PLACE_HEADER, CABIN_CELL].some((known) => known.test(header))) return true;
  const isLimit = LIMIT_HEADER.test(header) || cabinOfCell(header) !== null;
  return HOLDS_MONEY.test(value) && (isLimit || isForEverybodys(value));
}

/** What the cells say that name a row's cabin or its kind of fare. */
function aboutIn(cells: readonly Cell[]): string[] {
  return cells
    .filter(({ header }) => LABEL_HEADER.test(header) || CABIN_CELL.test(header))
    .filter(({ value }) => amountsIn(value).length === 0)
    .map(({ header, value }) => `${header} ${value}`);
}

/** What a row is about: its first cell, and those under a label's header. */
function labelsOf(cells: readonly Cell[]): string[] {
  return cells.filter(({ header }, at) => at === 0 || LABEL_HEADER.test(header)).map(({ value }) => value);
}

/** Whether a row limits fares: its headers, its label or its section say so, and none of them another cost. */
function isAboutFares(cells: readonly Cell[], section: string): boolean {
  const heads = cells.map(({ header }) => header).join(" ");
  const labels = labelsOf(cells);
  const named = [heads, ...labels].join(" ");
  const ofOthers = labels.some((label) => OTHER_COSTS.test(label) && !FARE_AND_MORE.test(label));
  if (ofOthers || OTHER_COSTS.test(heads) || APPROVAL.test(heads)) return false;
  const ofFares = FARE.test(named) || CABIN_HEADER.test(heads);
  if (!ofFares && (!FARE.test(section) || OTHER_COSTS.test(section))) return false;
  return LIMIT_HEADER.test(heads) || (LIMITS.test(section) && FARE.test(section));
}
