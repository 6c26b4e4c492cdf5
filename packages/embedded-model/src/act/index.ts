export { act, type ActStep } from "./act.ts";
export { boxText, type Bbox, type BrowserDimensions, type Observation } from "./observation.ts";
export { plainName, type ActCall, type ActCallName } from "./calls.ts";
export type { NextCall, PastCall } from "./next-call.ts";
