/** A piece of text as it stands on a page; lengths in points, from the upper left corner. */
export interface TextRun {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly isBold: boolean;
}

/** Runs without a wide gap between them: a line of running text, or the cell of a table. */
export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** What stands on one baseline. */
export interface TextLine {
  readonly segments: readonly Segment[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly isBold: boolean;
}

/** A gap of so many font sizes separates words, and one of so many the cells of a table. */
const WORD_GAP = 0.12;
const CELL_GAP = 1.4;

/** Puts the runs of a page into lines, from top to bottom; what differs by a fraction of the size is one line. */
export function linesOf(runs: readonly TextRun[]): TextLine[] {
  const lines: TextRun[][] = [];
  for (const run of runs.filter(({ text }) => text.trim() !== "").toSorted((a, b) => a.baseline - b.baseline)) {
    const last = lines.at(-1);
    const reference = last?.[0];
    const isSame =
      reference !== undefined && run.baseline - reference.baseline < 0.4 * Math.min(run.size, reference.size);
    if (isSame) last?.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => lineOf(line.toSorted((a, b) => a.left - b.left)));
}

/** A line that consists of some of another's segments. */
export function partOfLine(line: TextLine, segments: readonly Segment[]): TextLine {
  const left = Math.min(...segments.map((segment) => segment.left));
  const right = Math.max(...segments.map((segment) => segment.right));
  return { ...line, segments, text: segments.map(({ text }) => text).join(" "), left, right };
}

function lineOf(runs: readonly TextRun[]): TextLine {
  const segments: Segment[] = [];
  for (const run of runs) {
    const last = segments.at(-1);
    const gap = last === undefined ? Infinity : run.left - last.right;
    if (last === undefined || gap > CELL_GAP * run.size) {
      segments.push({ text: run.text.trim(), left: run.left, right: run.right });
      continue;
    }
    const isApart = gap > WORD_GAP * run.size || /\s$/.test(last.text) || /^\s/.test(run.text);
    const text = `${last.text}${isApart ? " " : ""}${run.text}`.replace(/\s+/g, " ").trim();
    segments[segments.length - 1] = { text, left: last.left, right: Math.max(last.right, run.right) };
  }
  const [widest] = runs.toSorted((a, b) => b.text.length - a.text.length);
  return {
    segments,
    text: segments.map(({ text }) => text).join(" "),
    left: segments[0]?.left ?? 0,
    right: Math.max(...segments.map(({ right }) => right)),
    baseline: Math.max(...runs.map(({ baseline }) => baseline)),
    size: widest?.size ?? 0,
    isBold: runs.every(({ isBold }) => isBold),
  };
}
