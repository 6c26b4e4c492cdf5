/** Two minutes earlier than the last change seen: JQL counts in minutes, and content tells repeats apart. */
const OVERLAP_MS = 120_000;

/** An instant as JQL's date operand, "yyyy-MM-dd HH:mm" in the account's time zone, with the overlap taken off. */
export function jqlMinute(iso: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(new Date(Date.parse(iso) - OVERLAP_MS));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")} ${of("hour")}:${of("minute")}`;
}
