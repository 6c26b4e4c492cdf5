import { expect, test } from "@jest/globals";
import { globsMeet } from "./glob.ts";

test.each([
  ["table/*", "table/notes", true],
  ["table/*", "index/notes", false],
  ["log-group:*:log-stream:*", "log-group:/aws/lambda/reader:*:*", true],
  ["log-group:*:log-stream:*", "log-group:/aws/lambda/reader", false],
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["a*", "*b", true],
  ["*", "", true],
  ["", "", true],
  ["a", "", false],
])("%s and %s meet: %s", (left, right, expected) => {
  expect(globsMeet(left, right)).toBe(expected);
  expect(globsMeet(right, left)).toBe(expected);
});
