import { expect, test } from "@jest/globals";
import { aPlan, aTrip } from "../../test/a-trip.ts";
import { fareQueries, pairwise } from "./fare-queries.ts";

const cabins = (cabin: ReturnType<typeof aTrip>["cabin"], highestCabin: ReturnType<typeof aPlan>["highestCabin"]) =>
  fareQueries(aPlan({ trip: aTrip({ cabin }), highestCabin })).map((query) => query.cabin);

test.each([
  [null, "economy", ["economy"]],
  [null, "business", ["economy"]],
  ["business", "business", ["business"]],
  ["premium_economy", "first", ["premium_economy"]],
  ["business", "economy", ["business", "economy"]],
] as const)("who asked for %s and may have %s is shown %j", (asked, highest, shown) => {
  expect(cabins(asked, highest)).toEqual(shown);
});

test("every airport of both cities is asked for, together or pair by pair", () => {
  const [query] = fareQueries(aPlan());
  if (query === undefined) throw new Error("no query");
  expect(query).toMatchObject({ from: ["BOS"], to: ["ORD", "MDW"], depart: "2027-01-12", return: "2027-01-14" });
  expect(pairwise(query).map(({ from, to }) => [from, to])).toEqual([
    [["BOS"], ["ORD"]],
    [["BOS"], ["MDW"]],
  ]);
});
