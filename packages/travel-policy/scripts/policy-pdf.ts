import PDFDocument from "pdfkit";
import type { PolicySection, PolicySource, PolicyTable } from "../policies/policy-source.ts";

/** How a policy's PDF differs from the usual: for tests of what goes wrong. */
export interface PdfOptions {
  readonly ownerPassword?: string;
  readonly userPassword?: string;
  /** Words set in white on white at the end, as an attacker would hide them. */
  readonly whiteText?: string;
  readonly withoutPageNumbers?: boolean;
}

const MARGIN = 72;
const WIDTH = 612 - 2 * MARGIN;
const ROW_HEIGHT = 24;
const FIXED_DATE = new Date("2026-03-01T00:00:00Z");

/**
 * A policy as a PDF of letter size: headings, paragraphs, lists, ruled tables, running head and page numbers. The same
 * source gives the same bytes: dates are fixed, and pdfkit derives the file's id from them.
 */
export function policyPdf(source: PolicySource, options: PdfOptions = {}): Promise<Buffer> {
  const { ownerPassword, userPassword, whiteText, withoutPageNumbers = false } = options;
  const doc = new PDFDocument({
    size: "LETTER",
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true,
    info: { Title: source.title, Author: "Northwind Atlas", CreationDate: FIXED_DATE, ModDate: FIXED_DATE },
    ...(ownerPassword === undefined ? {} : { ownerPassword }),
    ...(userPassword === undefined ? {} : { userPassword }),
  });
  const done = collected(doc);
  doc.font("Helvetica-Bold").fontSize(22).text(source.title);
  doc.moveDown(0.6).font("Helvetica").fontSize(10).fillColor("#444444").text(source.edition).fillColor("black");
  for (const section of source.sections) drawSection(doc, section);
  if (whiteText !== undefined) doc.moveDown(1).fontSize(10.5).fillColor("white").text(whiteText).fillColor("black");
  if (!withoutPageNumbers) drawPageNumbers(doc, source.title);
  doc.end();
  return done;
}

type Document = PDFKit.PDFDocument;

function collected(doc: Document): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => void parts.push(part));
  doc.on("end", () => resolve(Buffer.concat(parts)));
  doc.on("error", reject);
  return promise;
}

function drawSection(doc: Document, { heading, body }: PolicySection): void {
  needSpace(doc, 90);
  doc.moveDown(1.6).font("Helvetica-Bold").fontSize(15).text(heading, MARGIN);
  for (const block of body) {
    doc.moveDown(0.9);
    if (typeof block === "string") drawParagraph(doc, block);
    else if ("list" in block) for (const item of block.list) drawItem(doc, item);
    else drawTable(doc, block);
  }
}

function drawParagraph(doc: Document, text: string): void {
  doc.font("Helvetica").fontSize(10.5);
  needSpace(doc, doc.heightOfString(text, { width: WIDTH }));
  doc.text(text, MARGIN, doc.y, { width: WIDTH, lineGap: 2 });
}

/** Lines after the first stand under the item's words, not under its bullet. */
function drawItem(doc: Document, text: string): void {
  const indent = 14;
  doc.font("Helvetica").fontSize(10.5);
  needSpace(doc, doc.heightOfString(text, { width: WIDTH - indent }));
  const top = doc.y;
  doc.text("•", MARGIN + 3, top, { lineBreak: false });
  doc.text(text, MARGIN + indent, top, { width: WIDTH - indent, lineGap: 2 });
  doc.x = MARGIN;
  doc.moveDown(0.3);
}

/** One line a row, the header in bold, ruled: what an extractor can tell by its lines and columns. */
function drawTable(doc: Document, { headers, rows }: PolicyTable): void {
  needSpace(doc, ROW_HEIGHT * (rows.length + 1));
  doc.font("Helvetica-Bold").fontSize(9.5);
  const widest = headers.map((header, column) =>
    Math.max(...[header, ...rows.map((row) => row[column] ?? "")].map((cell) => doc.widthOfString(cell) + 12)),
  );
  const spare = (WIDTH - widest.reduce((sum, width) => sum + width, 0)) / headers.length;
  for (const [at, cells] of [headers, ...rows].entries()) {
    const top = doc.y;
    doc.font(at === 0 ? "Helvetica-Bold" : "Helvetica").fontSize(9.5);
    let left = MARGIN;
    for (const [column, cell] of cells.entries()) {
      doc.text(cell, left + 4, top + 7, { lineBreak: false });
      left += (widest[column] ?? 0) + spare;
    }
    doc.rect(MARGIN, top, WIDTH, ROW_HEIGHT).lineWidth(0.5).strokeColor("#888888").stroke();
    doc.x = MARGIN;
    doc.y = top + ROW_HEIGHT;
  }
}

function needSpace(doc: Document, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
}

function drawPageNumbers(doc: Document, title: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // In the margin itself: with the margin in place pdfkit would begin a new page.
    const { bottom } = doc.page.margins;
    doc.page.margins.bottom = 0;
    doc.font("Helvetica").fontSize(8).fillColor("#666666");
    doc.text(title, MARGIN, 36, { lineBreak: false });
    doc.text(`Page ${page + 1} of ${count}`, MARGIN, doc.page.height - 40, { lineBreak: false });
    doc.page.margins.bottom = bottom;
    doc.fillColor("black");
  }
}
