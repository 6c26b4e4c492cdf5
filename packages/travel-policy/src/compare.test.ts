import { describe, expect, test } from "@jest/globals";
import { BookingPlan } from "@agentic-pm/contracts/travel";
import { compare } from "./compare.ts";
import { derivePlanConstraints } from "./derive.ts";
import { BOTH, chunk, TODAY, trip } from "./testing/policy-chunks.ts";

const plan = BookingPlan.parse({
  schemaVersion: 1,
  trip: {
    schemaVersion: 1,
    bookingId: `bkg_${"0".repeat(32)}`,
    turn: 1,
    employeeId: "user_2employeeAda",
    grade: "staff",
    ...trip("chicago"),
    requestedOn: TODAY,
    travellers: 1,
    preferences: { departure: null, nonstop: false, airline: null },
    summary: "",
  },
  tripSha256: "0".repeat(64),
  ...derivePlanConstraints(trip("chicago"), BOTH, TODAY),
  retrievalBand: "confident",
  policyVersion: "0".repeat(64),
  reasoningSummary: "",
  thinkingBudget: "none",
});

describe("a past plan under another policy", () => {
  test("is the same under the same clauses", () => {
    expect(compare(plan, BOTH).changes).toEqual([]);
  });

  test("shows each value that would be different", () => {
    const other = [
      ...BOTH.filter(({ text }) => !text.includes("may not exceed $500")),
      chunk("The price of a domestic round trip in economy class may not exceed $650."),
    ];
    expect(compare(plan, other).changes).toEqual([{ value: "fareCapUsd", before: "500", after: "650" }]);
  });

  test("without clauses falls back to the strictest defaults", () => {
    expect(compare(plan, []).changes.map(({ value }) => value)).toEqual([
      "fareCapUsd",
      "preferredAirlines",
      "approval",
      "strictestDefaults",
    ]);
  });
});
