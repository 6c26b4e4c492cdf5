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

const REMARKS = /\b(?:remarks?|notes?|comments?|currency)\b/iu;
const SCOPE_ALONE = /^(?:domestic|international|overseas)(?: (?:flights?|trips?|travel|tickets?))?$/iu;

/** Whether a cell that no reader knows narrows its row down to nobody and nothing: a remark, or a scope that is read. */
export function isForEverybody({ header, value }: Cell): boolean {
  return REMARKS.test(header) || SCOPE_ALONE.test(value.trim());
}

function plain(text: string): string {
  return text.replaceAll("|", "/").replace(/\s+/gu, " ").trim();
}
