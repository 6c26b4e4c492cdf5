import { partOfLine, type Segment, type TextLine } from "./text-line.ts";

/** Lines whose cells stand below one another. */
export interface TableBlock {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly TextLine[];
}

/** A cell's further lines follow within so many font sizes. */
const WRAPPED = 1.45;
/** A row this much nearer than the farthest one is no row, but the further lines of the one before. */
const NEARER = 0.7;
/** Rows are not farther apart than so many font sizes. */
const FARTHEST_ROW = 4;
/** Text in two columns has longer cells, and more of them, than a table has. */
const COLUMN_TEXT_ROWS = 6;
const COLUMN_TEXT_LENGTH = 30;

/** How many lines from `start` on could be a table: lines of several cells, with the further lines of cells. */
export function tableLength(lines: readonly TextLine[], start: number): number {
  if ((lines[start]?.segments.length ?? 0) < 2) return 0;
  let end = start + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] as TextLine;
    const before = lines[end - 1] as TextLine;
    const gap = line.baseline - before.baseline;
    if (gap > FARTHEST_ROW * line.size) break;
    if (line.segments.length >= 2) continue;
    if (gap > WRAPPED * line.size || !startsInColumn(line, lines.slice(start, end))) break;
  }
  return end - start;
}

/** The table that the lines make; undefined where they have no columns in common. */
export function tableOf(lines: readonly TextLine[]): TableBlock | undefined {
  const columns = columnsOf(lines);
  const rows = rowsOf(lines).map((row) => columns.map((column) => textIn(row, column)));
  if (columns.length < 2 || rows.length < 2) return undefined;
  return { rows, lines };
}

/** Lines of a page set in two columns, left before right; undefined for what may be a table. */
export function columnsOfText(lines: readonly TextLine[]): readonly TextLine[] | undefined {
  const columns = columnsOf(lines);
  const texts = lines.flatMap(({ segments }) => segments.map(({ text }) => text.length));
  const average = texts.reduce((sum, length) => sum + length, 0) / texts.length;
  if (columns.length !== 2 || lines.length < COLUMN_TEXT_ROWS || average < COLUMN_TEXT_LENGTH) return undefined;
  return columns.flatMap((column) =>
    lines.flatMap((line) => {
      const segments = line.segments.filter((segment) => overlaps(segment, column));
      return segments.length === 0 ? [] : [partOfLine(line, segments)];
    }),
  );
}

interface Span {
  readonly left: number;
  readonly right: number;
}

/** The spans that cells cover, all lines laid over one another. */
function columnsOf(lines: readonly TextLine[]): Span[] {
  const columns: Span[] = [];
  for (const segment of lines.flatMap(({ segments }) => segments).toSorted((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last !== undefined && segment.left <= last.right) {
      columns[columns.length - 1] = { left: last.left, right: Math.max(last.right, segment.right) };
    } else columns.push({ left: segment.left, right: segment.right });
  }
  return columns;
}

function rowsOf(lines: readonly TextLine[]): TextLine[][] {
  const gaps = lines.slice(1).map((line, at) => line.baseline - (lines[at] as TextLine).baseline);
  const farthest = Math.max(...gaps, 0);
  const rows: TextLine[][] = [];
  for (const [at, line] of lines.entries()) {
    const gap = gaps[at - 1] ?? Infinity;
    const isFurtherLine = gap < NEARER * farthest || (line.segments.length === 1 && gap <= WRAPPED * line.size);
    if (isFurtherLine) rows.at(-1)?.push(line);
    else rows.push([line]);
  }
  return rows;
}

function textIn(row: readonly TextLine[], column: Span): string {
  return row
    .flatMap(({ segments }) => segments.filter((segment) => overlaps(segment, column)))
    .map(({ text }) => text)
    .join(" ");
}

function overlaps(segment: Segment, column: Span): boolean {
  return segment.left <= column.right && segment.right >= column.left;
}

function startsInColumn(line: TextLine, lines: readonly TextLine[]): boolean {
  const tolerance = line.size / 2;
  const starts = lines.flatMap(({ segments }) => segments.map(({ left }) => left));
  return starts.some((left) => Math.abs(left - line.left) <= tolerance);
}
