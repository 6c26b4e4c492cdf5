import { describe, expect, test } from "@jest/globals";
import { type BookingPlan, planHashOf, type SearchEvent, SearchResult } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import { fakeRuntime, memorySeals, unsealed } from "@agentic-pm/lambda/fakes";
import { aFare, aFlight, aPlan, aTrip, BOOKING, EMPLOYEE } from "../../test/a-trip.ts";
import type { FareQuery } from "../domain/fare.ts";
import type { FareAnswer } from "../ports/fare-search.ts";
import type { NewOffer } from "../ports/offer-store.ts";
import { searchOptions } from "./search-options.ts";

const sold = (...fares: FareAnswer["fares"]): FareAnswer => ({ fares, malformed: 0, unserved: false });

function given(options: { plan?: BookingPlan; answer?: (query: FareQuery) => FareAnswer; over?: boolean } = {}) {
  const { plan = aPlan(), answer = () => sold(aFare()), over = false } = options;
  const { audit, clock, logger } = fakeRuntime("search-options");
  const queries: FareQuery[] = [];
  const offered: NewOffer[] = [];
  const stored: { plan: unknown } = { plan };
  const executionName = `${BOOKING}-1`;
  const event: SearchEvent = {
    bookingId: BOOKING,
    employeeId: EMPLOYEE,
    turn: 1,
    planHash: planHashOf(plan),
    audit: { seq: 3, hash: "c".repeat(64) },
    seal: unsealed("plan", executionName, "everyone"),
    executionName,
  };
  const ports = {
    plans: { plan: async () => stored.plan },
    fares: {
      search: async (query: FareQuery) => {
        queries.push(query);
        return answer(query);
      },
    },
    offers: {
      offer: async (offer: NewOffer) => {
        offered.push(offer);
        return over ? ("over" as const) : ("offered" as const);
      },
    },
    sealedBefore: memorySeals("plan"),
    audit,
    clock,
    logger,
  };
  return { event, ports, queries, offered, audit, stored };
}

describe("an offer", () => {
  test("is written into the row for a quarter of an hour, and is the message", async () => {
    const { event, ports, offered } = given();
    const result = SearchResult.parse(await searchOptions(event, ports));
    expect(offered).toMatchObject([
      {
        bookingId: BOOKING,
        employeeId: EMPLOYEE,
        turn: 1,
        offer: { planHash: event.planHash, options: [{ fareId: "fare-0001" }] },
        expiresAt: "2026-01-15T09:15:00.000Z",
        audit: { seq: 4 },
      },
    ]);
    expect(result).toMatchObject({
      outcome: "offered",
      audit: { seq: 4 },
      message: { type: "options", options: offered[0]?.offer.options, expiresAt: "2026-01-15T09:15:00.000Z" },
    });
  });

  test("says on what the policy contradicts itself", async () => {
    const chunkIds = [`chk_${"1".repeat(32)}`, `chk_${"2".repeat(32)}`];
    const { event, ports } = given({ plan: { ...aPlan(), contradictions: [{ kind: "fare_cap", chunkIds }] } });
    expect(await searchOptions(event, ports)).toMatchObject({ message: { contradictions: ["fare_cap"] } });
  });

  test("is audited before it is made", async () => {
    const { event, ports, offered, audit } = given();
    audit.failNext();
    await expect(searchOptions(event, ports)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(offered).toEqual([]);
    await searchOptions(event, ports);
    expect(audit.records[0]).toMatchObject({
      event: "booking.offered",
      bookingId: BOOKING,
      output: { options: [{ fareId: "fare-0001", totalCents: 31_000, approval: [] }] },
    });
  });

  test("has nothing in it that does not fit the trip or the cabin that was asked for", async () => {
    const wrong = [
      aFare({ fareId: "elsewhere", totalCents: 100, outbound: [aFlight({ to: "MIA" })] }),
      aFare({ fareId: "in-first", totalCents: 100, cabin: "first" }),
    ];
    const { event, ports, offered, audit } = given({ answer: () => sold(...wrong, aFare()) });
    await searchOptions(event, ports);
    expect(offered[0]?.offer.options.map(({ fareId }) => fareId)).toEqual(["fare-0001"]);
    expect(audit.records[0]?.input).toMatchObject({ quoted: 2, unfit: 1 });
  });

  test("is of what the policy allows when the employee asked for more", async () => {
    const answer = ({ cabin }: FareQuery) => sold(aFare({ cabin, fareId: `fare-${cabin}` }));
    const { event, ports, offered, queries } = given({ plan: aPlan({ trip: aTrip({ cabin: "business" }) }), answer });
    await searchOptions(event, ports);
    expect(queries.map(({ cabin }) => cabin)).toEqual(["business", "economy"]);
    expect(offered[0]?.offer.options.map(({ fareId }) => fareId)).toEqual(["fare-economy"]);
  });

  test("is found pair by pair where the portal does not know every airport", async () => {
    const answer = ({ to }: FareQuery) =>
      to.includes("MDW") ? { fares: [], malformed: 0, unserved: true } : sold(aFare());
    const { event, ports, queries } = given({ answer });
    await expect(searchOptions(event, ports)).resolves.toMatchObject({ outcome: "offered" });
    expect(queries.map(({ to }) => to)).toEqual([["ORD", "MDW"], ["ORD"], ["MDW"]]);
  });

  test("says what needs approval where nothing is within policy", async () => {
    const { event, ports } = given({ answer: () => sold(aFare({ totalCents: 90_000 })) });
    await expect(searchOptions(event, ports)).resolves.toMatchObject({
      message: { options: [{ approval: ["OVER_FARE_CAP"] }] },
    });
  });
});

describe("no offer", () => {
  test("where the portal sells no such trip", async () => {
    const { event, ports, offered, audit } = given({ answer: () => sold() });
    await expect(searchOptions(event, ports)).resolves.toMatchObject({ outcome: "refused", code: "NO_OPTIONS" });
    expect(offered).toEqual([]);
    expect(audit.records[0]).toMatchObject({ event: "booking.refused", output: { code: "NO_OPTIONS" } });
  });

  test("where the booking ended meanwhile, and the trail says so after the offer", async () => {
    const { event, ports, audit } = given({ over: true });
    await expect(searchOptions(event, ports)).resolves.toMatchObject({
      outcome: "refused",
      code: "BOOKING_OVER",
      audit: { seq: 5 },
    });
    expect(audit.records.map((record) => record.event)).toEqual(["booking.offered", "booking.refused"]);
  });

  test("where the portal is away: that is worth another try", async () => {
    const away = new AppError("PORTAL_UNAVAILABLE", { cause: "c", remedy: "r", retryable: true });
    const answer = () => {
      throw away;
    };
    const { event, ports } = given({ answer });
    await expect(searchOptions(event, ports)).rejects.toMatchObject({ code: "PORTAL_UNAVAILABLE" });
  });

  test("from a plan that is not there, or not the one that was made", async () => {
    const { event, ports, stored, queries } = given();
    stored.plan = aPlan({ fareCapUsd: 5000 });
    await expect(searchOptions(event, ports)).rejects.toMatchObject({ code: "PLAN_MISMATCH" });
    stored.plan = undefined;
    await expect(searchOptions(event, ports)).rejects.toMatchObject({ code: "PLAN_MISSING" });
    expect(queries).toEqual([]);
  });
});
