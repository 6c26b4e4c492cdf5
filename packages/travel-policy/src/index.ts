export { cleanText } from "./clean-text.ts";
export { derivePlanConstraints } from "./derive.ts";
export { type ClauseReading, extractRules, readClause } from "./extract.ts";
export { passageOf } from "./passage.ts";
export type { AssessedOption, Contradiction, PlanConstraints, PlanValues, TripFacts } from "./plan-values.ts";
export type { Clause, ReadRule, RuleKind } from "./reading/clause.ts";
export { regionNameOf } from "./reading/places.ts";
export { tableRowText } from "./reading/table-row.ts";
export { assessOption } from "./validate.ts";
