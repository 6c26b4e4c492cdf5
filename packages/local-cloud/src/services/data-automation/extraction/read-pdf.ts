import { getDocumentProxy } from "unpdf";
import type { UnreadableDocument } from "./extracted-document.ts";
import type { TextRun } from "./text-line.ts";

/** A page's size in points, and the text on it. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly TextRun[];
}

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Document["getPage"]>>;

/** More pages than Bedrock Data Automation takes. */
const MOST_PAGES = 3_000;

/** Reads the text of a PDF's pages: all that is drawn, whatever its colour; no metadata, notes or forms. */
export async function readPdf(bytes: Uint8Array): Promise<readonly PdfPage[] | UnreadableDocument> {
  let document: Document;
  try {
    // Level 0: the library says its warnings to nobody.
    document = await getDocumentProxy(bytes, { verbosity: 0 });
  } catch (error) {
    return { unreadable: reasonOf(error) };
  }
  try {
    if (document.numPages > MOST_PAGES) return { unreadable: `The document has more than ${MOST_PAGES} pages.` };
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number++)
      pages.push(await readPage(await document.getPage(number)));
    return pages;
  } catch (error) {
    return { unreadable: reasonOf(error) };
  } finally {
    await document.loadingTask.destroy().catch(() => undefined);
  }
}

function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return "The document is encrypted: it cannot be read without its password.";
  if (name === "InvalidPDFException") return "The document is not a valid PDF.";
  return "The document is damaged and cannot be read.";
}

async function readPage(page: Page): Promise<PdfPage> {
  const view = page.getViewport({ scale: 1 });
  const [content] = await Promise.all([page.getTextContent(), page.getOperatorList()]);
  const runs = content.items.flatMap((item): TextRun[] => {
    if (!("str" in item) || item.str.trim() === "") return [];
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform as number[];
    const size = Math.hypot(c, d) || Math.hypot(a, b);
    const [left = 0, baseline = 0] = view.convertToViewportPoint(x, y) as number[];
    const right = left + item.width;
    const isOnPage = right > 0 && left < view.width && baseline > 0 && baseline - size < view.height;
    if (!isOnPage || size === 0) return [];
    return [{ text: item.str, left, right, baseline, size, isBold: isBold(page, item.fontName) }];
  });
  return { width: view.width, height: view.height, runs };
}

function isBold(page: Page, fontName: string): boolean {
  if (!page.commonObjs.has(fontName)) return false;
  const font: unknown = page.commonObjs.get(fontName);
  return typeof font === "object" && font !== null && "name" in font && /bold|black|heavy/i.test(String(font.name));
}
