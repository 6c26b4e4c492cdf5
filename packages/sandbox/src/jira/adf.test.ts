import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { adfToText, isAdfDocument, textToAdf } from "./adf.ts";

describe("ADF", () => {
  test("paragraphs, lists, line breaks and mentions become nodes and text again", () => {
    const text = "First line\nsecond line\n\n- one\n- two\n\nBye";
    const document = textToAdf(text);
    expect(document.content?.map(({ type }) => type)).toEqual(["paragraph", "bulletList", "paragraph"]);
    expect(adfToText(document)).toBe("First line\nsecond line\none\ntwo\nBye");
    const mention = textToAdf("Ask @[Amara Okonjo|712020:x], please");
    expect(mention.content?.[0]?.content?.[1]).toEqual({
      type: "mention",
      attrs: { id: "712020:x", text: "@Amara Okonjo" },
    });
    expect(adfToText(mention)).toBe("Ask @Amara Okonjo, please");
  });

  test("any text makes a sound document, and no word is lost", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1 }), (words) => {
        const document = textToAdf(words.join("\n\n"));
        expect(isAdfDocument(document)).toBe(true);
        expect(adfToText(document).split("\n")).toEqual(words);
      }),
    );
  });

  test("what is no document is told from one, however deep", () => {
    let deep: unknown = { type: "text", text: "x" };
    for (let depth = 0; depth < 20_000; depth += 1) deep = { type: "paragraph", content: [deep] };
    for (const value of [
      null,
      "x",
      [],
      {},
      { type: "doc", version: 2, content: [] },
      { type: "doc", version: 1, content: [deep] },
    ]) {
      expect(isAdfDocument(value)).toBe(false);
    }
  });
});
