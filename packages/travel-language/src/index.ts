export { type EvaluationCase, type EvaluationFigures, evaluate, readCases } from "./evaluation/evaluate.ts";
export { quoteSpans, resolveSpans } from "./model-reading.ts";
export { countriesNamed } from "./places/countries-named.ts";
export type { RequestContext, UnderstoodTrip, Understanding } from "./request-context.ts";
export { understand } from "./understand.ts";
