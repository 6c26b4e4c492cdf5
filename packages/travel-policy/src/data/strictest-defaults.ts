import type { ConstraintRule } from "@agentic-pm/contracts/travel";

/**
 * What binds where no active clause says anything. Low enough that somebody notices and adds a policy. Preferred
 * airlines and approval need no default: a preference refuses nothing, and without a cap every trip needs approval.
 */
export const STRICTEST_DEFAULTS = {
  fareCapUsd: { domestic: 300, international: 600 },
  highestCabin: "economy",
  advanceDays: 28,
} as const;

/** The default of a kind as a rule, to be shown without a receipt. */
export function defaultRule(
  kind: "fare_cap" | "cabin" | "advance_booking",
  scope: "domestic" | "international",
): ConstraintRule {
  switch (kind) {
    case "fare_cap":
      return { kind, amountUsd: STRICTEST_DEFAULTS.fareCapUsd[scope], cabin: null, region: null, scope };
    case "cabin":
      return { kind, highest: STRICTEST_DEFAULTS.highestCabin, minimumHours: null, maximumHours: null, scope };
    case "advance_booking":
      return { kind, days: STRICTEST_DEFAULTS.advanceDays, scope };
  }
}
