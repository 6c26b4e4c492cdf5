import { describe, expect, test } from "@jest/globals";
import { withoutAlternatives } from "./pattern-alternatives.ts";

describe("the alternatives of a pattern", () => {
  test.each([
    ["/a|b/i", ["/b/i", "/a/i"]],
    ["/a|b|c/", ["/b|c/", "/a|c/", "/a|b/"]],
    ["/x(?:a|bc)y/u", ["/x(?:bc)y/u", "/x(?:a)y/u"]],
    ["/(?<!a|b)c|d/", ["/(?<!b)c|d/", "/(?<!a)c|d/", "/d/", "/(?<!a|b)c/"]],
    ["/(a(b|c))/", ["/(a(c))/", "/(a(b))/"]],
    ["/[a|b]\\|\\(|x/", ["/x/", "/[a|b]\\|\\(/"]],
    ["/abc/", []],
  ])("of %s are left out one by one", (literal, expected) => {
    expect(withoutAlternatives(literal)).toEqual(expected);
  });
});
