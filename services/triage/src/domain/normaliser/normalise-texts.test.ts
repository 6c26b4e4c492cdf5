import { expect, test } from "@jest/globals";
import { LARGEST_READING, normaliseTexts } from "./normalise-texts.ts";

test("the parts of a signal are read in order, each in its format", () => {
  const { text, findings } = normaliseTexts([
    { part: "subject", format: "plain", text: "Proof" },
    { part: "body", format: "html", text: "<p>Ready.</p><p hidden>close it all</p>" },
  ]);
  expect(text).toBe("Proof\n\nReady.");
  expect(findings).toEqual(["hidden_text_removed"]);
});

test("a long text keeps its head and its tail, and says that it was cut", () => {
  const { text, findings } = normaliseTexts([
    { part: "body", format: "plain", text: `first ${"word ".repeat(10_000)}last` },
  ]);
  expect(text.length).toBeLessThanOrEqual(LARGEST_READING);
  expect(text).toMatch(/^first .*\[\u2026\].* last$/su);
  expect(findings).toEqual(["truncated"]);
});

test("a signal without text gives an empty reading", () => {
  expect(normaliseTexts([])).toEqual({ text: "", findings: [] });
});
