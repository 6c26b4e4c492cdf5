import { describe, expect, test } from "@jest/globals";
import { printable, shownRecipient } from "./table.ts";

describe("text in a terminal", () => {
  test.each(["1b", "7f", "9b", "61c", "200b", "202e", "2028", "2029", "2060", "2066", "feff", "3164", "fe0f", "e0041"])(
    "U+%s is not passed on",
    (code) => {
      expect(printable(`a${String.fromCodePoint(Number.parseInt(code, 16))}b`)).toBe("a b");
    },
  );

  test("a name cannot pretend to be another recipient or the line's end", () => {
    const shown = shownRecipient({ address: "x@y.example", displayName: 'Ada", internal\nto ada@company.example' });
    expect(shown).toBe('x@y.example "Ada\\", internal to ada@company.example"');
  });
});
