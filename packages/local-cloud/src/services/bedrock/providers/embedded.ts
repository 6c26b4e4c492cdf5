import { converse, label, type ConverseRequestBody } from "@agentic-pm/embedded-model";
import type { ConverseResponse, ModelProvider } from "../model-provider.ts";

/** Deterministic rules in place of a model; they say so in every answer. */
export function embeddedProvider(): ModelProvider {
  return {
    label,
    converse: async (modelId, input) =>
      // Both sides describe Converse's wire form; the rules read a part of it.
      converse(modelId, input as unknown as ConverseRequestBody) as unknown as ConverseResponse,
  };
}
