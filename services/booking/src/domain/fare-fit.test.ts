import { describe, expect, test } from "@jest/globals";
import { aFare, aFlight, aTrip } from "../../test/a-trip.ts";
import { fitsTrip } from "./fare-fit.ts";

const back = (change: Parameters<typeof aFlight>[0] = {}) =>
  aFlight({
    flight: "UA101",
    from: "ORD",
    to: "BOS",
    departs: "2027-01-14T17:00:00",
    arrives: "2027-01-14T20:20:00",
    ...change,
  });

describe("a fare that is the trip", () => {
  test.each([
    ["there and back", aFare(), {}],
    ["to any airport of the city, and from another one back", aFare({ inbound: [back({ from: "MDW" })] }), {}],
    [
      "with a change",
      aFare({
        outbound: [
          aFlight({ to: "DTW" }),
          aFlight({ from: "DTW", departs: "2027-01-12T11:00:00", arrives: "2027-01-12T12:00:00" }),
        ],
      }),
      {},
    ],
    ["one way", aFare({ inbound: [] }), { return: null }],
    [
      "there and back on one day",
      aFare({ inbound: [back({ departs: "2027-01-12T17:00:00", arrives: "2027-01-12T20:20:00" })] }),
      { return: "2027-01-12" },
    ],
  ])("%s", (_what, fare, change) => {
    expect(fitsTrip(fare, aTrip(change))).toBe(true);
  });
});

describe("a fare that is another trip is not offered, whatever the portal says:", () => {
  test.each([
    ["from elsewhere", aFare({ outbound: [aFlight({ from: "JFK" })] }), {}],
    ["to elsewhere", aFare({ outbound: [aFlight({ to: "MIA" })] }), {}],
    ["on another day", aFare({ outbound: [aFlight({ departs: "2027-01-13T08:00:00" })] }), {}],
    ["back on another day", aFare({ inbound: [back({ departs: "2027-01-15T17:00:00" })] }), {}],
    ["back to elsewhere", aFare({ inbound: [back({ to: "JFK" })] }), {}],
    ["without a way back", aFare({ inbound: [] }), {}],
    ["with a way back that nobody asked for", aFare(), { return: null }],
    ["sold out", aFare({ seatsLeft: 0 }), {}],
    [
      "with a change between two airports",
      aFare({ outbound: [aFlight({ to: "DTW" }), aFlight({ from: "JFK", departs: "2027-01-12T12:00:00" })] }),
      {},
    ],
    [
      "with an onward flight that leaves before the first arrives",
      aFare({ outbound: [aFlight({ to: "DTW" }), aFlight({ from: "DTW", departs: "2027-01-12T09:00:00" })] }),
      {},
    ],
    [
      "back before it is there",
      aFare({ inbound: [back({ departs: "2027-01-12T09:00:00" })] }),
      { return: "2027-01-12" },
    ],
  ])("%s", (_what, fare, change) => {
    expect(fitsTrip(fare, aTrip(change))).toBe(false);
  });
});
