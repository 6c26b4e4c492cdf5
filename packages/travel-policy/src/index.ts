export { derivePlanConstraints } from "./derive.ts";
export type { AssessedOption, Contradiction, PlanConstraints, PlanValues, TripFacts } from "./plan-values.ts";
export { assessOption } from "./validate.ts";
