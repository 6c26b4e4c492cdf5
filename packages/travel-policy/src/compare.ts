import type { BookingPlan, PolicyChunk } from "@agentic-pm/contracts/travel";
import { derivePlanConstraints } from "./derive.ts";
import type { PlanConstraints } from "./plan-values.ts";

const COMPARED = ["fareCapUsd", "highestCabin", "preferredAirlines", "approval", "strictestDefaults"] as const;

/** A value of a plan under the policy it was made by, and under the other. */
export interface PlanChange {
  readonly value: (typeof COMPARED)[number];
  readonly before: string;
  readonly after: string;
}

/** A past plan, made again under other clauses. */
export interface PlanComparison {
  readonly after: PlanConstraints;
  /** Empty: the other policy changes nothing for this trip. */
  readonly changes: readonly PlanChange[];
}

/**
 * What would be different for a past plan's trip if these clauses were in force, on the day it was asked for.
 * `otherClauses` are all of them: those of the changed policy and of the ones that stay.
 */
export function compare(plan: BookingPlan, otherClauses: readonly PolicyChunk[]): PlanComparison {
  const after = derivePlanConstraints(plan.trip, otherClauses, plan.trip.requestedOn);
  const changes = COMPARED.flatMap((value) => {
    const [was, would] = [worded(plan[value]), worded(after[value])];
    return was === would ? [] : [{ value, before: was, after: would }];
  });
  return { after, changes };
}

function worded(value: PlanConstraints[(typeof COMPARED)[number]]): string {
  return Array.isArray(value) ? value.toSorted().join(", ") || "none" : String(value);
}
