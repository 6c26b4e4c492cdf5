import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { datesIn } from "./dates.ts";

const THURSDAY = "2026-01-15";

describe("dates in a text", () => {
  test.each([
    ["on 2026-02-09", ["2026-02-09"]],
    ["on 9 February 2026 at noon", ["2026-02-09"]],
    ["by February 9th, 2026", ["2026-02-09"]],
    ["9 Feb or Feb 10", ["2026-02-09", "2026-02-10"]],
    ["until the 3rd of March", ["2026-03-03"]],
    ["since 20 December", ["2025-12-20"]],
    ["am 09.02.2026", []],
    ["am 19.02.2026", ["2026-02-19"]],
    ["02/19/2026", ["2026-02-19"]],
    ["in two weeks", ["2026-01-29"]],
    ["in 3 days", ["2026-01-18"]],
    ["by Friday", ["2026-01-16"]],
    ["next Thursday", ["2026-01-22"]],
    ["tomorrow", ["2026-01-16"]],
    ["31 February 2026", []],
    ["2026-13-45", []],
    ["version 2.10.2026-beta took 12 minutes", []],
    ["in the year 2199-01-01", []],
  ])("%s", (text, dates) => {
    expect(datesIn(text, THURSDAY)).toEqual(dates);
  });

  test("every day of the next nine months is read back from how people write it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 270 }), (ahead) => {
        const date = new Date(Date.parse(THURSDAY) + ahead * 86_400_000);
        const written = date.toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
        expect(datesIn(`We meet on ${written}, as agreed`, THURSDAY)).toEqual([date.toISOString().slice(0, 10)]);
      }),
    );
  });
});
