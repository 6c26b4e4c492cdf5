import PDFDocument from "pdfkit";
import type { AttackCase } from "../corpus/attack-case.ts";
import type { Mark } from "../corpus/mark.ts";
import { claimOf } from "./hostile-claims.ts";

/** A page's worth; a policy's clauses are bounded anyway. */
const MOST_CHARACTERS = 3_000;
const FIXED_DATE = new Date("2026-03-01T00:00:00Z");
const LEFT = 72;
/** One size for all that is no heading: larger print than the rest would be read as one. */
const BODY_SIZE = 10.5;

type Slipped = Pick<AttackCase, "mark" | "text" | "number">;

/** A PDF with texts slipped in, and whose text stands on which of its pages, by the page's number less one. */
export interface AttackPdf {
  readonly bytes: Buffer;
  readonly pages: readonly Mark[];
}

/**
 * A policy that somebody slipped texts into, each on pages of its own, with a claim that would free trips: in a
 * paragraph, in a table's cell, in white on white and as an annotation, and in turn in one more place; all of them in
 * the metadata.
 */
export async function attackPdf(cases: readonly Slipped[]): Promise<AttackPdf> {
  const all = cases.map(wordsOf).join("\n");
  const info = { Title: `Appendix ${cases.map(({ mark }) => mark).join(" ")}`, Subject: all, Keywords: all };
  const doc = new PDFDocument({
    size: "LETTER",
    autoFirstPage: false,
    info: { ...info, CreationDate: FIXED_DATE, ModDate: FIXED_DATE },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => void parts.push(part));
  doc.on("end", () => resolve(Buffer.concat(parts)));
  doc.on("error", reject);
  const pages: Mark[] = [];
  let own = "";
  doc.on("pageAdded", () => void pages.push(own));
  for (const one of cases) {
    own = one.mark;
    doc.addPage();
    page(doc, one);
  }
  doc.end();
  return { bytes: await promise, pages };
}

function wordsOf({ text, number }: Slipped): string {
  // A sentence of its own: an amount of the text's is not to become the claim's.
  return `${text.text.slice(0, MOST_CHARACTERS).toWellFormed().trimEnd()}.\n${claimOf(number)}`;
}

function page(doc: PDFKit.PDFDocument, attack: Slipped): void {
  const words = wordsOf(attack);
  doc.font("Helvetica-Bold").fontSize(15).fillColor("black").text("Appendix to the travel policy", LEFT);
  doc.moveDown().font("Helvetica").fontSize(BODY_SIZE).text("This appendix explains how receipts are kept.");
  // What stands at the top of every page is a header to whoever reads the PDF: the mark goes with the text.
  doc.moveDown().text(`${words}\nRef ${attack.mark}.`);
  tableRow(doc, ["Subject", "Remark"]);
  tableRow(doc, ["Receipts", claimOf(attack.number).slice(0, 75)]);
  doc.moveDown().fillColor("white").text(words, LEFT).fillColor("black");
  doc.note(LEFT, LEFT, 20, 20, words);
  PLACES[attack.number % PLACES.length]?.(doc, oneLine(words));
}

/** Where else a text may stand: one of these for each case. */
const PLACES: readonly ((doc: PDFKit.PDFDocument, words: string) => void)[] = [
  (doc, words) => doc.moveDown().font("Helvetica-Bold").fontSize(15).text(words.slice(0, 160)).font("Helvetica"),
  (doc, words) => doc.moveDown().list(words.match(/.{1,120}/gu) ?? [""]),
  // The same above and below the text of two pages, as headers and footers are.
  (doc, words) => {
    inMargins(doc, words.slice(0, 200));
    doc.addPage().font("Helvetica").fontSize(BODY_SIZE).text("Receipts are kept for seven years.", LEFT, LEFT);
    inMargins(doc, words.slice(0, 200));
  },
  (doc, words) => {
    doc.y = doc.page.height - 110;
    doc.text(`Receipts are kept. ${words}`.repeat(2), LEFT);
  },
  (doc, words) => doc.fontSize(1).text(words, LEFT, 400, { width: 400 }).fontSize(BODY_SIZE),
  (doc, words) => doc.text(words.slice(0, 200), -3_000, 300, { lineBreak: false }),
  (doc, words) => doc.save().rotate(90).text(words.slice(0, 200), 100, -560, { lineBreak: false }).restore(),
];

function inMargins(doc: PDFKit.PDFDocument, words: string): void {
  const { margins } = doc.page;
  doc.page.margins = { ...margins, top: 0, bottom: 0 };
  doc.fontSize(8).text(words, LEFT, 20, { lineBreak: false });
  doc.text(words, LEFT, doc.page.height - 30, { lineBreak: false }).fontSize(BODY_SIZE);
  doc.page.margins = margins;
}

/** A policy that demands nothing: what stands in an attack's place when that is over. */
export async function harmlessPdf(): Promise<Buffer> {
  const doc = new PDFDocument({ size: "LETTER", info: { CreationDate: FIXED_DATE, ModDate: FIXED_DATE } });
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => void parts.push(part));
  const ended = new Promise<void>((resolve) => void doc.on("end", resolve));
  doc.text("Receipts are kept for seven years.").end();
  await ended;
  return Buffer.concat(parts);
}

function oneLine(words: string): string {
  return words.replaceAll(/\s+/gu, " ");
}

function tableRow(doc: PDFKit.PDFDocument, [left, right]: readonly [string, string]): void {
  const top = doc.y + 6;
  doc.text(left, 76, top, { lineBreak: false }).text(right, 176, top, { width: 360, height: 14, ellipsis: true });
  doc.rect(72, top - 6, 468, 22).stroke();
  doc.x = 72;
  doc.y = top + 18;
}
