import type { ApprovalReason } from "@agentic-pm/contracts/travel";
import type { AssessedOption, PlanValues } from "./plan-values.ts";

/** Why an option would need approval under a plan; empty when it is within policy. */
export function assessOption(option: AssessedOption, plan: PlanValues): ApprovalReason[] {
  return option.totalCents > plan.fareCapUsd * 100 ? ["OVER_FARE_CAP", ...plan.approval] : [...plan.approval];
}
