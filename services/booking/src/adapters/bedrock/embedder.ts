import { AppError } from "@agentic-pm/errors";
import { type BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import * as z from "zod";
import type { Embedded, Embedder } from "../../ports/embedder.ts";

/** Nova embeds one text a call. */
const CALLS_AT_ONCE = 8;
const DIMENSION = 1024;
/** What trying again does not mend. */
const LASTING = new Set(["AccessDeniedException", "ValidationException", "ResourceNotFoundException"]);

const Answer = z.looseObject({
  embeddings: z.array(z.looseObject({ embedding: z.array(z.number()).length(DIMENSION) })).min(1),
  /** Only what stands in for Nova says who it is. */
  servedBy: z.string().max(60).optional(),
});
type Answer = z.infer<typeof Answer>;

/** Nova multimodal embeddings by InvokeModel. */
export class BedrockEmbedder implements Embedder {
  readonly #client: Pick<BedrockRuntimeClient, "send">;
  readonly #modelId: string;

  constructor(client: Pick<BedrockRuntimeClient, "send">, modelId: string) {
    this.#client = client;
    this.#modelId = modelId;
  }

  async embed(texts: readonly string[], purpose: "index" | "query"): Promise<Embedded> {
    const answers: Answer[] = [];
    for (let from = 0; from < texts.length; from += CALLS_AT_ONCE) {
      const batch = texts.slice(from, from + CALLS_AT_ONCE);
      answers.push(...(await Promise.all(batch.map((text) => this.#one(text, purpose)))));
    }
    const models = new Set(answers.map((answer) => this.#servedBy(answer)));
    const [model] = models;
    if (model === undefined || models.size > 1) throw malformed("several models answered");
    return { model, vectors: answers.map(({ embeddings }) => embeddings[0]?.embedding ?? []) };
  }

  /** Named as audit records name models. */
  #servedBy({ servedBy }: Answer): string {
    return servedBy === undefined ? this.#modelId : `${servedBy} (for ${this.#modelId})`;
  }

  async #one(value: string, purpose: "index" | "query"): Promise<Answer> {
    const body = JSON.stringify({
      schemaVersion: "nova-multimodal-embed-v1",
      taskType: "SINGLE_EMBEDDING",
      singleEmbeddingParams: {
        embeddingPurpose: purpose === "index" ? "GENERIC_INDEX" : "TEXT_RETRIEVAL",
        embeddingDimension: DIMENSION,
        text: { truncationMode: "END", value },
      },
    });
    const command = new InvokeModelCommand({ modelId: this.#modelId, contentType: "application/json", body });
    const answered = await this.#client.send(command).catch((error: unknown) => {
      throw unavailable(error);
    });
    const parsed = Answer.safeParse(jsonOf(answered.body.transformToString()));
    if (parsed.success) return parsed.data;
    throw malformed(`it holds no embedding of ${DIMENSION} numbers`);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unavailable(error: unknown): AppError {
  const name = error instanceof Error ? error.name : "?";
  return new AppError("EMBEDDING_UNAVAILABLE", {
    cause: `The embedding model did not answer (${name}).`,
    remedy: "The workflow tries again. Else check the model's access, the function's role and --model.",
    retryable: !LASTING.has(name),
    error,
  });
}

function malformed(what: string): AppError {
  return new AppError("EMBEDDING_MALFORMED", {
    cause: `The embedding model's answer cannot be used: ${what}.`,
    remedy: "Check EMBEDDING_MODEL_ID: it has to be Nova multimodal embeddings.",
  });
}
