import type { TextKind } from "./extracted-document.ts";
import type { TextLine } from "./text-line.ts";

/** A page's lines, and its height in points. */
export interface PageLines {
  readonly lines: readonly TextLine[];
  readonly height: number;
}

export interface MarginLine {
  readonly kind: Extract<TextKind, "HEADER" | "FOOTER" | "PAGE_NUMBER">;
  readonly line: TextLine;
}

/** The share of a page's height in which running heads and feet stand. */
const MARGIN = 0.08;
const PAGE_NUMBER = /^(?:page\s+)?\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?$/i;

/** Tells the lines of each page that repeat from page to page, and page numbers, from the page's own text. */
export function withoutMargins(
  pages: readonly PageLines[],
): { readonly body: readonly TextLine[]; readonly margins: readonly MarginLine[] }[] {
  const seen = new Map<string, number>();
  for (const { lines, height } of pages) {
    const texts = lines.filter((line) => isInMargin(line, height)).map(textWithoutNumbers);
    for (const text of new Set(texts)) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  return pages.map(({ lines, height }) => {
    const margins: MarginLine[] = [];
    const body: TextLine[] = [];
    for (const line of lines) {
      const isTop = line.baseline < height / 2;
      const repeats = (seen.get(textWithoutNumbers(line)) ?? 0) > 1;
      if (!isInMargin(line, height)) body.push(line);
      else if (PAGE_NUMBER.test(line.text)) margins.push({ kind: "PAGE_NUMBER", line });
      else if (repeats) margins.push({ kind: isTop ? "HEADER" : "FOOTER", line });
      else body.push(line);
    }
    return { body, margins };
  });
}

function isInMargin(line: TextLine, height: number): boolean {
  return line.baseline < height * MARGIN || line.baseline > height * (1 - MARGIN);
}

function textWithoutNumbers({ text }: TextLine): string {
  return text.replace(/\d+/g, "#");
}
