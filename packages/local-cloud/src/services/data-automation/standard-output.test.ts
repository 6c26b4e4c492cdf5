import { expect, test } from "@jest/globals";
import type { Element } from "./extraction/extracted-document.ts";
import { standardOutput } from "./standard-output.ts";

const locations = [{ pageIndex: 0, box: { left: 0.1, top: 0.1, width: 0.5, height: 0.05 } }];
const page = { width: 612, height: 792 };
const outputOf = (elements: readonly Element[]) =>
  standardOutput({ pages: [page], elements }, { jobId: "j", bucket: "b", key: "k.pdf" }) as {
    document: { representation: { markdown: string }; statistics: Record<string, number> };
    elements: Record<string, unknown>[];
  };

test("a table is written as text, Markdown, HTML and CSV, each with what it has to escape", () => {
  const rows = [
    ["Region", "Limit"],
    ["Asia | Oceania", '$1,600 "flex" <b>'],
  ];
  expect(outputOf([{ type: "TABLE", rows, locations }]).elements[0]).toMatchObject({
    type: "TABLE",
    headers: ["Region", "Limit"],
    locations: [{ page_index: 0, bounding_box: locations[0]?.box }],
    representation: {
      text: 'Region\tLimit\nAsia | Oceania\t$1,600 "flex" <b>',
      markdown: '| Region | Limit |\n| --- | --- |\n| Asia \\| Oceania | $1,600 "flex" <b> |',
      html: '<table><thead><tr><th>Region</th><th>Limit</th></tr></thead><tbody><tr><td>Asia | Oceania</td><td>$1,600 "flex" &lt;b&gt;</td></tr></tbody></table>',
      csv: 'Region,Limit\nAsia | Oceania,"$1,600 ""flex"" <b>"',
    },
  });
});

test("headings and list items are marked in the document's Markdown", () => {
  const text = (kind: Extract<Element, { type: "TEXT" }>["kind"], content: string): Element => {
    return { type: "TEXT", kind, text: content, locations };
  };
  const { document } = outputOf([
    text("TITLE", "Policy"),
    text("SECTION_TITLE", "1. Fares"),
    text("PARAGRAPH", "They may not exceed $500."),
    text("LIST", "\u2022 Delta"),
    text("LIST", "2. United"),
  ]);
  expect(document.representation.markdown).toBe(
    "# Policy\n\n## 1. Fares\n\nThey may not exceed $500.\n\n- Delta\n\n2. United",
  );
  expect(document.statistics).toMatchObject({ element_count: 5, table_count: 0, figure_count: 0, word_count: 12 });
});

test("the same job writes the same output when it is repeated", () => {
  const elements: Element[] = [{ type: "TEXT", kind: "PARAGRAPH", text: "Twice.", locations }];
  expect(outputOf(elements)).toEqual(outputOf(elements));
});
