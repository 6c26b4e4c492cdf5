import { describe, expect, test } from "@jest/globals";
import type { ConstraintRule } from "@agentic-pm/contracts/travel";
import type { AssessedOption, PlanConstraints } from "./plan-values.ts";
import { derivePlanConstraints } from "./derive.ts";
import { BOTH, type PLACES, TODAY, trip } from "./testing/policy-chunks.ts";
import { cabin, cap } from "./testing/found-rules.ts";
import { assessOption } from "./validate.ts";

const planTo = (to: keyof typeof PLACES, change: Parameters<typeof trip>[1] = {}): PlanConstraints =>
  derivePlanConstraints(trip(to, change), BOTH, TODAY);

function option(totalUsd: number, change: Partial<AssessedOption> = {}, hours = 3): AssessedOption {
  const segment = {
    flight: "DL100",
    airline: "DL",
    from: "BOS",
    to: "ORD",
    departs: "2026-12-29T08:00:00",
    arrives: "2026-12-29T10:00:00",
    minutes: hours * 60,
  };
  return {
    cabin: "economy",
    totalCents: Math.round(totalUsd * 100),
    outbound: [segment],
    inbound: [segment],
    ...change,
  };
}

describe("an option against a plan", () => {
  test("within every limit it needs nobody", () => {
    expect(assessOption(option(500), planTo("chicago"))).toEqual([]);
  });

  test("a cent over the cap needs approval", () => {
    expect(assessOption(option(500.01), planTo("chicago"))).toEqual(["OVER_FARE_CAP", "POLICY_ASKS_FOR_APPROVAL"]);
  });

  test("one way has half of the cap", () => {
    const oneWay = planTo("chicago", { return: null });
    expect(assessOption(option(250, { inbound: [] }), oneWay)).toEqual([]);
    expect(assessOption(option(251, { inbound: [] }), oneWay)).toEqual(["OVER_FARE_CAP"]);
  });

  test("a higher cabin than allowed needs approval", () => {
    expect(assessOption(option(400, { cabin: "business" }), planTo("chicago"))).toEqual(["CABIN_ABOVE_POLICY"]);
  });

  test("business is within policy where it was asked for and the flight is long", () => {
    const asked = planTo("tokyo", { cabin: "business" });
    expect(assessOption(option(2400, { cabin: "business" }, 13), asked)).toEqual([]);
    expect(assessOption(option(5801, { cabin: "business" }, 13), asked)).toContain("OVER_FARE_CAP");
  });

  test("the cabin goes by the flights that are really flown", () => {
    const asked = planTo("tokyo", { cabin: "business" });
    expect(assessOption(option(2400, { cabin: "business" }, 7), asked)).toEqual(["CABIN_ABOVE_POLICY"]);
  });

  test("a low cabin has its own cap, however much the asked one may cost", () => {
    const asked = planTo("tokyo", { cabin: "business" });
    expect(assessOption(option(1601, {}, 13), asked)).toEqual(["OVER_FARE_CAP"]);
  });

  test("what the plan itself needs approval for stays", () => {
    expect(assessOption(option(300), planTo("chicago", { outbound: "2026-11-25" }))).toEqual(["TOO_LATE_TO_BOOK"]);
  });
});

describe("an option against the clauses of its plan", () => {
  const bare = { fareCapUsd: 9_000, highestCabin: "first" as const, approval: [], constraints: [] };
  const under = (...rules: ConstraintRule[]) => ({
    ...bare,
    constraints: rules.map((rule) => ({ rule, receipt: null })),
  });
  const approval = (aboveUsd: number | null) =>
    ({ kind: "approval", always: false, aboveUsd, scope: null }) as ConstraintRule;

  test("a cap of a clause counts to the cent; one way has half of it, in whole dollars", () => {
    const plan = under(cap(501));
    expect(assessOption(option(501), plan)).toEqual([]);
    expect(assessOption(option(501.01), plan)).toEqual(["OVER_FARE_CAP"]);
    expect(assessOption(option(250, { inbound: [] }), plan)).toEqual([]);
    expect(assessOption(option(250.01, { inbound: [] }), plan)).toEqual(["OVER_FARE_CAP"]);
  });

  test("the longest of its flights decides the cabin, there or back", () => {
    const long = [{ ...option(1).outbound[0], minutes: 360 }] as AssessedOption["outbound"];
    const short = [{ ...option(1).outbound[0], minutes: 60 }] as AssessedOption["outbound"];
    const business = { cabin: "business" as const };
    const plan = under(cabin("economy", null, 6), cabin("business", 6));
    expect(assessOption(option(1, { ...business, outbound: long, inbound: short }), plan)).toEqual([]);
    expect(assessOption(option(1, { ...business, outbound: short, inbound: long }), plan)).toEqual([]);
    expect(assessOption(option(1, { ...business, outbound: short, inbound: short }), plan)).toEqual([
      "CABIN_ABOVE_POLICY",
    ]);
    const nearly = [{ ...option(1).outbound[0], minutes: 359 }] as AssessedOption["outbound"];
    expect(assessOption(option(1, { ...business, outbound: nearly, inbound: [] }), plan)).toEqual([
      "CABIN_ABOVE_POLICY",
    ]);
  });

  test("a flight time of which no clause speaks has economy, unless none goes by time", () => {
    const premium = option(1, { cabin: "premium_economy" });
    expect(assessOption(premium, under(cabin("business", 6)))).toEqual(["CABIN_ABOVE_POLICY"]);
    expect(assessOption(premium, under(cabin("business", null, 2)))).toEqual(["CABIN_ABOVE_POLICY"]);
    expect(assessOption(premium, under(cabin("business", 6), cabin("business", 2)))).toEqual([]);
    expect(assessOption(premium, under(cabin("business")))).toEqual([]);
    expect(assessOption(premium, bare)).toEqual([]);
    expect(assessOption(premium, under(cabin("business"), cabin("business", 6)))).toEqual(["CABIN_ABOVE_POLICY"]);
  });

  test("a flight time of which no clause speaks has economy, and economy has it", () => {
    expect(assessOption(option(1), under(cabin("business", 6)))).toEqual([]);
  });

  test("the plan's own cap counts to the cent", () => {
    expect(assessOption(option(500), { ...bare, fareCapUsd: 500 })).toEqual([]);
    expect(assessOption(option(500.01), { ...bare, fareCapUsd: 500 })).toEqual(["OVER_FARE_CAP"]);
  });

  test("an amount above which approval is asked for counts to the cent", () => {
    expect(assessOption(option(400), under(approval(400)))).toEqual([]);
    expect(assessOption(option(400.01), under(approval(400)))).toEqual(["POLICY_ASKS_FOR_APPROVAL"]);
    expect(assessOption(option(400.01), under(approval(null)))).toEqual([]);
  });
});
