import type { TextKind } from "./extracted-document.ts";
import { columnsOfText, tableLength, tableOf, type TableBlock } from "./table.ts";
import type { TextLine } from "./text-line.ts";

/** Lines that belong together. */
export type Block =
  | { readonly type: "TEXT"; readonly kind: TextKind; readonly text: string; readonly lines: readonly TextLine[] }
  | ({ readonly type: "TABLE" } & TableBlock);

/** The sizes by which a document's headings are told from its text, in points. */
export interface TypeSizes {
  readonly body: number;
  readonly largest: number;
}

/** The next line of a paragraph is not farther below than so many font sizes. */
const LEADING = 1.75;
/** A heading's letters are so much larger than the text's. */
const HEADING = 1.12;
/** A bold line that is no longer than this, alone on its line, is a heading too. */
const LONGEST_BOLD_HEADING = 80;
const BULLET = /^(?:[•◦▪●○■‣·–—*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S/u;

/** Puts the lines of a page into headings, paragraphs, list items and tables. */
export function blocksOf(lines: readonly TextLine[], sizes: TypeSizes): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const length = tableLength(lines, at);
    const candidate = lines.slice(at, at + length);
    const inColumns = length === 0 ? undefined : columnsOfText(candidate);
    const table = length === 0 || inColumns !== undefined ? undefined : tableOf(candidate);
    if (table !== undefined) blocks.push({ type: "TABLE", ...table });
    else for (const line of inColumns ?? lines.slice(at, at + Math.max(length, 1))) addLine(blocks, line, sizes);
    at += Math.max(length, 1);
  }
  return blocks;
}

function addLine(blocks: Block[], line: TextLine, sizes: TypeSizes): void {
  const last = blocks.at(-1);
  if (last?.type === "TEXT" && continues(last, line, sizes)) {
    blocks[blocks.length - 1] = { ...last, text: joined(last.text, line.text), lines: [...last.lines, line] };
    return;
  }
  blocks.push({ type: "TEXT", kind: kindOf(line, sizes), text: line.text, lines: [line] });
}

function continues(block: Extract<Block, { type: "TEXT" }>, line: TextLine, sizes: TypeSizes): boolean {
  const before = block.lines.at(-1) as TextLine;
  const gap = line.baseline - before.baseline;
  // A negative gap is the top of the next column: text goes on there as in the line below.
  const isNear = gap < 0 || gap <= LEADING * Math.max(before.size, line.size);
  if (!isNear || Math.abs(before.size - line.size) > 0.5 || before.isBold !== line.isBold) return false;
  if (block.kind === "LIST") return !isItem(line) && line.left > (block.lines[0] as TextLine).left + 2;
  return block.kind === kindOf(line, sizes);
}

function kindOf(line: TextLine, { body, largest }: TypeSizes): TextKind {
  if (line.size >= body * HEADING) return line.size >= largest - 0.5 ? "TITLE" : "SECTION_TITLE";
  const endsLikeText = /[.;,:]$/.test(line.text);
  if (line.isBold && line.text.length <= LONGEST_BOLD_HEADING && !endsLikeText) return "SECTION_TITLE";
  return isItem(line) ? "LIST" : "PARAGRAPH";
}

function isItem(line: TextLine): boolean {
  return BULLET.test(line.text);
}

/** A word that was divided at a hyphen keeps it: most of what a policy divides there is written with one. */
function joined(text: string, next: string): string {
  return /\p{L}-$/u.test(text) ? `${text}${next}` : `${text} ${next}`;
}
