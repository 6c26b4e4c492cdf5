import { describe, expect, test } from "@jest/globals";
import { amountsIn } from "./money.ts";

const usd = (text: string) => amountsIn(text).map((amount) => amount.usd);

describe("amounts", () => {
  test.each<[string, number[]]>([
    ["$1", [1]],
    ["$100,000", [100_000]],
    ["1,200 dollars", [1200]],
    ["900 US dollars", [900]],
    ["900 USD", [900]],
    ["USD 900", [900]],
    ["USD 1,250.75", [1250]],
    ["3 and five dollars", []],
    ["3 and five dollars ($5)", []],
    ["$900 or $500", [900, 500]],
    ["five hundred dollars or $200", [500, 200]],
    ["five hundred dollars ($500) or $900", [500, 900]],
    ["$900 (nine hundred dollars)", [900]],
    ["$900 ($800)", [900, 800]],
    ["$0", []],
    ["$100,001", []],
    ["-$100", []],
    ["five hundred dollars ($600)", []],
  ])("in %s", (text, expected) => expect(usd(text)).toEqual(expected));

  test.each(["and", "to", "or", "of", "a", "-"])(
    "joined by %s to a number in words that goes on are not read",
    (joint) => {
      expect(usd(`$250 ${joint} two thousand dollars`)).toEqual([]);
    },
  );

  test("that stand elsewhere are read beside words that cannot be", () => {
    expect(usd("$900 is the most; $250 or two thousand dollars is typical.")).toEqual([900]);
    expect(usd("$250 or two thousand dollars is typical; $900 is the most.")).toEqual([900]);
  });

  test("keep their place, in digits and in words, the second saying included", () => {
    expect(amountsIn("at most five hundred dollars ($500) each")).toEqual([{ usd: 500, index: 8, end: 34 }]);
  });

  test.each(
    "CAD,AUD,NZD,SGD,HKD,MXN,EUR,GBP,Canadian,Australian,New Zealand,Hong Kong,Singapore,Mexican,Taiwan,Jamaican".split(
      ",",
    ),
  )("in dollars of %s are not read", (currency) => {
    expect(usd(`${currency} $900; $900 ${currency}; $900 (${currency}); ${currency} 900 dollars`)).toEqual([]);
  });
});
