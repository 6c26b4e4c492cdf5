const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const ISO = /\b(20\d{2})-(\d{2})-(\d{2})\b/gu;
const DAY_MONTH = new RegExp(
  String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\.?\s(?:of\s)?${MONTH}\b\.?(?:,?\s(20\d{2}))?`,
  "giu",
);
const MONTH_DAY = new RegExp(String.raw`\b${MONTH}\.?\s(\d{1,2})(?:st|nd|rd|th)?\b(?!:)(?:,?\s(20\d{2}))?`, "giu");
const DOTTED = /\b(\d{1,2})[./](\d{1,2})[./](20\d{2})\b/gu;
const RELATIVE = /\bin (?:about )?(one|two|three|four|five|six|a|\d{1,2}) (day|week)s?\b/giu;
const WEEKDAY =
  /\b(?:(next|this|by|on|until|before|for|to|from|after)\s)(sunday|monday|tuesday|wednesday|thursday|friday|saturday)\b(?!\s\d)/giu;
const DAY_WORD = /\b(today|tomorrow|tonight)\b/giu;
const NUMBERS: Readonly<Record<string, number>> = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const DAY_MS = 86_400_000;
const MOST_DATES = 8;

/**
 * The calendar dates that a text names, as yyyy-mm-dd in ascending order, at most eight, from two years ago to three ahead. Dates without a year are
 * taken to be the nearest from two months ago to ten months ahead; weekdays are the next such day after today.
 */
export function datesIn(text: string, today: string): string[] {
  const found = new Set<string>();
  const add = (year: number, month: number, day: number) => {
    const date = isoDate(year, month, day);
    const years = date === null ? Number.NaN : Number(date.slice(0, 4)) - Number(today.slice(0, 4));
    if (date !== null && years >= -2 && years <= 3) found.add(date);
  };
  for (const [, year, month, day] of text.matchAll(ISO)) add(Number(year), Number(month), Number(day));
  for (const [, day, month, year] of text.matchAll(DAY_MONTH))
    withYear(add, { today, year }, monthOf(month), Number(day));
  for (const [, month, day, year] of text.matchAll(MONTH_DAY))
    withYear(add, { today, year }, monthOf(month), Number(day));
  for (const [, first, second, year] of text.matchAll(DOTTED)) dotted(add, Number(year), Number(first), Number(second));
  for (const offset of relativeDays(text, today)) found.add(shifted(today, offset));
  return [...found].sort().slice(0, MOST_DATES);
}

/** Whole days from one date to another; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The date a number of days later. */
function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

type AddDate = (year: number, month: number, day: number) => void;

function withYear(add: AddDate, when: { today: string; year: string | undefined }, month: number, day: number): void {
  if (when.year !== undefined) return add(Number(when.year), month, day);
  const thisYear = Number(when.today.slice(0, 4));
  for (const year of [thisYear, thisYear + 1, thisYear - 1]) {
    const date = isoDate(year, month, day);
    const away = date === null ? Number.NaN : daysBetween(when.today, date);
    if (away >= -60 && away <= 305) return add(year, month, day);
  }
}

/** "5.12.2026" is the fifth of December; "12/5/2026" could be either and is left out. */
function dotted(add: AddDate, year: number, first: number, second: number): void {
  if (second > 12) add(year, first, second);
  else if (first > 12 || first === second) add(year, second, first);
}

function* relativeDays(text: string, today: string): Generator<number> {
  const weekday = new Date(today).getUTCDay();
  for (const [, count = "", unit = ""] of text.matchAll(RELATIVE)) {
    const number = NUMBERS[count.toLowerCase()] ?? Number(count);
    yield unit.toLowerCase() === "week" ? number * 7 : number;
  }
  for (const [, , name = ""] of text.matchAll(WEEKDAY)) {
    const ahead = (WEEKDAYS.indexOf(name.toLowerCase()) - weekday + 7) % 7;
    yield ahead === 0 ? 7 : ahead;
  }
  for (const [, word = ""] of text.matchAll(DAY_WORD)) yield word.toLowerCase() === "tomorrow" ? 1 : 0;
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
