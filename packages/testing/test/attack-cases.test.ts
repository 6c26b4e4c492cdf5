import { expect, test } from "@jest/globals";
import { attackCases } from "../src/attack-cases/index.ts";

/** "Inputs the tests must hold", line by line. */
const LINES = [
  "override phrases",
  "fake system or tool messages",
  "ChatML and JSON delimiters",
  "forged marks",
  "plausible requests without trigger words",
  "split over subject, body and attachment",
  "split over several tickets",
  "many languages",
  "many-shot",
  "repeated tokens",
  "tag characters",
  "emoji selectors",
  "zero-width",
  "bidi",
  "homoglyphs",
  "base64 twice",
  "hex",
  "rot13",
  "leet",
  "reversed",
  "zalgo",
  "hidden HTML",
  "comments",
  "PDF metadata and white text",
  "markdown image",
  "reference link",
  "autolink",
  "javascript:",
  "data:",
  "redirects",
  "DNS labels",
  "CRLF in headers",
  "display-name spoofing",
  "look-alike domains",
  "BCC",
  "JQL injection",
  "CSV-formula injection",
  "SQL injection",
  "__proto__",
  "duplicate JSON keys",
  "deep nesting",
  "10 MB bodies",
  "ReDoS strings",
  "extra keys",
  "unknown actions",
  "handles of another project",
  "out of range",
  "NaN",
  "prose round the JSON",
  "canary echo",
  "old policy version",
  "replayed approval",
  "arguments changed after approval",
];

test("there is a case for each line of what must be held, and no case without a line", () => {
  expect([...new Set(attackCases.map(({ line }) => line))].toSorted()).toEqual(LINES.toSorted());
});

test("every case has an id of its own", () => {
  const ids = attackCases.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
