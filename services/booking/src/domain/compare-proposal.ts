import { Cabin, type Constraint, type PlanBrief, type PlanProposal } from "@agentic-pm/contracts/travel";
import type { PlanConstraints } from "@agentic-pm/travel-policy";

/** Where the model read the clauses otherwise than code did. Code's value holds, whichever is the stricter. */
export interface Difference {
  readonly field: "fare_cap_usd" | "highest_cabin" | "preferred_airlines" | "advance_booking_days" | "approval_needed";
  readonly proposed: string | number | boolean;
  readonly derived: string | number | boolean;
  /** Whether the model's reading would have allowed more. */
  readonly looser: boolean;
}

/** What the model read and code did not, or the other way round. What the model left open is no difference. */
export function differencesOf(proposal: PlanProposal, derived: PlanConstraints): Difference[] {
  const { fare_cap_usd: cap, highest_cabin: cabin, approval_needed: approval } = proposal;
  const days = advanceDaysOf(derived.constraints);
  const proposedDays = proposal.advance_booking_days;
  const airlines = [proposal.preferred_airlines, derived.preferredAirlines].map((codes) => codes.toSorted().join(" "));
  const found: (Difference | null)[] = [
    cap === null || cap === derived.fareCapUsd
      ? null
      : { field: "fare_cap_usd", proposed: cap, derived: derived.fareCapUsd, looser: cap > derived.fareCapUsd },
    cabin === null || cabin === derived.highestCabin
      ? null
      : {
          field: "highest_cabin",
          proposed: cabin,
          derived: derived.highestCabin,
          looser: rankOf(cabin) > rankOf(derived.highestCabin),
        },
    airlines[0] === "" || airlines[0] === airlines[1]
      ? null
      : { field: "preferred_airlines", proposed: airlines[0] ?? "", derived: airlines[1] ?? "", looser: false },
    proposedDays === null || proposedDays === days
      ? null
      : { field: "advance_booking_days", proposed: proposedDays, derived: days, looser: proposedDays < days },
    approvalDifference(approval, derived),
  ];
  return found.filter((difference) => difference !== null);
}

/** What the model left open although a clause says it: worth one more look. */
export function missingIn(proposal: PlanProposal, derived: PlanConstraints): PlanBrief["missing"] {
  const proven = (kind: string) =>
    derived.constraints.some(({ rule, receipt }) => rule.kind === kind && receipt !== null);
  const missing: PlanBrief["missing"] = [];
  if (proposal.fare_cap_usd === null && proven("fare_cap")) missing.push("fare_cap_usd");
  if (proposal.highest_cabin === null && proven("cabin")) missing.push("highest_cabin");
  return missing;
}

/**
 * Approval that only a fare above some sum needs is neither here nor there, and that no policy was found, a model that
 * sees a few clauses cannot know.
 */
function approvalDifference(proposed: boolean, { approval, constraints }: PlanConstraints): Difference | null {
  const certain = approval.some((reason) => reason !== "NO_POLICY_FOUND");
  const possible = certain || approval.length > 0 || constraints.some(({ rule }) => rule.kind === "approval");
  if (proposed ? possible : !certain) return null;
  return { field: "approval_needed", proposed, derived: certain, looser: !proposed };
}

/** The longest time ahead that a clause demands; 0 where none does. */
function advanceDaysOf(constraints: readonly Constraint[]): number {
  return Math.max(0, ...constraints.map(({ rule }) => (rule.kind === "advance_booking" ? rule.days : 0)));
}

function rankOf(cabin: Cabin): number {
  return Cabin.options.indexOf(cabin);
}
