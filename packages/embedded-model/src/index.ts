export { act, type ActStep } from "./act/act.ts";
export type { NextCall } from "./act/next-call.ts";
export type { Observation } from "./act/observation.ts";
export { converse } from "./converse.ts";
export { EMBEDDING_MODELS, EmbeddingRequestInvalid, invokeEmbeddings } from "./embeddings/invoke-embeddings.ts";
export { SentenceEncoder } from "./embeddings/sentence-encoder.ts";
export { label } from "./label.ts";
export type { ConverseRequestBody, ConverseResponseBody, WireContent, WireMessage } from "./wire.ts";
