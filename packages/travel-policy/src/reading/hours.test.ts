import { describe, expect, test } from "@jest/globals";
import { hoursIn, isNumberWord } from "./hours.ts";

describe("flight times", () => {
  test.each<[string, number | null, number | null]>([
    ["more than 6 but less than 9 hours", 6.01, 9],
    ["6 to 9 hours", 6, 9],
    ["six to under twelve hours", 6, 12],
    ["under 5 hours", null, 5],
    ["up to 6 hours", null, 6.01],
    ["6 hours or less", null, 6.01],
    ["over sixteen hours", 16.01, null],
    ["at least twenty-two hours", 22, null],
    ["24 hours or more", 24, null],
    ["10+ hours", 10, null],
  ])("%s", (text, minimum, maximum) => {
    const range = hoursIn(text);
    expect(range?.minimum ?? null).toBe(minimum);
    expect(range?.maximum ?? null).toBe(maximum);
    expect(range).not.toBeNull();
  });

  test.each([
    "9 hours, over 5 hours",
    "over 5 hours, over 9 hours",
    "over 5 hours, nine hours at most",
    "6 or over 9 hours",
    "25 hours or more",
    "6 to 25 hours",
    "8:30 hours or more",
    "one hundred and two hours or more",
    "any time",
  ])("are not read in: %s", (text) => expect(hoursIn(text)).toBeNull());

  test("words for their numbers are known", () => {
    expect(["zero", "nine", "twenty", "Twenty-two", "many", "hundred", "second"].map(isNumberWord)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
