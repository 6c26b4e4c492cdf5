const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAY_MS = 86_400_000;

/** The date a number of days from today, yyyy-mm-dd. */
export function dateIn(days: number, today: Date): string {
  return new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Fills in `{LOGIN}` (the key of the ticket with that alias), `{+5}` (the date in five days as "26 November 2026") and
 * `{iso+5}` (as 2026-11-26). Anything else in braces stays as it is.
 */
export function filledIn(text: string, keys: ReadonlyMap<string, string>, today: Date): string {
  return text
    .replaceAll(/\{(iso)?([+-]\d{1,3})\}/gu, (_all, iso: string | undefined, days: string) => {
      const date = dateIn(Number(days), today);
      if (iso !== undefined) return date;
      return `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ""} ${date.slice(0, 4)}`;
    })
    .replaceAll(/\{([A-Z][A-Z0-9]*)\}/gu, (all, alias: string) => keys.get(alias) ?? all);
}
