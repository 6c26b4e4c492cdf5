import type { ApprovalReason, Cabin } from "@agentic-pm/contracts/travel";
import { touches } from "./binding.ts";
import type { AssessedOption, PlanValues } from "./plan-values.ts";
import { lowerOf, rankOf } from "./reading/cabins.ts";

/**
 * Why an option would need approval under a plan; empty when it is within policy. The plan's own values bind, and
 * beside them every clause among its constraints, with the option's real cabin and flight times: whichever is stricter.
 */
export function assessOption(option: AssessedOption, plan: PlanValues): ApprovalReason[] {
  const reasons = new Set<ApprovalReason>(plan.approval);
  if (option.totalCents > capCents(option, plan)) reasons.add("OVER_FARE_CAP");
  if (rankOf(option.cabin) > rankOf(highestCabin(option, plan))) reasons.add("CABIN_ABOVE_POLICY");
  if (needsApproval(option, plan)) reasons.add("POLICY_ASKS_FOR_APPROVAL");
  return [...reasons];
}

/** Caps are for round trips; one way has half of them. The plan's own value is halved already. */
function capCents(option: AssessedOption, plan: PlanValues): number {
  const share = option.inbound.length === 0 ? 0.5 : 1;
  const caps = plan.constraints.flatMap(({ rule }) =>
    rule.kind === "fare_cap" && (rule.cabin === null || rule.cabin === option.cabin)
      ? [Math.floor(rule.amountUsd * share) * 100]
      : [],
  );
  return Math.min(plan.fareCapUsd * 100, ...caps);
}

function highestCabin(option: AssessedOption, plan: PlanValues): Cabin {
  const minutes = [...option.outbound, ...option.inbound].map((segment) => segment.minutes);
  const hours = Math.max(0, ...minutes) / 60;
  const rules = plan.constraints.flatMap(({ rule }) => (rule.kind === "cabin" ? [rule] : []));
  const byHours = rules.filter(({ minimumHours, maximumHours }) => minimumHours !== null || maximumHours !== null);
  const matching = rules.filter((rule) => touches(rule, { least: hours, most: hours }));
  // A policy that goes by flight time and says nothing of this one allows economy.
  const unstated = byHours.length > 0 && !byHours.some((rule) => matching.includes(rule));
  return [...matching.map(({ highest }) => highest), ...(unstated ? (["economy"] as const) : [])].reduce<Cabin>(
    lowerOf,
    plan.highestCabin,
  );
}

function needsApproval({ totalCents }: AssessedOption, plan: PlanValues): boolean {
  return plan.constraints.some(
    ({ rule }) => rule.kind === "approval" && rule.aboveUsd !== null && totalCents > rule.aboveUsd * 100,
  );
}
