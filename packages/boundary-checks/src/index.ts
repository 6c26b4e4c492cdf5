export { BUDGET_BYTES, bytesOf, checkBudgets } from "./bundles/bundle-budgets.ts";
export { BUNDLE_RULES, type BundleRule } from "./bundles/bundle-rules.ts";
export { type BundleViolation, checkBundles } from "./bundles/check-bundles.ts";
export { importChain } from "./bundles/import-chain.ts";
export { type PackagedBundle, packagedBundles } from "./bundles/packaged-bundle.ts";
export { legsTable, violationOf } from "./rule-of-two/legs-table.ts";
export type { Leg } from "./rule-of-two/legs.ts";
export { type LegEvidence, type RoleLegs, ruleOfTwo } from "./rule-of-two/rule-of-two.ts";
export { type AskableRole, resourcePoliciesOf, rolesOf } from "./rule-of-two/role-policies.ts";
