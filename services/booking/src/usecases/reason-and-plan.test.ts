import { describe, expect, test } from "@jest/globals";
import {
  BookingPlan,
  type PlanEvent,
  planHashOf,
  type PlanProposal,
  type PolicyChunk,
  type Retrieval,
  retrievalHashOf,
  type Trip,
  tripHashOf,
} from "@agentic-pm/contracts/travel";
import { fakeRuntime, memorySeals, unsealed } from "@agentic-pm/lambda/fakes";
import { FakeModelPort, type Scripted } from "@agentic-pm/models/fakes";
import { derivePlanConstraints } from "@agentic-pm/travel-policy";
import { aClause, aRetrieval, aTrip, BOOKING, CABIN, CAP, DOCUMENTS, EMPLOYEE } from "../../test/a-trip.ts";
import type { PlanMemory } from "../ports/plan-memory.ts";
import type { PlanStore } from "../ports/plan-store.ts";
import { reasonAndPlan } from "./reason-and-plan.ts";

const NOVA = "us.amazon.nova-2-lite-v1:0";
const GOOD: PlanProposal = {
  fare_cap_usd: 500,
  highest_cabin: "economy",
  preferred_airlines: [],
  advance_booking_days: null,
  approval_needed: false,
  clauses: ["C1"],
  reasoning_summary: "The clauses allow economy up to $500.",
};

interface Options {
  readonly trip?: Trip;
  readonly clauses?: readonly PolicyChunk[];
  readonly retrieved?: readonly PolicyChunk[];
  readonly retrieval?: Partial<Retrieval>;
  readonly script?: Scripted[] | ConstructorParameters<typeof FakeModelPort>[0];
  readonly remainingMs?: number;
}

function given(options: Options = {}) {
  const { trip = aTrip(), clauses = [CAP, CABIN], remainingMs = 50_000 } = options;
  const { audit, clock, ids, logger, metrics } = fakeRuntime("reason-and-plan");
  const retrieval = aRetrieval(trip, options.retrieved ?? clauses, options.retrieval);
  const stored = { trip: trip as unknown, retrieval: retrieval as unknown, documents: DOCUMENTS };
  const memory: PlanMemory = { stored: async () => stored, clausesOf: async () => clauses };
  const plans: Parameters<PlanStore["insert"]>[0][] = [];
  const models = new FakeModelPort(options.script ?? [{ output: GOOD }]);
  const executionName = `${BOOKING}-1`;
  const event: PlanEvent = {
    bookingId: BOOKING,
    employeeId: EMPLOYEE,
    turn: 1,
    tripSha256: tripHashOf(trip),
    retrievalSha256: retrievalHashOf(retrieval),
    band: retrieval.band,
    audit: { seq: 2, hash: "c".repeat(64) },
    seal: unsealed("retrieve", executionName, "everyone"),
    executionName,
  };
  const store: PlanStore = { insert: async (entry) => void plans.push(entry) };
  const seals = { sealedBefore: memorySeals("retrieve"), sealer: memorySeals("plan") };
  const settings = { modelId: NOVA, remainingMs: () => remainingMs };
  const ports = { memory, store, models, audit, clock, ids, logger, metrics, ...seals, ...settings };
  return { event, ports, plans, models, audit, metrics, stored };
}

const planOf = ({ plans }: ReturnType<typeof given>) => BookingPlan.parse(plans[0]?.plan);

describe("a plan", () => {
  test("is what code derives from every clause in force, stored under the hash that is handed on", async () => {
    const world = given({ retrieved: [CABIN] });
    const result = await reasonAndPlan(world.event, world.ports);
    const derived = derivePlanConstraints(aTrip(), [CAP, CABIN], "2026-11-21");
    const plan = planOf(world);
    expect(plan).toMatchObject({ ...derived, retrievalBand: "confident", thinkingBudget: "medium" });
    expect(result).toMatchObject({ outcome: "planned", planHash: planHashOf(plan), audit: { seq: 3 } });
    expect(world.plans).toMatchObject([{ bookingId: BOOKING, planHash: planHashOf(plan) }]);
  });

  test("is sealed for search-options, with the labels of the clauses and of the model", async () => {
    const { event, ports } = given();
    const result = await reasonAndPlan(event, ports);
    if (result.outcome !== "planned") throw new Error(result.outcome);
    const { outcome: _outcome, seal, ...handover } = result;
    expect(seal.labels.provenance).toEqual(expect.arrayContaining(["policy_pdf", "model"]));
    const content = { stage: "plan" as const, executionName: event.executionName, labels: seal.labels, handover };
    await expect(memorySeals("plan").isGenuine(content, seal.mac)).resolves.toBe(true);
  });

  test("is audited with the requirements' fields, and without the employee's words", async () => {
    const { event, ports, audit } = given();
    await reasonAndPlan(event, ports);
    expect(audit.records).toHaveLength(1);
    expect(audit.records[0]).toMatchObject({
      event: "policy_evaluation",
      bookingId: BOOKING,
      employeeId: EMPLOYEE,
      input: { user_request: `sha256:${event.tripSha256}`, retrieved_chunks: [CAP.chunkId, CABIN.chunkId] },
      output: { booking_plan: { fareCapUsd: 500 }, reasoning_summary: GOOD.reasoning_summary, differences: [] },
      model_id: `fake (for ${NOVA})`,
      thinking_budget: "medium",
      latency_ms: expect.any(Number),
      prompt_version: "plan/1",
      prevHash: "c".repeat(64),
    });
    expect(JSON.stringify(audit.records)).not.toContain("private words");
  });

  test("has a version that changes with the documents in force", async () => {
    const [first, second] = [given(), given()];
    await reasonAndPlan(first.event, first.ports);
    second.stored.documents = [{ documentId: `doc_${"e".repeat(32)}`, version: 2 }];
    await reasonAndPlan(second.event, second.ports);
    expect(planOf(first).policyVersion).not.toBe(planOf(second).policyVersion);
  });
});

describe("what the model says", () => {
  test("cannot loosen anything, and its looser reading is in the trail", async () => {
    const loose = { ...GOOD, fare_cap_usd: 9000, highest_cabin: "first", approval_needed: false };
    const world = given({ script: [{ output: loose }] });
    await reasonAndPlan(world.event, world.ports);
    expect(planOf(world)).toMatchObject({ fareCapUsd: 500, highestCabin: "economy" });
    expect(world.audit.records[0]?.output["differences"]).toEqual(
      expect.arrayContaining([
        { field: "fare_cap_usd", proposed: 9000, derived: 500, looser: true },
        { field: "highest_cabin", proposed: "first", derived: "economy", looser: true },
      ]),
    );
  });

  test("cannot tighten anything either: code's value holds", async () => {
    const world = given({ script: [{ output: { ...GOOD, fare_cap_usd: 100 } }] });
    await reasonAndPlan(world.event, world.ports);
    expect(planOf(world).fareCapUsd).toBe(500);
    expect(world.audit.records[0]?.output["differences"]).toMatchObject([{ field: "fare_cap_usd", looser: false }]);
  });

  test("is thrown away when it gives the prompt away, and code alone plans", async () => {
    const world = given({
      script: ({ system }) => ({
        output: { ...GOOD, reasoning_summary: /cw-[0-9a-f-]{36}/u.exec(system)?.[0] ?? "" },
      }),
    });
    await expect(reasonAndPlan(world.event, world.ports)).resolves.toMatchObject({ outcome: "planned" });
    const plan = planOf(world);
    expect(plan).toMatchObject({ fareCapUsd: 500, thinkingBudget: "none" });
    expect(JSON.stringify(plan)).not.toContain("cw-");
    expect(plan.reasoningSummary).toContain("CANARY_ECHOED");
    expect(world.audit.records[0]).toMatchObject({
      output: { model: "not_used", model_reason: "CANARY_ECHOED" },
      model_id: `fake (for ${NOVA})`,
    });
    expect(world.metrics.added).toEqual([{ name: "CanaryTripped", value: 1, unit: "Count" }]);
  });

  test("is kept on one line without anything invisible", async () => {
    const summary = "One\nline\u200B\u202Eonly\u001B[31m.";
    const world = given({ script: [{ output: { ...GOOD, reasoning_summary: summary } }] });
    await reasonAndPlan(world.event, world.ports);
    expect(planOf(world).reasoningSummary).toBe("One lineonly[31m.");
  });

  test("is asked for over datamarked clauses, without the employee's words", async () => {
    const { event, ports, models } = given();
    await reasonAndPlan(event, ports);
    const [request] = models.requests;
    expect(request).toMatchObject({ modelId: NOVA, tool: { name: "propose_plan" }, effort: "medium" });
    expect(request?.content[0]).not.toContain("Economy fares may");
    expect(request?.content[0]).not.toContain("private words");
  });
});

describe("how long the model thinks", () => {
  test.each([
    ["retrieval is unsure", { retrieval: { band: "unsure" as const } }],
    [
      "the trip is international",
      { trip: aTrip({ destination: { city: "Paris", country: "FR", airports: ["CDG"] } }) },
    ],
  ])("long, when %s", async (_what, options) => {
    const world = given(options);
    await reasonAndPlan(world.event, world.ports);
    expect(world.models.requests[0]).toMatchObject({ effort: "high" });
    expect(planOf(world).thinkingBudget).toBe("high");
  });

  test("once more and long, when it left open what a clause says; that clause then comes first", async () => {
    const world = given({
      retrieved: [CABIN],
      script: [{ output: { ...GOOD, fare_cap_usd: null } }, { output: GOOD }],
    });
    await reasonAndPlan(world.event, world.ports);
    expect(world.models.requests.map(({ effort }) => effort)).toEqual(["medium", "high"]);
    const brief = JSON.parse(world.models.requests[1]?.content[0] ?? "") as Record<string, unknown>;
    expect(brief).toMatchObject({ missing: ["fare_cap_usd"], clauses: [{ ref: "C1" }, { ref: "C2" }] });
    expect(JSON.stringify((brief["clauses"] as unknown[])[0])).toContain("$500");
    expect(world.audit.records[0]).toMatchObject({ input_tokens: 200, thinking_budget: "high" });
  });

  test("the first answer stands when the second call fails", async () => {
    const world = given({ script: [{ output: { ...GOOD, fare_cap_usd: null } }, { failure: "MODEL_UNAVAILABLE" }] });
    await reasonAndPlan(world.event, world.ports);
    expect(planOf(world)).toMatchObject({ thinkingBudget: "medium", reasoningSummary: GOOD.reasoning_summary });
  });

  test("less, when little time is left, and not at all when it is short", async () => {
    const less = given({ retrieval: { band: "unsure" }, remainingMs: 10_000 });
    await reasonAndPlan(less.event, less.ports);
    expect(less.models.requests).toMatchObject([{ effort: "medium" }]);
    const none = given({ remainingMs: 7_000 });
    await reasonAndPlan(none.event, none.ports);
    expect(none.models.requests).toEqual([]);
    expect(planOf(none)).toMatchObject({ thinkingBudget: "none", fareCapUsd: 500 });
    expect(planOf(none).reasoningSummary).toContain("TIME_SHORT");
  });
});

describe("a plan by code alone", () => {
  test.each(["BUDGET_EXHAUSTED", "MODEL_UNAVAILABLE", "MODEL_OUTPUT_INVALID", "MODEL_REFUSED"] as const)(
    "is the same, and says so, after %s",
    async (failure) => {
      const [heard, alone] = [given(), given({ script: [{ failure }] })];
      await reasonAndPlan(heard.event, heard.ports);
      await reasonAndPlan(alone.event, alone.ports);
      const { reasoningSummary, thinkingBudget, ...same } = planOf(alone);
      expect(planOf(heard)).toMatchObject(same);
      expect([reasoningSummary.includes(failure), thinkingBudget]).toEqual([true, "none"]);
      expect(alone.audit.records[0]).toMatchObject({ model_id: null, output: { model_reason: failure } });
    },
  );

  test("has the strictest defaults where retrieval found nothing, whatever clauses there are", async () => {
    const world = given({ retrieved: [], retrieval: { band: "none" } });
    await reasonAndPlan(world.event, world.ports);
    expect(planOf(world)).toMatchObject({ strictestDefaults: true, constraints: expect.any(Array) });
    expect(planOf(world).approval).toContain("NO_POLICY_FOUND");
    expect(world.models.requests).toEqual([]);
  });
});

describe("what is asked back", () => {
  test.each([
    ["a past day", { outbound: "2026-11-20", return: null }, "PAST_DATE"],
    ["a return before the departure", { return: "2027-01-11" }, "RETURN_BEFORE_DEPARTURE"],
    ["a day that is not on sale", { outbound: "2028-01-01", return: null }, "TOO_FAR_AHEAD"],
    ["one and the same city", { destination: aTrip().origin }, "SAME_CITY"],
  ])("%s", async (_what, change, code) => {
    const { event, ports, plans, audit } = given({ trip: aTrip(change) });
    await expect(reasonAndPlan(event, ports)).resolves.toMatchObject({ outcome: "asked", questions: [{ code }] });
    expect(plans).toEqual([]);
    expect(audit.records[0]).toMatchObject({ event: "booking.asked" });
  });
});

describe("what stops the workflow", () => {
  test("a trip that is not there", async () => {
    const { event, ports, stored } = given();
    stored.trip = undefined;
    await expect(reasonAndPlan(event, ports)).rejects.toMatchObject({ code: "TRIP_MISSING" });
  });

  test.each([
    ["in its destination", { destination: { city: "Miami", country: "US", airports: ["MIA"] } }],
    ["in its turn", { turn: 2 }],
  ])("a trip that was changed in the database %s, before any model has seen it", async (_what, change) => {
    const { event, ports, stored, models } = given();
    stored.trip = aTrip(change);
    await expect(reasonAndPlan(event, ports)).rejects.toMatchObject({ code: "TRIP_MISMATCH" });
    expect(models.requests).toEqual([]);
  });

  test("another employee's trip under a genuine hash", async () => {
    const { event, ports } = given();
    const other = { ...event, employeeId: "user_2employeeLin" as typeof EMPLOYEE };
    await expect(reasonAndPlan(other, ports)).rejects.toMatchObject({ code: "TRIP_MISMATCH" });
  });

  test("a retrieval that was changed, or handed on with another band", async () => {
    const { event, ports, stored } = given();
    await expect(reasonAndPlan({ ...event, band: "none" }, ports)).rejects.toMatchObject({
      code: "RETRIEVAL_MISMATCH",
    });
    stored.retrieval = aRetrieval(aTrip(), [CABIN]);
    await expect(reasonAndPlan(event, ports)).rejects.toMatchObject({ code: "RETRIEVAL_MISMATCH" });
  });

  test("a clause that is another text than the one retrieved", async () => {
    const { event, ports } = given({ clauses: [aClause("Economy fares may not exceed $900.", 1)], retrieved: [CAP] });
    await expect(reasonAndPlan(event, ports)).rejects.toMatchObject({ code: "RETRIEVAL_MISMATCH" });
  });

  test("an audit record that cannot be written: nothing is stored", async () => {
    const { event, ports, audit, plans } = given();
    audit.failNext();
    await expect(reasonAndPlan(event, ports)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(plans).toEqual([]);
  });
});

test("a clause that went out of force meanwhile is not shown to the model", async () => {
  const gone = aClause("Economy fares may not exceed $700.", 9);
  const { event, ports, models } = given({ retrieved: [gone, CAP] });
  await reasonAndPlan(event, ports);
  expect(models.requests[0]?.content[0]).not.toContain("$700");
});
