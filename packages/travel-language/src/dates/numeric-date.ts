import type { Token } from "../words/tokens.ts";
import type { DateExpression } from "./expression.ts";

const UNCLEAR: DateExpression = { kind: "unclear" };

/**
 * 2027-04-03 and 2027/04/03 are plain. 3/4/2027 and 3.4.2027 are read by month and by day first, and asked about, unless one of the
 * numbers can only be a day.
 */
export function numericDate(token: Token): DateExpression {
  if (token.kind === "iso_date") {
    const [year = 0, month = 0, day = 0] = token.raw.split(/[-/.]/u).map(Number);
    return month >= 1 && month <= 12 ? calendar(day, month, year) : UNCLEAR;
  }
  const slashed = /[/-]/u.test(token.raw);
  const [first = 0, second = 0, third] = token.raw.replace(/\.$/u, "").split(/[./-]/u).map(Number);
  if (!slashed && third === undefined && !token.raw.endsWith(".")) return UNCLEAR;
  const year = third === undefined ? null : third < 100 ? 2000 + third : third;
  const dayFirst = second <= 12 ? calendar(first, second, year) : null;
  const monthFirst = first <= 12 && (slashed || third !== undefined) ? calendar(second, first, year) : null;
  if (dayFirst === null || monthFirst === null || first === second) return dayFirst ?? monthFirst ?? UNCLEAR;
  return { kind: "two_readings", first: monthFirst, second: dayFirst };
}

function calendar(day: number, month: number, year: number | null): DateExpression {
  return day >= 1 && day <= 31 && month >= 1 ? { kind: "calendar", day, month, year, weekday: null } : UNCLEAR;
}
