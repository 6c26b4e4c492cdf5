import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { airports, distanceKm } from "../geography/airports.ts";
import { instantOf } from "../geography/local-time.ts";
import { CABINS, type Fare, type Flight } from "../portal-types.ts";
import { airlineOf } from "../timetable/airlines.ts";
import { readFareId } from "./fare-id.ts";
import { fareNamed, minutesFlown, searchFares } from "./fare-search.ts";
import { readTripQuery } from "./trip-query.ts";

const NOW = new Date("2026-11-21T17:00:00Z");
const DAY_MS = 24 * 60 * 60 * 1000;

function search(fields: Readonly<Record<string, string>>, now = NOW): Fare[] {
  const read = readTripQuery(new URLSearchParams(fields), now);
  if (!read.ok) throw new Error(`${read.code}: ${read.cause}`);
  return searchFares(read.value, now);
}

const day = (ahead: number) => new Date(NOW.getTime() + ahead * DAY_MS).toISOString().slice(0, 10);
const instant = (local: string, code: string) =>
  instantOf(Date.parse(`${local}Z`), airports().get(code)?.timeZone ?? "");
const departure = ({ departs, from }: Flight) => instant(departs, from);
const arrival = ({ arrives, to }: Flight) => instant(arrives, to);

const trips = fc
  .record({
    from: fc.constantFrom(...airports().keys()),
    to: fc.constantFrom(...airports().keys()),
    ahead: fc.integer({ min: 1, max: 300 }),
    nights: fc.option(fc.integer({ min: 0, max: 29 })),
    cabin: fc.constantFrom(...CABINS),
  })
  .map(({ from, to, ahead, nights, cabin }) => ({
    from,
    to,
    cabin,
    depart: day(ahead),
    ...(nights === null ? {} : { return: day(ahead + nights) }),
  }))
  .filter((fields) => readTripQuery(new URLSearchParams(fields), NOW).ok);

/** What is wrong with a fare; asserting each of some thousand facts by itself would take minutes. */
function flaws(fare: Fare, trip: { from: string; to: string; depart: string; return?: string }): string[] {
  const { outbound, inbound } = fare;
  const flown = [...outbound, ...inbound];
  const ends = [outbound[0]?.from, outbound.at(-1)?.to, outbound[0]?.departs.slice(0, 10)];
  const backEnds = [inbound[0]?.from, inbound.at(-1)?.to, inbound[0]?.departs.slice(0, 10)];
  const isMissed = (flight: Flight, next: Flight | undefined) =>
    next !== undefined && (next.from !== flight.to || departure(next) <= arrival(flight));
  const found: Record<string, boolean> = {
    ends: ends.join() !== [trip.from, trip.to, trip.depart].join(),
    backEnds: trip.return !== undefined && backEnds.join() !== [trip.to, trip.from, trip.return].join(),
    cabin: airlineOf(fare.airline)?.cabins.includes(fare.cabin) !== true,
    airline: flown.some(({ airline }) => airline !== fare.airline),
    number: flown.some(({ flight }) => !/^[A-Z0-9]{2}\d{1,4}$/.test(flight)),
    times: flown.some((flight) => arrival(flight) - departure(flight) !== flight.minutes * 60_000),
    connection: flown.some((flight, index) => isMissed(flight, flown[index + 1])),
    price: !Number.isInteger(fare.totalCents) || fare.totalCents < 1000,
    seats: fare.seatsLeft < 1 || fare.seatsLeft > 9,
    name: !/^[\w-]{4,80}$/.test(fare.fareId),
  };
  return Object.keys(found).filter((flaw) => found[flaw]);
}

describe("every search", () => {
  test("has the same answer each time, and each fare is found again by its name", () => {
    fc.assert(
      fc.property(trips, (fields) => {
        const fares = search(fields);
        const told = fares.map((fare) => JSON.stringify(fare));
        expect(search(fields).map((fare) => JSON.stringify(fare))).toEqual(told);
        expect(fares.map(({ fareId }) => JSON.stringify(fareNamed(fareId, NOW)))).toEqual(told);
        expect(new Set(fares.map(({ fareId }) => fareId)).size).toBe(fares.length);
      }),
      { numRuns: 15 },
    );
  });

  test("sells flights of one airline that fit together in place and time", () => {
    fc.assert(
      fc.property(trips, (fields) => {
        expect(search(fields).flatMap((fare) => flaws(fare, fields).map((flaw) => [fare.fareId, flaw]))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe("fares", () => {
  const routes = ["BOS-ORD", "BOS-SFO", "SFO-JFK", "SEA-DFW", "ATL-DEN", "BOS-AUS", "SFO-SEA", "BOS-MCO", "JFK-ORD"];

  test.each(routes)("of %s, a fortnight ahead, are on both sides of 500 dollars", (route) => {
    const [from = "", to = ""] = route.split("-");
    const prices = [14, 16, 19].flatMap((ahead) =>
      search({ from, to, depart: day(ahead), return: day(ahead + 2) }).map(({ totalCents }) => totalCents),
    );
    expect(prices.filter((cents) => cents <= 50_000).length).toBeGreaterThanOrEqual(8);
    expect(prices.filter((cents) => cents > 50_000).length).toBeGreaterThanOrEqual(3);
  });

  test("are dearer in the last two weeks, and the same before", () => {
    const fields = { from: "BOS", to: "ORD", depart: day(40) };
    const price = (daysBefore: number) => {
      const fares = search(fields, new Date(NOW.getTime() + (40 - daysBefore) * DAY_MS));
      return fares.reduce((sum, { totalCents }) => sum + totalCents, 0);
    };
    expect(price(40)).toBe(price(14));
    expect(price(13)).toBeGreaterThan(price(14));
    expect(price(2)).toBeGreaterThan(price(6));
  });

  test("exist between more than fifty cities, from morning to evening, nonstop and with a stop", () => {
    const cities = new Set([...airports().values()].map(({ city, country }) => `${city}/${country}`));
    expect(cities.size).toBeGreaterThan(200);
    const fares = search({ from: "BOS", to: "CHI", depart: day(20), return: day(22) });
    const hours = fares.map(({ outbound }) => Number(outbound[0]?.departs.slice(11, 13)));
    expect([hours.some((hour) => hour < 9), hours.some((hour) => hour >= 18)]).toEqual([true, true]);
    expect(new Set(fares.map(({ outbound }) => outbound.length))).toEqual(new Set([1, 2]));
    expect(new Set(fares.map(({ airline }) => airline)).size).toBeGreaterThanOrEqual(4);
    const abroad = search({ from: "SFO", to: "TYO", depart: day(20), return: day(27), cabin: "first" });
    expect(abroad.length).toBeGreaterThan(0);
    const dear = Math.min(...abroad.map(({ totalCents }) => totalCents));
    expect(dear).toBeGreaterThan(
      Math.min(
        ...search({ from: "SFO", to: "TYO", depart: day(20), return: day(27) }).map(({ totalCents }) => totalCents),
      ),
    );
  });

  test("are filtered and sorted as asked", () => {
    const trip = { from: "BOS", to: "CHI", depart: day(20), return: day(22) };
    const all = search(trip);
    const nonstop = search({ ...trip, stops: "0", airline: "UA", time: "morning" });
    expect(nonstop.length).toBeGreaterThan(0);
    for (const { airline, outbound, inbound } of nonstop) {
      expect([airline, outbound.length, inbound.length]).toEqual(["UA", 1, 1]);
      expect(Number(outbound[0]?.departs.slice(11, 13))).toBeLessThan(12);
    }
    const sorted = (by: (fare: Fare) => number | string, fares: readonly Fare[]) => {
      const keys = fares.map(by);
      expect(keys).toEqual(keys.toSorted((left, right) => (left < right ? -1 : Number(left > right))));
    };
    sorted(({ totalCents }) => totalCents, all);
    sorted(({ outbound }) => outbound[0]?.departs ?? "", search({ ...trip, sort: "departure" }));
    sorted(minutesFlown, search({ ...trip, sort: "duration" }));
    expect(search({ ...trip, sort: "duration" })).toHaveLength(all.length);
    for (const { seatsLeft } of search({ ...trip, passengers: "9" })) expect(seatsLeft).toBe(9);
  });

  test("that never existed are unknown, and those that have left are gone", () => {
    const [fare] = search({ from: "BOS", to: "ORD", depart: day(0) });
    const fareId = fare?.fareId ?? "";
    expect(fareNamed(fareId, new Date(NOW.getTime() + DAY_MS))).toBe("gone");
    const [flight = ""] = /[A-Z0-9]{2}\d+/.exec(fareId.slice(16)) ?? [];
    for (const other of [
      "",
      "BOS-ORD",
      fareId.toLowerCase(),
      fareId.replace("BOS", "XXX"),
      fareId.replace("BOS-ORD", "BOS-BOS"),
      fareId.replace(flight, "UA1"),
      fareId.replace(flight, "ZZ100"),
      fareId.replace("20261121", "20261131"),
      fareId.replace(/Y$/, "Q"),
      `${fareId}-Y`,
    ]) {
      expect([other, fareNamed(other, NOW)]).toEqual([other, "unknown"]);
    }
    expect(readFareId(fareId)).toMatchObject({ cabin: "economy", back: null, out: { day: "2026-11-21" } });
  });

  test("of today leave no sooner than in an hour", () => {
    for (const { outbound } of search({ from: "BOS", to: "ORD", depart: day(0) })) {
      expect(instant(outbound[0]?.departs ?? "", "BOS")).toBeGreaterThan(NOW.getTime() + 60 * 60 * 1000);
    }
  });
});

test("distances are those of the great circle", () => {
  const [bos, lhr] = [airports().get("BOS"), airports().get("LHR")];
  if (bos === undefined || lhr === undefined) throw new Error("Airports are missing.");
  expect(Math.abs(distanceKm(bos, lhr) - 5240)).toBeLessThan(30);
});
