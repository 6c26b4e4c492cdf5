import { type Clock, joinLabels, type Labels } from "@agentic-pm/contracts";
import { BookingPlan, type PlanEvent, planHashOf, type PlanResult, type Question } from "@agentic-pm/contracts/travel";
import type { EnvelopePorts, EnvelopeSealer } from "@agentic-pm/lambda";
import { LogCode } from "@agentic-pm/observability";
import { derivePlanConstraints, type PlanConstraints } from "@agentic-pm/travel-policy";
import { differencesOf } from "../domain/compare-proposal.ts";
import { policyVersionOf } from "../domain/policy-version.ts";
import { reasoningSummary } from "../domain/reasoning-summary.ts";
import { tripQuestions } from "../domain/trip-questions.ts";
import type { PlanMemory } from "../ports/plan-memory.ts";
import type { PlanStore } from "../ports/plan-store.ts";
import { loadTrip, type PlanBasis } from "./load-trip.ts";
import { type Asked, proposePlan, type ProposePorts } from "./propose-plan.ts";

export interface PlanPorts extends EnvelopePorts, ProposePorts {
  readonly sealer: EnvelopeSealer;
  readonly memory: PlanMemory;
  readonly store: PlanStore;
  readonly clock: Clock;
}

const CLAUSES: Labels = { provenance: ["policy_pdf"], readers: "everyone" };

/**
 * Makes the plan for a trip: every constraint derived by code from the clauses in force, with its receipt. The model's
 * reading is compared with it, and a difference is audited; none of its values is taken. Without a model the plan is
 * the same, and says so. Throws TRIP_MISSING, TRIP_MISMATCH, RETRIEVAL_MISMATCH, CLAUSE_MISMATCH, and retryable
 * DATABASE_UNAVAILABLE, SEAL_UNAVAILABLE and AUDIT_WRITE_FAILED.
 */
export async function reasonAndPlan(event: PlanEvent, ports: PlanPorts): Promise<PlanResult> {
  const startedAt = ports.clock.now().getTime();
  const basis = await loadTrip(event, ports.memory);
  const questions = tripQuestions(basis.trip);
  if (questions.length > 0) return askBack(event, questions, ports);
  const derived = derivedFrom(basis);
  const asked = await proposePlan(basis, derived, ports);
  const plan = planOf(event, { basis, derived, asked });
  const planHash = planHashOf(plan);
  const { bookingId, employeeId, turn, executionName } = event;
  const audit = await ports.audit.append(bookingId, event.audit, {
    event: "policy_evaluation",
    bookingId,
    employeeId,
    ...evaluation(event, { plan, basis, derived, asked, planHash }),
    latency_ms: ports.clock.now().getTime() - startedAt,
  });
  const labels = joinLabels([event.seal.labels, CLAUSES], asked.proposal === null ? undefined : "model");
  const handover = { bookingId, employeeId, turn, audit, planHash };
  const [seal] = await Promise.all([
    ports.sealer.seal({ executionName, labels, handover }),
    ports.store.insert({ bookingId, planHash, plan }),
  ]);
  ports.logger.info(LogCode.PLAN_MADE, { thinking: asked.thinking, reason: asked.reason });
  return { outcome: "planned", ...handover, seal };
}

/** Where retrieval found nothing, nothing is read into clauses that do not fit: the strictest defaults stand. */
function derivedFrom({ trip, retrieval, clauses }: PlanBasis): PlanConstraints {
  return derivePlanConstraints(trip, retrieval.band === "none" ? [] : clauses, trip.requestedOn);
}

interface Evaluated {
  readonly basis: PlanBasis;
  readonly derived: PlanConstraints;
  readonly asked: Asked;
}

function planOf(event: PlanEvent, { basis, derived, asked }: Evaluated): BookingPlan {
  return BookingPlan.parse({
    schemaVersion: 1,
    trip: basis.trip,
    tripSha256: event.tripSha256,
    ...derived,
    retrievalBand: basis.retrieval.band,
    policyVersion: policyVersionOf(basis.documents),
    reasoningSummary: reasoningSummary(asked, derived.constraints),
    thinkingBudget: asked.thinking,
  });
}

/** The requirements' fields. The words of the request and of the trip's summary stay where they lie. */
function evaluation(event: PlanEvent, made: Evaluated & { plan: BookingPlan; planHash: string }) {
  const { plan, basis, derived, asked, planHash } = made;
  const { summary: _words, ...trip } = plan.trip;
  return {
    input: {
      user_request: `sha256:${event.tripSha256}`,
      retrieved_chunks: basis.retrieval.chunks.map(({ chunkId }) => chunkId),
      retrieval_band: basis.retrieval.band,
      retrievalSha256: event.retrievalSha256,
      executionName: event.executionName,
    },
    output: {
      booking_plan: { ...plan, trip },
      reasoning_summary: plan.reasoningSummary,
      planHash,
      model: asked.proposal === null ? "not_used" : "proposed",
      model_reason: asked.reason,
      differences: asked.proposal === null ? [] : differencesOf(asked.proposal, derived),
    },
    thinking_budget: asked.thinking,
    policy_version: plan.policyVersion,
    ...asked.spent,
  };
}

async function askBack(event: PlanEvent, questions: Question[], ports: PlanPorts): Promise<PlanResult> {
  const { bookingId, employeeId } = event;
  const audit = await ports.audit.append(bookingId, event.audit, {
    event: "booking.asked",
    bookingId,
    employeeId,
    input: { tripSha256: event.tripSha256, executionName: event.executionName },
    output: { questions: questions.map(({ slot, code }) => ({ slot, code })) },
  });
  return { outcome: "asked", bookingId, employeeId, questions, audit };
}
