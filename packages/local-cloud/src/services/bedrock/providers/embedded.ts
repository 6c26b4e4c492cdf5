import { converse, label, type ConverseRequestBody } from "@agentic-pm/embedded-model";
import type { ConverseResponse, ModelProvider } from "../model-provider.ts";
import { embeddedAct } from "./embedded-act.ts";
import { embeddedEmbeddings } from "./embedded-embeddings.ts";

/** Deterministic rules in place of a model, and a small sentence encoder for embeddings; they say so in every answer. */
export function embeddedProvider(): ModelProvider {
  return {
    label,
    converse: async (modelId, input) =>
      // Both sides describe Converse's wire form; the rules read a part of it.
      converse(modelId, input as unknown as ConverseRequestBody) as unknown as ConverseResponse,
    ...embeddedEmbeddings(),
    act: embeddedAct,
  };
}
