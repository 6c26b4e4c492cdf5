/** A cell of a table row with the header over it. */
export interface Cell {
  readonly header: string;
  readonly value: string;
}

const BETWEEN = " | ";

/** A table row as the text of a chunk: each cell behind its header. Cells without words are left out. */
export function tableRowText(headers: readonly string[], cells: readonly string[]): string {
  return cells
    .map((cell, column) => [plain(headers[column] ?? `Column ${column + 1}`), plain(cell)] as const)
    .filter(([, cell]) => cell !== "")
    .map(([header, cell]) => `${header.replaceAll(":", "")}: ${cell}`)
    .join(BETWEEN);
}

/** The cells of a chunk that is a table row, else null. */
export function cellsOf(text: string): Cell[] | null {
  const parts = text.split(BETWEEN);
  if (parts.length < 2) return null;
  const cells = parts.map((part) => /^([^:]{1,120}): (.+)$/u.exec(part));
  return cells.every((cell) => cell !== null)
    ? cells.map((cell) => ({ header: cell[1] ?? "", value: cell[2] ?? "" }))
    : null;
}

const REMARKS = /^(?:remarks?|notes?|comments?)$/iu;
const CURRENCY = /^currency$/iu;
const US_DOLLARS = /^(?:USD|US\s?\$|\$|US dollars?|U\.S\. dollars?|United States dollars?)$/iu;
const WHO = /\b(?:employees?|travell?ers?|who|for|applies|grades?|levels?|bands?)\b/iu;
const EVERYBODY = /^(?:all|any|every|everyone|everybody)(?: (?:employees?|travell?ers?|grades?|levels?|bands?))?$/iu;
/** Remarks that leave a row to everybody, everywhere and always: what a seat is like, what a fare is made of. */
const PLAIN_REMARKS = [
  /^(?:-|–|—|n\/a|none)$/iu,
  /^(?:an? )?(?:extra[- ]legroom|lie-flat|flat|bed|aisle|window|standard) seats?(?: (?:if|where|when) (?:free|available))?(?: on night flights)?$/iu,
  /^economy (?:where|when|if) it is not (?:sold|available|offered)$/iu,
  /^(?:per |for a |for the )?(?:round[- ]trip|return)(?: (?:fare|ticket)s?)?$/iu,
  /^including (?:all )?(?:taxes|fees)(?: and (?:taxes|fees))?$/iu,
];
const SCOPE_ALONE = /^(?:domestic|international|overseas)(?: (?:flights?|trips?|travel|tickets?))?$/iu;

/** Whether a cell that no reader knows narrows its row down to nobody and nothing: a plain remark, or a scope that is read. */
export function isForEverybody({ header, value }: Cell): boolean {
  const words = value.trim().replace(/\.$/u, "");
  if (REMARKS.test(header)) return PLAIN_REMARKS.some((plainly) => plainly.test(words));
  if (CURRENCY.test(header)) return US_DOLLARS.test(words);
  return SCOPE_ALONE.test(words) || (WHO.test(header) && EVERYBODY.test(words));
}

function plain(text: string): string {
  return text.replaceAll("|", "/").replace(/\s+/gu, " ").trim();
}
