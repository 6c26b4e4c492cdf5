import { AppError } from "@agentic-pm/errors";
import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import * as z from "zod";
import type { Connection } from "../connection.ts";

const MODEL = "amazon.nova-2-multimodal-embeddings-v1:0";
const DIMENSION = 1024;

const Answer = z.looseObject({
  embeddings: z.array(z.looseObject({ embedding: z.array(z.number()).length(DIMENSION) })).min(1),
  /** Only what stands in for Nova says who it is. */
  servedBy: z.string().max(60).optional(),
});

/** Questions as vectors, as the clauses were made into vectors. */
export class QuestionEmbedder {
  readonly #client: BedrockRuntimeClient;

  constructor({ endpoint, region, credentials }: Pick<Connection, "endpoint" | "region" | "credentials">) {
    this.#client = new BedrockRuntimeClient({ endpoint, region, credentials });
  }

  /** The vector and the name of who made it: vectors of different models are never compared. */
  async embed(question: string): Promise<{ model: string; vector: readonly number[] }> {
    const body = JSON.stringify({
      schemaVersion: "nova-multimodal-embed-v1",
      taskType: "SINGLE_EMBEDDING",
      singleEmbeddingParams: {
        embeddingPurpose: "TEXT_RETRIEVAL",
        embeddingDimension: DIMENSION,
        text: { truncationMode: "END", value: question },
      },
    });
    const command = new InvokeModelCommand({ modelId: MODEL, contentType: "application/json", body });
    const answered = await this.#client.send(command);
    const { data } = Answer.safeParse(JSON.parse(answered.body.transformToString()));
    const vector = data?.embeddings[0]?.embedding;
    if (data === undefined || vector === undefined) throw malformed();
    return { model: data.servedBy === undefined ? MODEL : `${data.servedBy} (for ${MODEL})`, vector };
  }

  close(): void {
    this.#client.destroy();
  }
}

function malformed(): AppError {
  return new AppError("EMBEDDING_MALFORMED", {
    cause: `The embedding model's answer holds no embedding of ${DIMENSION} numbers.`,
    remedy: "Check what answers for Nova embeddings: --model.",
  });
}
