import { describe, expect, test } from "@jest/globals";
import { bindingAdvanceDays, bindingAirlines, bindingCabin, bindingCap, touches } from "./binding.ts";
import { airlines, cabin, cap, days, found } from "./testing/found-rules.ts";

const doubtful = { doubtful: true };
const FIVE_HOURS = { least: 5, most: 5 };

describe("the cap that binds", () => {
  const binds = (...rules: Parameters<typeof bindingCap>[0]) => bindingCap(rules, "premium_economy", "domestic").value;

  test("is the lowest for the cabin, or for any", () => {
    expect(binds(found(cap(900, "premium_economy")), found(cap(800)))).toBe(800);
    expect(binds(found(cap(700, "premium_economy")), found(cap(800)))).toBe(700);
  });

  test("is that of the nearest lower cabin where there is none for the cabin", () => {
    expect(binds(found(cap(500, "economy")), found(cap(90, "business")))).toBe(500);
  });

  test("is the default where nothing trusted is said", () => {
    expect(bindingCap([found(cap(900), doubtful)], "economy", "domestic")).toEqual({ value: 300, byDefault: true });
    expect(bindingCap([], "economy", "international")).toEqual({ value: 600, byDefault: true });
  });

  test("is lowered by a doubtful clause for this cabin or for any, and by none for another", () => {
    const stated = found(cap(900, "premium_economy"));
    expect(binds(stated, found(cap(100), doubtful))).toBe(100);
    expect(binds(stated, found(cap(100, "premium_economy"), doubtful))).toBe(100);
    expect(binds(stated, found(cap(100, "business"), doubtful))).toBe(900);
    expect(binds(stated, found(cap(9_000), doubtful))).toBe(900);
  });

  test("is not lowered by a trusted clause for another cabin", () => {
    expect(binds(found(cap(900, "premium_economy")), found(cap(100, "business")))).toBe(900);
  });
});

describe("the cabin that binds", () => {
  test("is the lowest that applies to the flight's time", () => {
    const rules = [found(cabin("business", 4)), found(cabin("premium_economy", 2)), found(cabin("economy", 8))];
    expect(bindingCabin(rules, FIVE_HOURS)).toEqual({ value: "premium_economy", byDefault: false });
  });

  test("is lowered by a doubtful clause and by one that only forbids, never raised", () => {
    const business = found(cabin("business"));
    expect(bindingCabin([business, found(cabin("economy"), doubtful)], FIVE_HOURS).value).toBe("economy");
    expect(bindingCabin([business, found(cabin("first"), doubtful)], FIVE_HOURS).value).toBe("business");
    expect(bindingCabin([found(cabin("first"), doubtful), business], FIVE_HOURS).value).toBe("business");
    expect(bindingCabin([business, found(cabin("economy"), { onlyForbids: true })], FIVE_HOURS).value).toBe("economy");
  });

  test("is the default where only doubtful and forbidding clauses speak", () => {
    const rules = [found(cabin("business"), { onlyForbids: true }), found(cabin("business"), doubtful)];
    expect(bindingCabin(rules, FIVE_HOURS)).toEqual({ value: "economy", byDefault: true });
  });
});

describe("the days that bind", () => {
  test("are the most that any clause wants", () => {
    expect(bindingAdvanceDays([found(days(7)), found(days(14))])).toEqual({ value: 14, byDefault: false });
    expect(bindingAdvanceDays([found(days(0))])).toEqual({ value: 0, byDefault: false });
  });

  test("are more by a doubtful clause, never fewer", () => {
    expect(bindingAdvanceDays([found(days(7)), found(days(60), doubtful)])).toEqual({ value: 60, byDefault: false });
    expect(bindingAdvanceDays([found(days(7)), found(days(1), doubtful)])).toEqual({ value: 7, byDefault: false });
    expect(bindingAdvanceDays([found(days(1), doubtful)])).toEqual({ value: 28, byDefault: true });
    expect(bindingAdvanceDays([found(days(60), doubtful)])).toEqual({ value: 60, byDefault: true });
  });
});

test("the airlines that bind are those that every trusted clause prefers", () => {
  expect(bindingAirlines([found(airlines("AA", "DL", "UA")), found(airlines("UA", "AA"))])).toEqual(["AA", "UA"]);
  expect(bindingAirlines([found(airlines("AA")), found(airlines("DL"), doubtful)])).toEqual(["AA"]);
  expect(bindingAirlines([found(airlines("AA")), found(airlines("DL"))])).toEqual([]);
  expect(bindingAirlines([])).toEqual([]);
});

describe("a rule on flight time", () => {
  test("touches from its least hours on, up to its most", () => {
    const rule = { minimumHours: 2, maximumHours: 6 };
    expect(touches(rule, { least: 2, most: 2 })).toBe(true);
    expect(touches(rule, { least: 1, most: 1.9 })).toBe(false);
    expect(touches(rule, { least: 5.9, most: 9 })).toBe(true);
    expect(touches(rule, { least: 6, most: 9 })).toBe(false);
  });

  test("without an end touches everything on that side, a flight of no time too", () => {
    expect(touches({ minimumHours: null, maximumHours: 6 }, { least: 0, most: 0 })).toBe(true);
    expect(touches({ minimumHours: 2, maximumHours: null }, { least: 40, most: 48 })).toBe(true);
  });
});
