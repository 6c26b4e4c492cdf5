/** What stands on one of the portal's pages, as its server sent it. */
export interface PageFacts {
  readonly url: string;
  readonly status: number;
  readonly headings: readonly string[];
  /** Cells of every table's rows, and each term of a list with what it says; times are followed by their machine's form in brackets. */
  readonly rows: readonly (readonly string[])[];
  readonly tables: readonly {
    readonly caption: string;
    readonly headers: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
  /** Every form's path, and the names of the fields that it carries along unseen. */
  readonly forms: readonly { readonly path: string; readonly ownFields: readonly string[] }[];
  readonly alerts: readonly string[];
  /** As they are written: most begin with "/". */
  readonly links: readonly string[];
}

/** What a row says under a name; every row of that name counts, so nothing can be said twice in two ways. */
export function valuesOf({ rows }: PageFacts, name: RegExp): readonly string[] {
  return rows.filter(([label]) => label !== undefined && name.test(label)).map((row) => row.slice(1).join(" ").trim());
}

/** The fields that the forms of a path came with from the server. */
export function ownFieldsOf({ forms }: PageFacts, paths: RegExp): readonly string[] {
  return forms.filter(({ path }) => paths.test(path)).flatMap(({ ownFields }) => ownFields);
}

/** "$1,234.50" or "USD 1,234.50" in cents; null when there is no amount, more than one, or another's dollars. */
export function centsIn(text: string): number | null {
  const amounts = [
    ...text.matchAll(
      /(?<![\p{L}\p{Sc}])(?:US\$|\$|USD)\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?(?![.,]?\d)(?!\s*(?!USD\b)[A-Z]{3}\b)/gu,
    ),
  ];
  const [only] = amounts;
  if (only === undefined || amounts.length > 1) return null;
  return Number((only[1] ?? "").replaceAll(",", "")) * 100 + Number(only[2] ?? 0);
}

/** The machine's form of the times in a text, to the minute: "2026-12-01T07:35". */
export function timesIn(text: string): readonly string[] {
  return [...text.matchAll(/\[(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2})?\]/g)].map(([, time]) => time ?? "");
}
