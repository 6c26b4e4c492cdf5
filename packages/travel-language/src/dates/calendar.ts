const DAY_MS = 86_400_000;

/** A calendar date, yyyy-mm-dd. */
export type IsoDate = string;

/** Null when there is no such day. Months count from 1. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(date: IsoDate): number {
  return new Date(date).getUTCDay();
}

export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The first such weekday strictly after the date. */
export function nextWeekday(after: IsoDate, weekday: number): IsoDate {
  return addDays(after, ((weekday - weekdayOf(after) + 6) % 7) + 1);
}

/** The Monday on or before the date: weeks run from Monday to Sunday. */
export function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, -((weekdayOf(date) + 6) % 7));
}

export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}
