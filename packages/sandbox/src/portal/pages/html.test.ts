import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { dollars, duration } from "./formats.ts";
import { html, unescaped } from "./html.ts";

test("whatever is put into markup is text there", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "a", "é") }), (text) => {
      const inner = html`<p title="${text}">${[text, null, false, undefined]}</p>`.text.slice('<p title="'.length, -4);
      expect(inner).not.toMatch(/<|>(?!.*)|'/u);
      expect(inner.replaceAll(/&(?:lt|gt|amp|quot|#39);/g, "").replace('">', "")).not.toMatch(/[<>&"']/);
    }),
  );
});

test("markup in markup stays markup, and only what is said to be unescaped is", () => {
  expect(html`<b>${html`<i>${1}</i>`}${unescaped("<u>")}</b>`.text).toBe("<b><i>1</i><u></b>");
});

test("amounts and durations are written for people", () => {
  expect([5, 100, 41_240, 123_456_789].map(dollars)).toEqual(["$0.05", "$1.00", "$412.40", "$1,234,567.89"]);
  expect([duration(45), duration(605)]).toEqual(["0 h 45 min", "10 h 05 min"]);
});
