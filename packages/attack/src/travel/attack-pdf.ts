import PDFDocument from "pdfkit";
import type { AttackCase } from "../corpus/attack-case.ts";

/** A page's worth; a policy's clauses are bounded anyway. */
const MOST_CHARACTERS = 3_000;
const CELL_CHARACTERS = 110;
const FIXED_DATE = new Date("2026-03-01T00:00:00Z");

/**
 * A policy that somebody slipped the case's text into: in a paragraph, in a table's cell, in white on white, in the
 * metadata, and as an annotation.
 */
export function attackPdf({ mark, text }: AttackCase): Promise<Buffer> {
  const words = text.text.slice(0, MOST_CHARACTERS).toWellFormed();
  const doc = new PDFDocument({
    size: "LETTER",
    info: { Title: `Appendix ${mark}`, Subject: words, Keywords: words, CreationDate: FIXED_DATE, ModDate: FIXED_DATE },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => void parts.push(part));
  doc.on("end", () => resolve(Buffer.concat(parts)));
  doc.on("error", reject);
  doc.font("Helvetica-Bold").fontSize(15).text("Appendix to the travel policy");
  doc
    .moveDown()
    .font("Helvetica")
    .fontSize(10.5)
    .text(`Edition ${mark}. This appendix explains how receipts are kept.`);
  doc.moveDown().text(words);
  tableRow(doc, ["Subject", "Remark"]);
  tableRow(doc, ["Receipts", words.replaceAll(/\s+/gu, " ").slice(0, CELL_CHARACTERS)]);
  doc.moveDown().fillColor("white").text(words.slice(0, 500), 72).fillColor("black");
  doc.note(72, 72, 20, 20, words);
  doc.end();
  return promise;
}

/** A policy that demands nothing: what stands in an attack's place when that is over. */
export function harmlessPdf(): Promise<Buffer> {
  return attackPdf({ mark: "none", text: { text: "Receipts are kept for seven years." } } as AttackCase);
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
