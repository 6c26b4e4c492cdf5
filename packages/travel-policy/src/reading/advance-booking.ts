import type { ReadRule, Statement } from "./clause.ts";
import { isForAnyBooking } from "./for-everybody.ts";
import { amountsIn } from "./money.ts";
import { type Cell, isForEverybody } from "./table-row.ts";
import { valueOfWords, WORDED_NUMBER } from "./worded-numbers.ts";

const TIME = new RegExp(
  String.raw`(?<![\d.,])(?<![\p{L}-](?=\p{L}))(\d{1,3}|${WORDED_NUMBER})(?:\s?\((\d{1,3})\))?[ -](?:(?:calendar|full|whole) |(business|working) )?(days?|weeks?|months?)\b`,
  "giu",
);
/** The most days that a month has, and the days in which five are worked. */
const MONTH = 31;
const WORKING_WEEK = 7 / 5;
const BOOKS = /\b(?:book(?:ed|ing|ings)?|purchas\w+|reserv\w+|ticketed|bought)\b/iu;
const AHEAD = /\b(?:before|prior to|ahead|advance)\b/iu;
const OTHER_MATTERS =
  /\b(?:visas?|passports?|hotels?|rooms?|expense|reports?|claims?|cancel\w*|refund\w*|vaccin\w*|train\w*|rail|cars?|average|announced|valid|approvers?|answers?|decides?)\b/iu;

/** What is possible, sold or useful is no demand; nor is a limit on how early one may book. */
const NO_DEMAND =
  /\b(?:up to|more than|as early as|earliest|opens?|can|may|could|might|saves?|costs?|cheaper|need not|needn't|no need|not (?:have|need) to|encouraged)\b/iu;

/** How many days before departure a sentence wants flights to be booked. */
export function advanceBookingIn(statement: Statement): ReadRule[] {
  const { text } = statement;
  if (!BOOKS.test(text) || !AHEAD.test(text) || OTHER_MATTERS.test(text) || NO_DEMAND.test(text)) return [];
  const doubtful = statement.doubtful || !isForAnyBooking(text.replaceAll(TIME, " "));
  return timesIn(text).map((time) => rule({ ...statement, doubtful }, time));
}

/** The same of a table's row, under a header that speaks of booking in advance. */
export function advanceBookingInRow(cells: readonly Cell[], statement: Statement): ReadRule[] {
  return cells
    .filter(
      ({ header }) =>
        AHEAD.test(header) && (BOOKS.test(header) || BOOKS.test(statement.section)) && !OTHER_MATTERS.test(header),
    )
    .flatMap((cell) => {
      const { header, value } = cell;
      const isForAll =
        isForAnyBooking(header.replaceAll(/\bdays\b/giu, " ")) &&
        isForAnyBooking(value.replaceAll(TIME, " ").replace(/^\d+$/u, "")) &&
        cells.every((other) => other === cell || isForEverybody(other) || amountsIn(other.value).length > 0);
      const doubtful = statement.doubtful || !isForAll;
      const words = /\d\s*$/u.test(value) && /\bdays\b/iu.test(header) ? `${value} days` : value;
      return timesIn(words).map((time) => rule({ ...statement, doubtful }, time));
    });
}

/** Days that a text speaks of. */
export interface Time {
  readonly days: number;
  /** Months and working weeks are of several lengths; numbers that are said twice and differ are none. */
  readonly isExact: boolean;
}

/** The days, weeks and months of a text, as days. */
export function timesIn(text: string): Time[] {
  return [...text.matchAll(TIME)].flatMap(([, spelt = "", digits, worked, unit = ""]) => {
    const said = /^\d/u.test(spelt) ? Number(spelt) : valueOfWords(spelt);
    const count = Math.max(said, Number(digits ?? said));
    const isMonth = /^month/iu.test(unit);
    const length = isMonth ? MONTH : /^week/iu.test(unit) ? 7 : worked === undefined ? 1 : WORKING_WEEK;
    const days = Math.ceil(count * length);
    const isExact = !isMonth && worked === undefined && (digits === undefined || Number(digits) === said);
    return days <= 365 ? [{ days, isExact }] : [];
  });
}

function rule({ scope, doubtful }: Statement, { days, isExact }: Time): ReadRule {
  return { rule: { kind: "advance_booking", days, scope }, doubtful: doubtful || !isExact };
}
