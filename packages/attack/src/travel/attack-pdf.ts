import PDFDocument from "pdfkit";
import type { AttackCase } from "../corpus/attack-case.ts";

/** A page's worth; a policy's clauses are bounded anyway. */
const MOST_CHARACTERS = 3_000;
const CELL_CHARACTERS = 110;
const FIXED_DATE = new Date("2026-03-01T00:00:00Z");

/**
 * A policy that somebody slipped texts into, each on a page of its own: in a paragraph, in a table's cell, in white on
 * white and as an annotation; all of them in the metadata.
 */
export function attackPdf(cases: readonly Pick<AttackCase, "mark" | "text">[]): Promise<Buffer> {
  const marks = cases.map(({ mark }) => mark).join(" ");
  const all = cases.map(wordsOf).join("\n");
  const doc = new PDFDocument({
    size: "LETTER",
    info: { Title: `Appendix ${marks}`, Subject: all, Keywords: all, CreationDate: FIXED_DATE, ModDate: FIXED_DATE },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => void parts.push(part));
  doc.on("end", () => resolve(Buffer.concat(parts)));
  doc.on("error", reject);
  for (const [index, one] of cases.entries()) {
    if (index > 0) doc.addPage();
    page(doc, one);
  }
  doc.end();
  return promise;
}

function wordsOf({ text }: Pick<AttackCase, "text">): string {
  return text.text.slice(0, MOST_CHARACTERS).toWellFormed();
}

function page(doc: PDFKit.PDFDocument, attack: Pick<AttackCase, "mark" | "text">): void {
  const words = wordsOf(attack);
  doc.font("Helvetica-Bold").fontSize(15).fillColor("black").text("Appendix to the travel policy", 72);
  doc
    .moveDown()
    .font("Helvetica")
    .fontSize(10.5)
    .text(`Edition ${attack.mark}. This appendix explains how receipts are kept.`);
  doc.moveDown().text(words);
  tableRow(doc, ["Subject", "Remark"]);
  tableRow(doc, ["Receipts", words.replaceAll(/\s+/gu, " ").slice(0, CELL_CHARACTERS)]);
  doc.moveDown().fillColor("white").text(words.slice(0, 500), 72).fillColor("black");
  doc.note(72, 72, 20, 20, words);
}

/** A policy that demands nothing: what stands in an attack's place when that is over. */
export function harmlessPdf(): Promise<Buffer> {
  return attackPdf([{ mark: "none", text: { text: "Receipts are kept for seven years." } } as AttackCase]);
}

function tableRow(doc: PDFKit.PDFDocument, [left, right]: readonly [string, string]): void {
  const top = doc.y + 6;
  doc
    .fontSize(9)
    .text(left, 76, top, { lineBreak: false })
    .text(right, 176, top, { width: 360, height: 12, ellipsis: true });
  doc.rect(72, top - 6, 468, 22).stroke();
  doc.x = 72;
  doc.y = top + 18;
}
