import { describe, expect, test } from "@jest/globals";
import { FlightOption } from "@agentic-pm/contracts/travel";
import fc from "fast-check";
import { aFare, aFlight, aPlan, aTrip } from "../../test/a-trip.ts";
import { bestOptions, optionOf } from "./rank-options.ts";

const ids = (options: readonly FlightOption[]) => options.map(({ fareId }) => fareId);

describe("the best options", () => {
  test("come by company's airline first, then by price", () => {
    const fares = [
      aFare({ fareId: "cheap-other", airline: "DL", totalCents: 20_000 }),
      aFare({ fareId: "preferred-dear", totalCents: 40_000 }),
      aFare({ fareId: "preferred-cheap", totalCents: 30_000 }),
    ];
    expect(ids(bestOptions(fares, aPlan()))).toEqual(["preferred-cheap", "preferred-dear", "cheap-other"]);
  });

  test("meet the employee's wishes before they are cheap", () => {
    const trip = aTrip({ preferences: { departure: "evening", nonstop: true, airline: null } });
    const evening = aFlight({ departs: "2027-01-12T19:00:00", arrives: "2027-01-12T21:00:00" });
    const fares = [
      aFare({ fareId: "cheap-morning", totalCents: 20_000 }),
      aFare({ fareId: "dear-evening", totalCents: 45_000, outbound: [evening] }),
    ];
    expect(ids(bestOptions(fares, aPlan({ trip })))).toEqual(["dear-evening", "cheap-morning"]);
  });

  test("are the shorter of two that cost the same, changes included", () => {
    const first = aFlight({ to: "DTW", arrives: "2027-01-12T10:00:00", minutes: 100 });
    const second = aFlight({
      from: "DTW",
      departs: "2027-01-12T14:00:00",
      arrives: "2027-01-12T14:20:00",
      minutes: 70,
    });
    const fares = [aFare({ fareId: "a-change", outbound: [first, second] }), aFare({ fareId: "b-nonstop" })];
    expect(ids(bestOptions(fares, aPlan()))).toEqual(["b-nonstop", "a-change"]);
  });

  test("are three at the most, and no fare twice", () => {
    const fares = [1, 2, 3, 4, 4].map((number) => aFare({ fareId: `fare-000${number}`, totalCents: 10_000 * number }));
    expect(ids(bestOptions(fares, aPlan()))).toEqual(["fare-0001", "fare-0002", "fare-0003"]);
  });

  test("leave out what is over policy while anything is within", () => {
    const fares = [aFare({ fareId: "over-cap", totalCents: 50_100 }), aFare({ fareId: "at-cap", totalCents: 50_000 })];
    expect(ids(bestOptions(fares, aPlan()))).toEqual(["at-cap"]);
  });

  test("where nothing is within policy are the cheapest, with what they need approval for", () => {
    const fares = [700, 600, 900, 800].map((usd) => aFare({ fareId: `fare-${usd}`, totalCents: usd * 100 }));
    const options = bestOptions(fares, aPlan());
    expect(ids(options)).toEqual(["fare-600", "fare-700", "fare-800"]);
    expect(options.map(({ approval }) => approval)).toEqual(Array.from({ length: 3 }, () => ["OVER_FARE_CAP"]));
  });

  test("where nothing is within policy need as little approval as may be, before they are cheap", () => {
    const fares = [
      aFare({ fareId: "business-and-over", cabin: "business", totalCents: 60_000 }),
      aFare({ fareId: "over-only", totalCents: 70_000 }),
    ];
    expect(ids(bestOptions(fares, aPlan()))).toEqual(["over-only", "business-and-over"]);
  });

  test("where all come too late still are by company's airline and the employee's wishes", () => {
    const trip = aTrip({ preferences: { departure: null, nonstop: true, airline: null } });
    const plan = aPlan({ trip, approval: ["TOO_LATE_TO_BOOK"] });
    const legs = [aFlight({ to: "DTW" }), aFlight({ from: "DTW" })];
    const fares = [
      aFare({ fareId: "cheap-other", airline: "DL", totalCents: 20_000 }),
      aFare({ fareId: "cheap-with-a-stop", totalCents: 25_000, outbound: legs }),
      aFare({ fareId: "preferred-nonstop", totalCents: 40_000 }),
    ];
    expect(ids(bestOptions(fares, plan))).toEqual(["preferred-nonstop", "cheap-with-a-stop", "cheap-other"]);
  });

  test("do not depend on the order in which the portal lists them", () => {
    const fare = fc.record({
      fareId: fc.integer({ min: 1000, max: 1020 }).map((number) => `fare-${number}`),
      airline: fc.constantFrom("UA", "DL", "AA"),
      totalCents: fc.integer({ min: 10_000, max: 80_000 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(fare, { selector: ({ fareId }) => fareId, maxLength: 12 }), (list) => {
        const fares = list.map((change) => aFare(change));
        const options = bestOptions(fares, aPlan());
        expect(bestOptions(fares.toReversed(), aPlan())).toEqual(options);
        // No option over policy stands beside one within it, and none was better than those that are offered.
        const within = fares.filter(({ totalCents }) => totalCents <= 50_000).length;
        expect(options.filter(({ approval }) => approval.length === 0)).toHaveLength(Math.min(3, within));
        expect(options.length).toBe(Math.min(3, within > 0 ? within : fares.length));
      }),
    );
  });
});

describe("an option", () => {
  test("has the contract's form and an id made of all that it is", () => {
    const option = FlightOption.parse(optionOf(aFare(), aPlan()));
    expect(optionOf(aFare(), aPlan()).optionId).toBe(option.optionId);
    expect(optionOf(aFare({ seatsLeft: 1 }), aPlan()).optionId).toBe(option.optionId);
    for (const change of [
      { totalCents: 31_001 },
      { fareId: "fare-0002" },
      { outbound: [aFlight({ departs: "2027-01-12T08:05:00" })] },
    ]) {
      expect(optionOf(aFare(change), aPlan()).optionId).not.toBe(option.optionId);
    }
  });
});
