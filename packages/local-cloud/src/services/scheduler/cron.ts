import { AwsError } from "../../gateway/aws-error.ts";
import { parseField, valueOf, type FieldRange } from "./cron-field.ts";
import { instantOf, localTime } from "./time-zone.ts";

const MINUTE: FieldRange = { name: "minute", first: 0, last: 59 };
const HOUR: FieldRange = { name: "hour", first: 0, last: 23 };
const DAY: FieldRange = { name: "day of the month", first: 1, last: 31 };
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const MONTH: FieldRange = { name: "month", first: 1, last: 12, names: MONTHS };
const WEEKDAY: FieldRange = {
  name: "day of the week",
  first: 1,
  last: 7,
  names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
};
const YEAR: FieldRange = { name: "year", first: 1970, last: 2199 };
const DAY_MS = 86_400_000;
/** A day that comes only on leap years is at most eight years away. */
const MOST_DAYS = 8 * 366;

/** AWS's cron: minutes, hours, day of month, month, day of week, year. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Whether the schedule runs on a day, given as midnight UTC of that calendar day. */
  runsOn(day: Date): boolean;
}

/** Parses the six fields; throws AwsError ValidationException. */
export function parseCron(fields: string): Cron {
  const [minute, hour, day, month, weekday, year, rest] = fields.trim().split(/\s+/);
  if (!minute || !hour || !day || !month || !weekday || !year || rest !== undefined) {
    throw new AwsError("ValidationException", `Invalid Schedule Expression cron(${fields}): it needs six fields.`);
  }
  if ((day === "?") === (weekday === "?")) {
    const words = `Invalid Schedule Expression cron(${fields}): one of day-of-month and day-of-week must be "?".`;
    throw new AwsError("ValidationException", words);
  }
  const months = parseField(month, MONTH);
  const years = parseField(year, YEAR);
  const isDay = weekday === "?" ? dayOfMonth(day) : dayOfWeek(weekday);
  return {
    minutes: sorted(parseField(minute, MINUTE)),
    hours: sorted(parseField(hour, HOUR)),
    runsOn: (date) => years.has(date.getUTCFullYear()) && months.has(date.getUTCMonth() + 1) && isDay(date),
  };
}

/** The first time after `after` (epoch milliseconds) that the cron names, or undefined where it never comes again. */
export function nextCron(cron: Cron, after: number, timeZone: string): number | undefined {
  const start = Math.floor(localTime(after, timeZone) / DAY_MS) * DAY_MS;
  for (let offset = 0; offset < MOST_DAYS; offset += 1) {
    const day = start + offset * DAY_MS;
    if (!cron.runsOn(new Date(day))) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const instant = instantOf(day + (hour * 60 + minute) * 60_000, timeZone);
        if (instant !== undefined && instant > after) return instant;
      }
    }
  }
  return undefined;
}

function dayOfMonth(text: string): (date: Date) => boolean {
  const fits = text.split(",").map((part): ((date: Date) => boolean) => {
    if (part === "L") return (date) => date.getUTCDate() === lastDayOf(date);
    if (part === "LW") return (date) => date.getUTCDate() === weekdayNear(date, lastDayOf(date));
    const [, near] = /^(\d+)W$/.exec(part) ?? [];
    const days = parseField(near ?? part, DAY);
    if (near === undefined) return (date) => days.has(date.getUTCDate());
    return (date) => Number(near) <= lastDayOf(date) && date.getUTCDate() === weekdayNear(date, Number(near));
  });
  return (date) => fits.some((fit) => fit(date));
}

function dayOfWeek(text: string): (date: Date) => boolean {
  if (text === "L") return (date) => date.getUTCDay() + 1 === WEEKDAY.last;
  const [, nthDay, nth] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (nthDay !== undefined) {
    const weekday = valueOf(nthDay, WEEKDAY);
    return (date) => date.getUTCDay() + 1 === weekday && Math.ceil(date.getUTCDate() / 7) === Number(nth);
  }
  const [, lastDay] = /^(\w+)L$/.exec(text) ?? [];
  if (lastDay !== undefined) {
    const weekday = valueOf(lastDay, WEEKDAY);
    return (date) => date.getUTCDay() + 1 === weekday && date.getUTCDate() + 7 > lastDayOf(date);
  }
  const weekdays = parseField(text, WEEKDAY);
  return (date) => weekdays.has(date.getUTCDay() + 1);
}

/** The day from Monday to Friday of the date's month that is nearest to one of its days. */
function weekdayNear(date: Date, day: number): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === lastDayOf(date) ? day - 2 : day + 1;
  return day;
}

function lastDayOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function sorted(values: ReadonlySet<number>): number[] {
  return [...values].sort((one, other) => one - other);
}
