import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileWildcard } from "./wildcard.ts";

/** What a wildcard means, in the plainest words: tries every split. */
function naive(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const [first, rest] = [pattern.charAt(0), pattern.slice(1)];
  if (first === "*") return naive(rest, text) || (text !== "" && naive(pattern, text.slice(1)));
  return text !== "" && (first === "?" || first === text.charAt(0)) && naive(rest, text.slice(1));
}

const word = (letters: string) => fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((all) => all.join(""));

describe("a wildcard pattern", () => {
  test("agrees with the naive reading of it on any pattern and text", () => {
    fc.assert(
      fc.property(word("ab*?:"), word("ab*:"), (pattern, text) => {
        expect(compileWildcard(pattern)(text)).toBe(naive(pattern, text));
      }),
      { numRuns: 5000 },
    );
  });
  test("fits any text that it was made from", () => {
    fc.assert(
      fc.property(word("ab:/"), word("ab:/"), word("ab:/"), (start, middle, end) => {
        expect(compileWildcard(`${start}*${end}`)(start + middle + end)).toBe(true);
      }),
    );
  });
  test("spans colons, slashes and newlines", () => {
    expect(compileWildcard("arn:*z")("arn:aws:s3:::a/b\nz")).toBe(true);
  });
  test("with many stars stays quick on a long text that almost fits", () => {
    expect(compileWildcard(`${"a*".repeat(40)}b`)("a".repeat(20_000))).toBe(false);
  });
});
