import { canonicalHash } from "@agentic-pm/contracts";
import { POLICY_RULES } from "./policy-rules.ts";
import type { PolicySettings } from "./policy-settings.ts";
import { TIER_OF } from "./tiers.ts";
import { ALLOWED_TRANSITIONS } from "./transitions.ts";

/** Changes with every rule, tier, transition and setting, so that an approval under another policy is void. */
export function policyVersionOf(settings: PolicySettings): string {
  const rules = POLICY_RULES.map(({ id, says, verdict }) => ({ id, says, verdict }));
  const policy = { settings, rules, tiers: TIER_OF, transitions: ALLOWED_TRANSITIONS };
  return `policy-${canonicalHash("agentic-pm/policy/v1", policy).slice(0, 16)}`;
}
