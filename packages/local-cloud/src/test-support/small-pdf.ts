/** Text on a page; lengths in points from the lower left corner, as PDF has it. */
export interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** 11 unless told. */
  readonly size?: number;
  readonly bold?: boolean;
  /** Red, green and blue from 0 to 1; black unless told. */
  readonly colour?: readonly [number, number, number];
}

export interface PdfOptions {
  /** The title in the document's metadata. */
  readonly title?: string;
  /** A note on the first page. */
  readonly note?: string;
  readonly encrypted?: boolean;
}

/** Writes a PDF of US Letter pages by hand, in Helvetica. */
export function smallPdf(pages: readonly (readonly PdfText[])[], options: PdfOptions = {}): Buffer {
  const objects: string[] = [];
  const add = (content: string): number => objects.push(content);
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add("");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
  const kids = pages.map((texts, at) => {
    const stream = texts.map(operatorsOf).join("\n");
    const content = add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    const note = at === 0 && options.note !== undefined ? add(noteOf(options.note)) : undefined;
    const annotations = note === undefined ? "" : ` /Annots [${note} 0 R]`;
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${content} 0 R${annotations} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] >>`;
  const info = add(`<< /Title (${escaped(options.title ?? "")}) >>`);
  const zeros = "0".repeat(64);
  const lock =
    options.encrypted === true ? add(`<< /Filter /Standard /V 1 /R 2 /P -44 /O <${zeros}> /U <${zeros}> >>`) : 0;
  const trailer = `/Root 1 0 R /Info ${info} 0 R${lock === 0 ? "" : ` /Encrypt ${lock} 0 R`} /ID [<00> <00>]`;
  return written(objects, trailer);
}

function operatorsOf({ text, x, y, size = 11, bold = false, colour = [0, 0, 0] }: PdfText): string {
  return `BT ${colour.join(" ")} rg /${bold ? "F2" : "F1"} ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`;
}

function noteOf(text: string): string {
  return `<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (${escaped(text)}) >>`;
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, "\\$&");
}

function written(objects: readonly string[], trailer: string): Buffer {
  let text = "%PDF-1.4\n";
  const offsets = objects.map((content, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${content}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}
