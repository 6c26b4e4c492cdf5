import { blocksOf, type Block, type TypeSizes } from "./blocks.ts";
import {
  boxAround,
  type BoundingBox,
  type Element,
  type ExtractedDocument,
  type Location,
  type UnreadableDocument,
} from "./extracted-document.ts";
import { withoutMargins } from "./margins.ts";
import { readPdf, type PdfPage } from "./read-pdf.ts";
import { linesOf, type TextLine } from "./text-line.ts";

/** Extracts a PDF's text as elements in reading order; a document without any text is unreadable. */
export async function extractDocument(bytes: Uint8Array): Promise<ExtractedDocument | UnreadableDocument> {
  if (bytes.length === 0) return { unreadable: "The document is empty." };
  const pages = await readPdf(bytes);
  if ("unreadable" in pages) return pages;
  const lines = pages.map(({ runs, height }) => ({ lines: linesOf(runs), height }));
  if (lines.every((page) => page.lines.length === 0)) return { unreadable: "The document has no text in it." };
  const sizes = typeSizes(lines.flatMap((page) => page.lines));
  const elements = withoutMargins(lines).flatMap(({ body, margins }, pageIndex): Element[] => {
    const page = pages[pageIndex] as PdfPage;
    const own = blocksOf(body, sizes).map((block) => elementOf(block, { page, pageIndex }));
    const around = margins.map(({ kind, line }): Element => {
      return { type: "TEXT", kind, text: line.text, locations: [locationOf([line], { page, pageIndex })] };
    });
    const isHead = (element: Element): boolean => element.type === "TEXT" && element.kind === "HEADER";
    return [...around.filter(isHead), ...own, ...around.filter((element) => !isHead(element))];
  });
  return { pages: pages.map(({ width, height }) => ({ width, height })), elements: withJoinedTables(elements) };
}

/** The size of most letters, and the largest. */
function typeSizes(lines: readonly TextLine[]): TypeSizes {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  const [most] = [...letters].toSorted(([, a], [, b]) => b - a);
  return { body: most?.[0] ?? 10, largest: Math.max(...letters.keys()) };
}

interface Place {
  readonly page: PdfPage;
  readonly pageIndex: number;
}

function elementOf(block: Block, place: Place): Element {
  const locations = [locationOf(block.lines, place)];
  if (block.type === "TABLE") return { type: "TABLE", rows: block.rows, locations };
  return { type: "TEXT", kind: block.kind, text: block.text, locations };
}

function locationOf(lines: readonly TextLine[], { page, pageIndex }: Place): Location {
  const boxes = lines.map(({ left, right, baseline, size }) => ({
    left,
    top: baseline - 0.8 * size,
    width: right - left,
    height: size,
  }));
  return { pageIndex, box: inFractions(boxAround(boxes), page) };
}

function inFractions(box: BoundingBox, { width, height }: PdfPage): BoundingBox {
  const left = fraction(box.left / width);
  const top = fraction(box.top / height);
  return {
    left,
    top,
    width: fraction(Math.min(box.width / width, 1 - left)),
    height: fraction(Math.min(box.height / height, 1 - top)),
  };
}

function fraction(value: number): number {
  return Number(Math.min(1, Math.max(0, value)).toFixed(6));
}

/** A table that goes on at the head of the next page is one table; a header that is repeated there is not a row. */
function withJoinedTables(elements: readonly Element[]): Element[] {
  const joined: Element[] = [];
  for (const element of elements) {
    const at = joined.findLastIndex((one) => one.type === "TABLE" || isOwnText(one));
    const before = joined[at];
    if (element.type !== "TABLE" || before?.type !== "TABLE" || !goesOn(before, element)) joined.push(element);
    else {
      const [header, ...rest] = element.rows;
      const isRepeated = JSON.stringify(header) === JSON.stringify(before.rows[0]);
      const rows = [...before.rows, ...(isRepeated ? rest : element.rows)];
      joined[at] = { type: "TABLE", rows, locations: [...before.locations, ...element.locations] };
    }
  }
  return joined;
}

function isOwnText(element: Element): boolean {
  return element.type === "TEXT" && !["HEADER", "FOOTER", "PAGE_NUMBER"].includes(element.kind);
}

function goesOn(before: Extract<Element, { type: "TABLE" }>, next: Extract<Element, { type: "TABLE" }>): boolean {
  const [last, first] = [before.locations.at(-1), next.locations[0]];
  if (last === undefined || first === undefined || first.pageIndex !== last.pageIndex + 1) return false;
  const isBelowEachOther = Math.abs(last.box.left - first.box.left) < 0.02;
  return isBelowEachOther && before.rows[0]?.length === next.rows[0]?.length;
}
