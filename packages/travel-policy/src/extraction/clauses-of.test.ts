import { describe, expect, test } from "@jest/globals";
import { PolicyChunk } from "@agentic-pm/contracts/travel";
import type { ExtractedElement } from "./extracted-elements.ts";
import { chunkOf, clausesOf } from "./clauses-of.ts";

let order = 0;
function element(text: string, change: Partial<ExtractedElement> = {}): ExtractedElement {
  order += 1;
  return {
    type: "TEXT",
    sub_type: "PARAGRAPH",
    reading_order: order,
    representation: { text },
    locations: [{ page_index: 1, bounding_box: { left: 0.1, top: 0.2, width: 0.5, height: 0.3 } }],
    ...change,
  };
}
const table = (markdown: string) => element("", { type: "TABLE", representation: { text: "", markdown } });
const DOCUMENT = { documentId: `doc_${"a".repeat(32)}`, document: "us-domestic-travel", version: 2 };

describe("clauses of an extracted document", () => {
  test("are its paragraphs in reading order, under their headings, with page and box", () => {
    const heading = element("3. Fares", { sub_type: "SECTION_TITLE" });
    const [first, second] = [element("One."), element("Two.")];
    expect(clausesOf([second, first, heading].toSorted(() => 0)).map(({ text }) => text)).toEqual(["One.", "Two."]);
    expect(clausesOf([heading, first])).toEqual([
      {
        ordinal: 0,
        section: "3. Fares",
        page: 2,
        box: { left: 0.1, top: 0.2, width: 0.5, height: 0.3 },
        text: "One.",
      },
    ]);
  });

  test("leave out what frames a page", () => {
    const frame = ["HEADER", "FOOTER", "PAGE_NUMBER"].map((sub_type) => element("Page 3", { sub_type }));
    expect(clausesOf(frame)).toEqual([]);
  });

  test("are single items of a list, without their bullets", () => {
    const list = element("• First.\n• Second.\n3) Third.", { sub_type: "LIST" });
    expect(clausesOf([list]).map(({ text }) => text)).toEqual(["First.", "Second.", "Third."]);
  });

  test("are rows of a table with the headers over their cells, each in its part of the box", () => {
    const rows = clausesOf([
      table("| Region | **Limit** |\n|---|:-:|\n| Europe<br>(all) | $1,200 |\n| Asia | $1,600 |"),
    ]);
    expect(rows.map(({ text }) => text)).toEqual([
      "Region: Europe (all) | Limit: $1,200",
      "Region: Asia | Limit: $1,600",
    ]);
    expect(rows.map(({ box }) => box.top.toFixed(2))).toEqual(["0.30", "0.40"]);
  });

  test("hold no character that a person does not see", () => {
    const tagged = "The cap\u200B is \u202E$500\u{E0041}\u{E0042}, ﬁnal.";
    expect(clausesOf([element(tagged)]).map(({ text }) => text)).toEqual(["The cap is $500, final."]);
  });

  test("are cut where they are longer than a clause may be", () => {
    const long = clausesOf([element("A sentence of a clause. ".repeat(300))]);
    expect(long.length).toBeGreaterThan(3);
    expect(long.every(({ text }) => text.length <= 2000 && text.endsWith("."))).toBe(true);
  });

  test("fit the contract, under ids that stay the same", () => {
    const [clause] = clausesOf([element("One.", { locations: [{ page_index: 0 }] })]);
    if (clause === undefined) throw new Error("no clause");
    const chunk = chunkOf(clause, DOCUMENT);
    expect(PolicyChunk.parse(chunk)).toEqual(chunk);
    expect(chunkOf(clause, DOCUMENT).chunkId).toBe(chunk.chunkId);
    expect(chunkOf({ ...clause, ordinal: 1 }, DOCUMENT).chunkId).not.toBe(chunk.chunkId);
  });
});
