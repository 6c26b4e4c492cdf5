import { describe, expect, test } from "@jest/globals";
import type { FoundRule } from "./applicable-rules.ts";
import { contradictionsIn } from "./contradictions.ts";
import { airlines, cabin, cap, chunkIdOf, days, found } from "./testing/found-rules.ts";

const among = (...rules: readonly FoundRule[]) => contradictionsIn({ rules, loosening: [] });
const both = [chunkIdOf(1), chunkIdOf(2)];

describe("clauses contradict", () => {
  test.each<[string, FoundRule, FoundRule, string, number[]]>([
    ["two caps for any cabin", found(cap(500)), found(cap(400), { at: 2 }), "fare_cap", [1, 2]],
    [
      "two caps for one region",
      found(cap(500, null, "Europe")),
      found(cap(400, null, "europe"), { at: 2 }),
      "fare_cap",
      [1, 2],
    ],
    ["two advance rules", found(days(7)), found(days(14), { at: 2 }), "advance_booking", [1, 2]],
    [
      "two lists of airlines",
      found(airlines("AA", "DL")),
      found(airlines("AA"), { at: 2 }),
      "preferred_airlines",
      [1, 2],
    ],
    ["two cabins", found(cabin("business")), found(cabin("economy"), { at: 2 }), "cabin", [2, 1]],
    ["two cabins by time", found(cabin("business", 4)), found(cabin("economy", 4.5, 5), { at: 2 }), "cabin", [2, 1]],
    ["a late cabin", found(cabin("business", 47)), found(cabin("economy", 47.5), { at: 2 }), "cabin", [2, 1]],
    ["an early cabin", found(cabin("business", null, 0.5)), found(cabin("economy"), { at: 2 }), "cabin", [2, 1]],
  ])("%s", (_, left, right, kind, at) => {
    expect(among(left, right)).toEqual([{ kind, chunkIds: at.map(chunkIdOf) }]);
  });

  test.each<[string, FoundRule, FoundRule]>([
    ["two caps that say the same", found(cap(500)), found(cap(500), { at: 2 })],
    ["caps of two cabins", found(cap(500, "economy")), found(cap(900, "business"), { at: 2 })],
    ["caps of a cabin and of any", found(cap(500, "economy")), found(cap(900), { at: 2 })],
    ["caps of two regions", found(cap(500, null, "Europe")), found(cap(900, null, "Asia"), { at: 2 })],
    ["caps of a region and of any", found(cap(500, null, "Europe")), found(cap(900), { at: 2 })],
    ["two lists of the same airlines", found(airlines("AA", "DL")), found(airlines("AA", "DL"), { at: 2 })],
    ["cabins that meet at an end", found(cabin("business", 6)), found(cabin("economy", null, 6), { at: 2 })],
    ["cabins that share minutes", found(cabin("business", 6)), found(cabin("economy", null, 6.4), { at: 2 })],
    [
      "cabins that share minutes, the other way",
      found(cabin("business", null, 5)),
      found(cabin("economy", 4.8), { at: 2 }),
    ],
    ["cabins at the far end", found(cabin("business", 47.6)), found(cabin("economy"), { at: 2 })],
    ["cabins at the near end", found(cabin("business", null, 0.4)), found(cabin("economy"), { at: 2 })],
    ["one that only forbids", found(cabin("business"), { onlyForbids: true }), found(cabin("economy"), { at: 2 })],
    ["one clause with itself", found(cap(500)), found(cap(400))],
  ])("and do not: %s", (_, left, right) => {
    expect(among(left, right)).toEqual([]);
  });

  test("with words that try to lift what they demand", () => {
    const loosening = [
      { kind: "fare_cap" as const, chunkId: chunkIdOf(2) },
      { kind: "approval" as const, chunkId: chunkIdOf(3) },
    ];
    expect(contradictionsIn({ rules: [found(cap(500)), found(cap(500), { at: 4 })], loosening })).toEqual([
      { kind: "fare_cap", chunkIds: both },
    ]);
    expect(contradictionsIn({ rules: [found(cap(500), { doubtful: true })], loosening })).toEqual([]);
  });
});

describe("what is named", () => {
  test("ten clauses of a contradiction at most", () => {
    const [only] = among(...Array.from({ length: 11 }, (_, index) => found(cap(index + 1), { at: index + 1 })));
    expect(only?.chunkIds).toHaveLength(10);
  });

  test("ten contradictions at most", () => {
    const pairs = Array.from({ length: 11 }, (_, index) => [
      found(cap(1, null, `Region ${index}`), { at: 2 * index + 1 }),
      found(cap(2, null, `Region ${index}`), { at: 2 * index + 2 }),
    ]).flat();
    const named = among(...pairs);
    expect(named).toHaveLength(10);
    expect(named[0]?.chunkIds).toEqual(both);
  });
});
