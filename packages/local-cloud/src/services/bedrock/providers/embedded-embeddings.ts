import {
  EMBEDDING_MODELS,
  EmbeddingRequestInvalid,
  invokeEmbeddings,
  SentenceEncoder,
} from "@agentic-pm/embedded-model";
import { AwsError } from "../../../gateway/aws-error.ts";
import type { ModelProvider } from "../model-provider.ts";

/**
 * The embedded sentence encoder behind Nova's form of InvokeModel; its answers say that it gave them. Also beside
 * servers that chat and do not embed: vectors of one store have to come from one model.
 */
export function embeddedEmbeddings(): Required<Pick<ModelProvider, "invokeModel" | "close">> {
  const encoder = new SentenceEncoder();
  return {
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
    close: async () => await encoder.close(),
  };
}
