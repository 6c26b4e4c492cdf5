import { describe, expect, test } from "@jest/globals";
import { labelOf, readAirports, suggest } from "./airport-lookup.ts";
import { airports } from "./airports.ts";
import { instantOf, localOf, localText } from "./local-time.ts";

describe("the airport field", () => {
  test("suggests by code, city and name, without regard to accents and case", () => {
    expect(suggest("zür")[0]).toMatchObject({ code: "ZRH", label: "Zurich (ZRH)" });
    expect(suggest("sao").map(({ code }) => code)).toEqual(expect.arrayContaining(["SAO", "GRU"]));
    expect(suggest("BOS")[0]?.code).toBe("BOS");
    expect(suggest("heath")[0]?.code).toBe("LHR");
    expect(suggest("new y")[0]).toMatchObject({ code: "NYC", airports: ["JFK", "LGA", "EWR"] });
    expect([suggest(""), suggest("  "), suggest("qqqq")]).toEqual([[], [], []]);
    expect(suggest("a").length).toBeLessThanOrEqual(10);
  });

  test("takes every label that it suggests, for the airports that it stands for", () => {
    for (const { code } of airports().values()) {
      for (const { label, airports: codes } of suggest(code)) {
        const read = readAirports(label, "you go");
        expect(read.ok ? read.value.map((each) => each.code) : read.cause).toEqual(codes);
        expect(labelOf(codes)).toBe(label);
      }
    }
  });
});

describe("local times", () => {
  const at = (instant: string, zone: string) => localText(localOf(Date.parse(instant), zone));

  test("follow the zone's summer time and half hours", () => {
    expect(at("2026-07-01T12:00:00Z", "America/New_York")).toBe("2026-07-01T08:00:00");
    expect(at("2026-12-01T12:00:00Z", "America/New_York")).toBe("2026-12-01T07:00:00");
    expect(at("2026-12-01T12:00:00Z", "Asia/Kolkata")).toBe("2026-12-01T17:30:00");
    expect(at("2026-12-01T12:00:00Z", "Europe/London")).toBe("2026-12-01T12:00:00");
  });

  test("come back to the same instant, in every zone of the table and on every day of a year", () => {
    const zones = new Set([...airports().values()].map(({ timeZone }) => timeZone));
    for (const zone of zones) {
      for (let day = 0; day < 365; day += 5) {
        const instant = Date.UTC(2027, 0, day, 15, 35);
        expect([zone, instantOf(localOf(instant, zone), zone)]).toEqual([zone, instant]);
      }
    }
  });
});
