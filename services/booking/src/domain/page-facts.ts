/** What stands on one of the portal's pages, as its server sent it. */
export interface PageFacts {
  readonly url: string;
  readonly status: number;
  readonly headings: readonly string[];
  /** Cells of every table's rows, and each term of a list with what it says. */
  readonly rows: readonly (readonly string[])[];
  readonly tables: readonly {
    readonly caption: string;
    readonly headers: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
  readonly alerts: readonly string[];
}

/** What a row says under a name; every row of that name counts, so nothing can be said twice in two ways. */
export function valuesOf({ rows }: PageFacts, name: RegExp): readonly string[] {
  return rows.filter(([label]) => label !== undefined && name.test(label)).map((row) => row.slice(1).join(" ").trim());
}

/** "$1,234.50" or "USD 1,234.50" in cents; null when there is no amount, or more than one. */
export function centsIn(text: string): number | null {
  const amounts = [...text.matchAll(/(?:US\$|\$|USD)\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?(?!\d)/g)];
  const [only] = amounts;
  if (only === undefined || amounts.length > 1) return null;
  return Number((only[1] ?? "").replaceAll(",", "")) * 100 + Number(only[2] ?? 0);
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The calendar dates in a text, as YYYY-MM-DD: "2026-12-01", "1 Dec 2026", "Dec 1, 2026". */
export function datesIn(text: string): readonly string[] {
  const iso = [...text.matchAll(/\b(\d{4})-(\d{2})-(\d{2})/g)].map(([, year, month, day]) => `${year}-${month}-${day}`);
  const dayFirst = [...text.matchAll(/\b(\d{1,2})\.? ([A-Z][a-z]{2})[a-z]*\.?,? (\d{4})\b/g)].map(
    ([, day, month, year]) => dateOf(year, month, day),
  );
  const monthFirst = [...text.matchAll(/\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}),? (\d{4})\b/g)].map(
    ([, month, day, year]) => dateOf(year, month, day),
  );
  return [...iso, ...dayFirst, ...monthFirst].filter((date) => date !== null);
}

function dateOf(year = "", month = "", day = ""): string | null {
  const index = MONTHS.indexOf(month.toLowerCase());
  return index < 0 ? null : `${year}-${String(index + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
}
