import { vaultCanary } from "@agentic-pm/contracts";
import {
  type BookingPlan,
  type PlanEvent,
  requestHashOf,
  requestKeyOf,
  SanitiseRequestEvent,
  type Trip,
  tripHashOf,
  retrievalHashOf,
  VaultedRequest,
} from "@agentic-pm/contracts/travel";
import { fakeRuntime, memorySeals, unsealed } from "@agentic-pm/lambda/fakes";
import { bedrockModels } from "@agentic-pm/models";
import { InMemoryBudgetLedger } from "@agentic-pm/models/fakes";
import { reasonAndPlan } from "../../../../../services/booking/src/usecases/reason-and-plan.ts";
import {
  aRetrieval,
  aTrip,
  BOOKING,
  CABIN,
  CAP,
  DOCUMENTS,
  EMPLOYEE,
} from "../../../../../services/booking/test/a-trip.ts";
import { sanitiseRequest } from "../../../../../services/triage/src/usecases/sanitise-request.ts";
import type { PuppetRequest } from "../../../src/puppet/asked.ts";
import { puppetAnswer } from "../../../src/puppet/puppet.ts";
import type { Strategy } from "../../../src/puppet/strategy.ts";

export const WORDS = "Chicago on 2027-01-12, back 2027-01-14";
const HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";

/** What the product makes of the request and of the policy while the strategy answers for both models. */
export interface Guarded {
  readonly outcome: string;
  readonly trip: Trip | null;
  readonly plan: BookingPlan;
  /** What the trail says of the models: differences, and why an answer was not used. */
  readonly trail: string;
  /** What goes on from the two functions. */
  readonly handedOn: string;
}

/** Runs the services' own functions over stores in memory, with the puppet at the other end of the wire. */
export async function guardedTrip(strategy: Strategy): Promise<Guarded> {
  const request = await read(strategy);
  const plan = await planned(strategy);
  return { ...request, plan: plan.plan, trail: request.trail + plan.trail, handedOn: request.handedOn + plan.handedOn };
}

async function read(strategy: Strategy) {
  const { audit, ids, logger, metrics } = fakeRuntime("sanitise-request");
  const vaulted = VaultedRequest.parse({
    schemaVersion: 1,
    bookingId: BOOKING,
    turn: 1,
    canary: vaultCanary("x"),
    text: WORDS,
    receivedAt: "2026-11-21T15:00:00.000Z",
  });
  const sha256 = requestHashOf(vaulted);
  const { grade } = aTrip();
  const handover = {
    bookingId: BOOKING,
    employeeId: EMPLOYEE,
    turn: 1,
    requests: [{ vaultKey: requestKeyOf(BOOKING, sha256), sha256 }],
    profile: { grade, homeAirport: "BOS", timeZone: "America/New_York" },
    requestedOn: "2026-11-21",
    audit: { seq: 0, hash: "d".repeat(64) },
  };
  const executionName = `${BOOKING}-1`;
  const seal = unsealed("connect", executionName, "everyone");
  const event = SanitiseRequestEvent.parse({ ...handover, seal, executionName });
  const trips: Trip[] = [];
  const result = await sanitiseRequest(event, {
    vault: { read: async () => vaulted },
    store: { insert: async (trip) => void trips.push(trip) },
    models: modelsOf(strategy),
    sealedBefore: memorySeals("connect"),
    sealer: memorySeals("sanitise_request"),
    audit,
    ids,
    logger,
    metrics,
    modelId: HAIKU,
  });
  const trail = JSON.stringify(audit.records.map(({ output }) => output));
  return { outcome: result.outcome, trip: trips[0] ?? null, trail, handedOn: JSON.stringify([result, trips]) };
}

async function planned(strategy: Strategy) {
  const { audit, clock, ids, logger, metrics } = fakeRuntime("reason-and-plan");
  const trip = aTrip();
  const retrieval = aRetrieval(trip, [CAP, CABIN]);
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
  const plans: BookingPlan[] = [];
  const result = await reasonAndPlan(event, {
    memory: { stored: async () => ({ trip, retrieval, documents: DOCUMENTS }), clausesOf: async () => [CAP, CABIN] },
    store: { insert: async ({ plan }) => void plans.push(plan) },
    models: modelsOf(strategy),
    sealedBefore: memorySeals("retrieve"),
    sealer: memorySeals("plan"),
    modelId: "us.amazon.nova-2-lite-v1:0",
    remainingMs: () => 50_000,
    audit,
    clock,
    ids,
    logger,
    metrics,
  });
  const [plan] = plans;
  if (plan === undefined) throw new Error(result.outcome);
  const trail = JSON.stringify(audit.records.map(({ output }) => output));
  return { plan, trail, handedOn: JSON.stringify([result, plan]) };
}

/** The real conversation with its one repair, with the puppet at the other end of the wire. */
function modelsOf(strategy: Strategy) {
  const send = async (command: { input: PuppetRequest }) => ({
    $metadata: { httpStatusCode: 200 },
    ...(JSON.parse(
      JSON.stringify(puppetAnswer(command.input, { strategyOf: () => strategy, markOf: () => "kx000001zq" })),
    ) as object),
  });
  return bedrockModels({
    client: { send } as unknown as Parameters<typeof bedrockModels>[0]["client"],
    budget: new InMemoryBudgetLedger({ dailyUsd: 9, monthlyUsd: 9 }),
    clock: { now: () => new Date("2026-11-21T15:00:00.000Z") },
    cheapModelId: HAIKU,
  });
}
