import { describe, expect, test } from "@jest/globals";
import { smallPdf, type PdfText } from "../../../test-support/small-pdf.ts";
import { extractDocument } from "./extract-document.ts";
import type { Element, ExtractedDocument } from "./extracted-document.ts";

async function extracted(...pages: readonly (readonly PdfText[])[]): Promise<ExtractedDocument> {
  const document = await extractDocument(new Uint8Array(smallPdf(pages)));
  if ("unreadable" in document) throw new Error(document.unreadable);
  return document;
}

const shape = (element: Element): unknown =>
  element.type === "TEXT" ? [element.kind, element.text] : ["TABLE", element.rows];
const at = (x: number, y: number, text: string, more: Partial<PdfText> = {}): PdfText => ({ x, y, text, ...more });
const row = (y: number, cells: readonly string[]): PdfText[] =>
  cells.map((text, column) => at(72 + column * 150, y, text));

describe("an extracted document", () => {
  test("tells headings, paragraphs and list items apart, in reading order", async () => {
    const { elements } = await extracted([
      at(72, 720, "Travel Policy", { size: 22, bold: true }),
      at(72, 680, "1. Fares", { size: 15, bold: true }),
      at(72, 655, "The price of a round trip may not"),
      at(72, 641, "exceed $500, and a non-"),
      at(72, 627, "refundable ticket is the rule."),
      at(72, 600, "A second paragraph."),
      at(72, 575, "- Delta Air Lines, which"),
      at(82, 561, "has an agreement"),
      at(72, 547, "- United Airlines"),
      at(72, 520, "Exceptions", { bold: true }),
      at(72, 500, "None."),
    ]);
    expect(elements.map(shape)).toEqual([
      ["TITLE", "Travel Policy"],
      ["SECTION_TITLE", "1. Fares"],
      ["PARAGRAPH", "The price of a round trip may not exceed $500, and a non-refundable ticket is the rule."],
      ["PARAGRAPH", "A second paragraph."],
      ["LIST", "- Delta Air Lines, which has an agreement"],
      ["LIST", "- United Airlines"],
      ["SECTION_TITLE", "Exceptions"],
      ["PARAGRAPH", "None."],
    ]);
  });

  test("has tables by the alignment of their cells, with cells of several lines", async () => {
    const { elements } = await extracted([
      at(72, 720, "The limits are these."),
      ...row(690, ["Region", "Economy", "Business"]),
      ...row(666, ["Central America", "$850", "$2,200"]),
      at(72, 653, "and the Caribbean"),
      ...row(629, ["Europe", "$1,200", "$4,500"]),
      at(72, 590, "After the table."),
    ]);
    expect(elements.map(shape)).toEqual([
      ["PARAGRAPH", "The limits are these."],
      [
        "TABLE",
        [
          ["Region", "Economy", "Business"],
          ["Central America and the Caribbean", "$850", "$2,200"],
          ["Europe", "$1,200", "$4,500"],
        ],
      ],
      ["PARAGRAPH", "After the table."],
    ]);
  });

  test("joins a table that goes on at the head of the next page", async () => {
    const { elements } = await extracted(
      [...row(100, ["Region", "Limit"]), ...row(76, ["Asia", "$1,600"])],
      [...row(700, ["Region", "Limit"]), ...row(676, ["Africa", "$1,700"])],
    );
    expect(elements.map(shape)).toEqual([
      [
        "TABLE",
        [
          ["Region", "Limit"],
          ["Asia", "$1,600"],
          ["Africa", "$1,700"],
        ],
      ],
    ]);
    expect(elements[0]?.locations.map(({ pageIndex }) => pageIndex)).toEqual([0, 1]);
  });

  test("reads the left column of a page before the right one", async () => {
    const column = (name: string, x: number): PdfText[] =>
      Array.from({ length: 8 }, (_, line) =>
        at(x, 700 - 14 * line, `${name} line ${line} of the text in it, as it runs`),
      );
    const { elements } = await extracted([...column("Left", 50), ...column("Right", 330)]);
    const text = elements.map((element) => (element.type === "TEXT" ? element.text : "TABLE")).join(" ");
    expect(text.indexOf("Left line 7")).toBeLessThan(text.indexOf("Right line 0"));
  });

  test("knows running heads, feet and page numbers", async () => {
    const page = (number: number): PdfText[] => [
      at(72, 760, "Northwind Travel Policy"),
      at(72, 400, `Text of page ${number}.`),
      at(72, 40, "Internal"),
      at(300, 25, `Page ${number} of 2`),
    ];
    const { elements } = await extracted(page(1), page(2));
    expect(elements.slice(0, 4).map(shape)).toEqual([
      ["HEADER", "Northwind Travel Policy"],
      ["PARAGRAPH", "Text of page 1."],
      ["FOOTER", "Internal"],
      ["PAGE_NUMBER", "Page 1 of 2"],
    ]);
  });

  test("gives boxes as fractions of the page from its upper left corner", async () => {
    const { elements } = await extracted([at(61.2, 792 - 79.2, "Here")]);
    const [location] = elements[0]?.locations ?? [];
    expect(location?.pageIndex).toBe(0);
    expect(location?.box.left).toBeCloseTo(0.1, 3);
    expect(location?.box.top).toBeCloseTo((79.2 - 0.8 * 11) / 792, 3);
    expect(location?.box.height).toBeCloseTo(11 / 792, 3);
  });

  test("holds text of any colour on the page, and neither what lies beside it nor metadata nor notes", async () => {
    const document = await extractDocument(
      new Uint8Array(
        smallPdf(
          [
            [
              at(72, 700, "Visible."),
              at(72, 650, "White on white.", { colour: [1, 1, 1] }),
              at(2_000, 600, "Beside the page."),
            ],
          ],
          { title: "Title of the metadata", note: "A note on the page" },
        ),
      ),
    );
    expect("elements" in document && document.elements.map(shape)).toEqual([
      ["PARAGRAPH", "Visible."],
      ["PARAGRAPH", "White on white."],
    ]);
  });
});

describe("a document is unreadable", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["empty", new Uint8Array(), /empty/],
    ["no PDF", new TextEncoder().encode("hello, I am a text"), /not a valid PDF/],
    ["cut off", new Uint8Array(smallPdf([[at(72, 700, "Cut.")]]).subarray(0, 60)), /not a valid PDF|damaged/],
    ["encrypted", new Uint8Array(smallPdf([[at(72, 700, "Locked.")]], { encrypted: true })), /encrypted/],
    ["without text", new Uint8Array(smallPdf([[]])), /no text/],
  ])("that is %s", async (_what, bytes, reason) => {
    expect(await extractDocument(bytes)).toEqual({ unreadable: expect.stringMatching(reason) });
  });
});
