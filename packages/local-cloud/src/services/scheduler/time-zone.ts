import { AwsError } from "../../gateway/aws-error.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone at an instant, written as if it were UTC; both in epoch milliseconds. */
export function localTime(instant: number, timeZone: string): number {
  if (timeZone === "UTC") return instant;
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The instant at which a zone's wall clock shows a time; undefined for one that daylight saving skips. */
export function instantOf(local: number, timeZone: string): number | undefined {
  if (timeZone === "UTC") return local;
  const guess = local - (localTime(local, timeZone) - local);
  const settled = local - (localTime(guess, timeZone) - guess);
  return localTime(settled, timeZone) === local ? settled : undefined;
}

/** Throws AwsError ValidationException for a zone that does not exist. */
export function checkTimeZone(timeZone: string): void {
  try {
    formatOf(timeZone);
  } catch {
    throw new AwsError("ValidationException", `Provided ScheduleExpressionTimezone ${timeZone} is not valid.`);
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric" } as const;
    const options = { ...numeric, minute: "numeric", second: "numeric", hourCycle: "h23", timeZone } as const;
    format = new Intl.DateTimeFormat("en-US", options);
    formats.set(timeZone, format);
  }
  return format;
}
