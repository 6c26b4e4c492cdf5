export { type EvaluationFigures, evaluate, type EvaluationCase, readCases } from "./evaluation/evaluate.ts";
export type { RequestContext, UnderstoodTrip, Understanding } from "./request-context.ts";
export { understand } from "./understand.ts";
