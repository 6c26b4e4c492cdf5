import { describe, expect, test } from "@jest/globals";
import { readTripQuery } from "./trip-query.ts";

const NOW = new Date("2026-11-21T17:00:00Z");
const TRIP = { from: "BOS", to: "ORD", depart: "2026-12-08", return: "2026-12-10" };

function read(fields: Readonly<Record<string, string>>, now = NOW) {
  return readTripQuery(new URLSearchParams({ ...TRIP, ...fields }), now);
}

describe("a search", () => {
  test.each([
    ["no origin", { from: "" }, "AIRPORT_MISSING", "from"],
    ["an unknown airport", { to: "XXX" }, "AIRPORT_UNKNOWN", "to"],
    ["an unknown city", { to: "Atlantis" }, "AIRPORT_UNKNOWN", "to"],
    ["a city that there is twice", { from: "Portland" }, "AIRPORT_AMBIGUOUS", "from"],
    ["the same airport", { to: "BOS" }, "SAME_CITY", "to"],
    ["two airports of one city", { from: "JFK", to: "NYC" }, "SAME_CITY", "to"],
    ["no date", { depart: "" }, "DATE_MISSING", "depart"],
    ["a day that the calendar lacks", { depart: "2026-02-30" }, "DATE_INVALID", "depart"],
    ["a date in words", { return: "Thursday" }, "DATE_INVALID", "return"],
    ["a past date", { depart: "2026-11-20" }, "DATE_PAST", "depart"],
    ["a return before the departure", { return: "2026-12-07" }, "RETURN_BEFORE_DEPARTURE", "return"],
    ["a date too far ahead", { depart: "2027-10-18", return: "" }, "DATE_TOO_FAR", "depart"],
    ["a return too far ahead", { return: "2027-10-18" }, "DATE_TOO_FAR", "return"],
    ["no passengers", { passengers: "0" }, "PASSENGERS_INVALID", "passengers"],
    ["ten passengers", { passengers: "10" }, "PASSENGERS_INVALID", "passengers"],
    ["half a passenger", { passengers: "1.5" }, "PASSENGERS_INVALID", "passengers"],
    ["an unknown cabin", { cabin: "cargo" }, "CABIN_UNKNOWN", "cabin"],
    ["an unknown airline", { airline: "ZZ" }, "AIRLINE_UNKNOWN", "airline"],
    ["an unknown time of day", { time: "noon" }, "TIME_UNKNOWN", "time"],
    ["an unknown order", { sort: "luck" }, "SORT_UNKNOWN", "sort"],
    ["too many stops", { stops: "2" }, "STOPS_UNKNOWN", "stops"],
  ])("with %s is refused, and the field is named", (_what, fields, code, field) => {
    expect(read(fields as Record<string, string>)).toMatchObject({ ok: false, code, details: { field } });
  });

  test.each([
    ["Boston", ["BOS"]],
    ["boston logan (bos)", ["BOS"]],
    ["zurich", ["ZRH"]],
    ["NYC", ["JFK", "LGA", "EWR"]],
    ["New York, all airports (NYC)", ["JFK", "LGA", "EWR"]],
    [" lhr , LGW,XXX", ["LHR", "LGW"]],
  ])("takes %j for a place", (to, codes) => {
    const answer = read({ from: "DEN", to });
    expect(answer.ok ? answer.value.to.map(({ code }) => code) : answer.cause).toEqual(codes);
  });

  test("takes the last day on sale, the same day back, and today where it is still today", () => {
    expect(read({ depart: "2027-10-17", return: "2027-10-17" }).ok).toBe(true);
    // Late in the evening in Honolulu it is tomorrow in Greenwich.
    const late = new Date("2026-11-22T08:00:00Z");
    expect(read({ from: "HNL", depart: "2026-11-21" }, late).ok).toBe(true);
    expect(read({ from: "BOS", depart: "2026-11-21" }, late)).toMatchObject({ code: "DATE_PAST" });
  });

  test("for one way has no return", () => {
    expect(read({ return: "" })).toMatchObject({ ok: true, value: { return: null, cabin: "economy", passengers: 1 } });
  });
});
