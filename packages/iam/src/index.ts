export type { AccessRequest, Decision, NearestStatement, PolicyKind, Principal } from "./access.ts";
export { authorize } from "./authorize.ts";
export { compilePolicies, withResourcePolicy, type CompiledPolicies } from "./compile.ts";
export { isConditionOperator } from "./condition.ts";
export { CONDITION_OPERATOR_NAMES } from "./condition-operator.ts";
export { isActionPattern } from "./statement.ts";
export type {
  ConditionElement,
  NamedPolicy,
  OneOrMany,
  PolicyDocument,
  PolicySet,
  PrincipalElement,
  Statement,
} from "./policy-document.ts";
