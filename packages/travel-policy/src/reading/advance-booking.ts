import type { ReadRule, Statement } from "./clause.ts";
import type { Cell } from "./table-row.ts";

const WORDS: Readonly<Record<string, number>> = {
  seven: 7,
  ten: 10,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  "twenty-one": 21,
  thirty: 30,
  two: 2,
  three: 3,
  four: 4,
  six: 6,
  one: 1,
  five: 5,
};
const TIME = new RegExp(
  String.raw`\b(\d{1,3}|${Object.keys(WORDS).join("|")})(?:\s?\((\d{1,3})\))?[ -](?:calendar |full |whole )?(days?|weeks?)\b`,
  "giu",
);
const BOOKS = /\b(?:book(?:ed|ing|ings)?|purchas\w+|reserv\w+|ticketed|bought)\b/iu;
const AHEAD = /\b(?:before|prior to|in advance|ahead|advance)\b/iu;
const OTHER_MATTERS =
  /\b(?:visas?|passports?|hotels?|rooms?|expense|reports?|claims?|cancel\w*|refund\w*|vaccin\w*|train\w*|rail|cars?|average|announced|valid|approvers?|answers?|decides?)\b/iu;

/** What is possible, sold or useful is no demand; nor is a limit on how early one may book. */
const NO_DEMAND =
  /\b(?:up to|no more than|not more than|more than|as early as|earliest|opens?|can|may|could|might|saves?|costs?|cheaper|need not|needn't|no need|not (?:have|need) to|encouraged)\b/iu;

/** How many days before departure a sentence wants flights to be booked. */
export function advanceBookingIn(statement: Statement): ReadRule[] {
  const { text } = statement;
  if (!BOOKS.test(text) || !AHEAD.test(text) || OTHER_MATTERS.test(text) || NO_DEMAND.test(text)) return [];
  return daysIn(text).map((days) => rule(statement, days));
}

/** The same of a table's row, under a header that speaks of booking in advance. */
export function advanceBookingInRow(cells: readonly Cell[], statement: Statement): ReadRule[] {
  return cells
    .filter(
      ({ header }) =>
        AHEAD.test(header) && (BOOKS.test(header) || BOOKS.test(statement.section)) && !OTHER_MATTERS.test(header),
    )
    .flatMap(({ header, value }) =>
      daysIn(/\d\s*$/u.test(value) && /\bdays\b/iu.test(header) ? `${value} days` : value),
    )
    .map((days) => rule(statement, days));
}

function daysIn(text: string): number[] {
  return [...text.matchAll(TIME)].flatMap(([, spelt = "", digits, unit = ""]) => {
    const count = Number(digits ?? WORDS[spelt.toLowerCase()] ?? spelt);
    const days = /^week/iu.test(unit) ? count * 7 : count;
    return days <= 365 ? [days] : [];
  });
}

function rule({ scope, doubtful }: Statement, days: number): ReadRule {
  return { rule: { kind: "advance_booking", days, scope }, doubtful };
}
