export { converse, label } from "./converse.ts";
export type { ConverseRequestBody, ConverseResponseBody, WireContent, WireMessage } from "./wire.ts";
