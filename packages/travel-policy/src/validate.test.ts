import { describe, expect, test } from "@jest/globals";
import type { AssessedOption, PlanConstraints } from "./plan-values.ts";
import { derivePlanConstraints } from "./derive.ts";
import { BOTH, type PLACES, TODAY, trip } from "./testing/policy-chunks.ts";
import { assessOption } from "./validate.ts";

const plan = (to: keyof typeof PLACES, change: Parameters<typeof trip>[1] = {}): PlanConstraints =>
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
    expect(assessOption(option(500), plan("chicago"))).toEqual([]);
  });

  test("a cent over the cap needs approval", () => {
    expect(assessOption(option(500.01), plan("chicago"))).toEqual(["OVER_FARE_CAP", "POLICY_ASKS_FOR_APPROVAL"]);
  });

  test("one way has half of the cap", () => {
    const oneWay = plan("chicago", { return: null });
    expect(assessOption(option(250, { inbound: [] }), oneWay)).toEqual([]);
    expect(assessOption(option(251, { inbound: [] }), oneWay)).toEqual(["OVER_FARE_CAP"]);
  });

  test("a higher cabin than allowed needs approval", () => {
    expect(assessOption(option(400, { cabin: "business" }), plan("chicago"))).toEqual(["CABIN_ABOVE_POLICY"]);
  });

  test("business is within policy where it was asked for and the flight is long", () => {
    const asked = plan("tokyo", { cabin: "business" });
    expect(assessOption(option(2400, { cabin: "business" }, 13), asked)).toEqual([]);
    expect(assessOption(option(5801, { cabin: "business" }, 13), asked)).toContain("OVER_FARE_CAP");
  });

  test("the cabin goes by the flights that are really flown", () => {
    const asked = plan("tokyo", { cabin: "business" });
    expect(assessOption(option(2400, { cabin: "business" }, 7), asked)).toEqual(["CABIN_ABOVE_POLICY"]);
  });

  test("a low cabin has its own cap, however much the asked one may cost", () => {
    const asked = plan("tokyo", { cabin: "business" });
    expect(assessOption(option(1601, {}, 13), asked)).toEqual(["OVER_FARE_CAP"]);
  });

  test("what the plan itself needs approval for stays", () => {
    expect(assessOption(option(300), plan("chicago", { outbound: "2026-11-25" }))).toEqual(["TOO_LATE_TO_BOOK"]);
  });
});
