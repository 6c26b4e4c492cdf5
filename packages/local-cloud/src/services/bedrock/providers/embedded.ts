import {
  converse,
  EMBEDDING_MODELS,
  EmbeddingRequestInvalid,
  invokeEmbeddings,
  label,
  SentenceEncoder,
  type ConverseRequestBody,
} from "@agentic-pm/embedded-model";
import { AwsError } from "../../../gateway/aws-error.ts";
import type { ConverseResponse, ModelProvider } from "../model-provider.ts";
import { embeddedAct } from "./embedded-act.ts";

/** Deterministic rules in place of a model, and a small sentence encoder for embeddings; they say so in every answer. */
export function embeddedProvider(): ModelProvider {
  const encoder = new SentenceEncoder();
  return {
    label,
    converse: async (modelId, input) =>
      // Both sides describe Converse's wire form; the rules read a part of it.
      converse(modelId, input as unknown as ConverseRequestBody) as unknown as ConverseResponse,
    invokeModel: async (modelId, body) => {
      if (!EMBEDDING_MODELS.test(modelId)) {
        throw new AwsError("ValidationException", `The embedded model does not answer InvokeModel on ${modelId}.`);
      }
      try {
        return await invokeEmbeddings(body, encoder);
      } catch (error) {
        if (error instanceof EmbeddingRequestInvalid) throw new AwsError(error.name, error.message);
        throw error;
      }
    },
    act: embeddedAct,
    close: async () => await encoder.close(),
  };
}
