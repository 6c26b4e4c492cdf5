import { describe, expect, test } from "@jest/globals";
import { amountsIn } from "./money.ts";

const UNITS = "one two three four five six seven eight nine".split(" ");
const TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
/** As English spells a number under a hundred thousand. */
function spelt(value: number): string {
  const [thousands, hundreds, rest] = [Math.floor(value / 1000), Math.floor((value % 1000) / 100), value % 100];
  const small = [...UNITS, ...TEENS];
  const tens = [TENS[Math.floor(rest / 10) - 2], small[(rest % 10) - 1]].filter((word) => word !== undefined).join("-");
  return [
    ...(thousands > 0 ? [`${spelt(thousands)} thousand`] : []),
    ...(hundreds > 0 ? [`${spelt(hundreds)} hundred`] : []),
    ...(rest === 0 ? [] : [rest < 20 ? (small[rest - 1] ?? "") : tens]),
  ].join(" ");
}
const read = (words: string) => amountsIn(`Fares may not exceed ${words} dollars.`).map(({ usd }) => usd);

describe("a number in words", () => {
  test("is read as it is spelt", () => {
    const values = [...Array(99).keys()].flatMap((at) => [at + 1, (at + 1) * 100, 21_000 + at * 7]);
    for (const value of values) expect([spelt(value), ...read(spelt(value))]).toEqual([spelt(value), value]);
  });

  test.each<[string, number]>([
    ["a hundred", 100],
    ["an hundred", 100],
    ["a hundred and five", 105],
    ["a thousand", 1000],
    ["twenty-five hundred and ten", 2510],
    ["two thousand, three hundred and one", 2301],
    ["Fifteen Hundred", 1500],
    ["forty four", 44],
  ])("%s is %d", (words, value) => expect(read(words)).toEqual([value]));

  test.each("one nine ten nineteen twenty ninety hundred thousand million half dozen 3".split(" "))(
    "that goes on from %s is not read",
    (word) => expect(read(`${word} and five`)).toEqual([]),
  );
});
