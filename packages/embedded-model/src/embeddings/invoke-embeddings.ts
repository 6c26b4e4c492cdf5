import { embeddingLabel } from "../label.ts";
import { EMBEDDING_DIMENSION, embedText } from "./embed-text.ts";
import type { SentenceEncoder } from "./sentence-encoder.ts";

/** What Bedrock calls a request that a model does not take; `message` is in its words where they are known. */
export class EmbeddingRequestInvalid extends Error {
  override readonly name = "ValidationException";
}

/** The models that are answered, by the beginning of their ids. */
export const EMBEDDING_MODELS = /^amazon\.nova-2-multimodal-embeddings-/u;

const SCHEMA = "nova-multimodal-embed-v1";
const PURPOSES = new Set([
  "GENERIC_INDEX",
  "GENERIC_RETRIEVAL",
  "TEXT_RETRIEVAL",
  "IMAGE_RETRIEVAL",
  "VIDEO_RETRIEVAL",
  "DOCUMENT_RETRIEVAL",
  "AUDIO_RETRIEVAL",
  "CLASSIFICATION",
  "CLUSTERING",
]);
const DIMENSIONS = new Set([256, 384, 1024, 3072]);
const TRUNCATIONS = new Set(["START", "END", "NONE"]);
/** Nova takes 8,192 tokens; characters are counted instead. */
const LONGEST_TEXT = 50_000;

/**
 * Answers InvokeModel for Nova multimodal embeddings: one text, 1,024 numbers of length 1, the same for the same text;
 * `servedBy` says who made them.
 * Throws EmbeddingRequestInvalid for what the real model refuses, and for images, video, audio and other dimensions,
 * which the embedded one has no weights for.
 */
export async function invokeEmbeddings(
  body: Uint8Array,
  encoder: Pick<SentenceEncoder, "encode">,
): Promise<Uint8Array> {
  const { value, cut } = textOf(parsed(body));
  const embedding = await embedText(value, encoder);
  const truncated = cut > 0 ? { truncatedCharLength: value.length } : {};
  return Buffer.from(
    JSON.stringify({ embeddings: [{ embeddingType: "TEXT", embedding, ...truncated }], servedBy: embeddingLabel }),
  );
}

interface Text {
  readonly value: string;
  /** Characters that were left out. */
  readonly cut: number;
}

function textOf(request: Members): Text {
  const schema = request["schemaVersion"];
  if (schema !== undefined && schema !== SCHEMA) throw invalid(`schemaVersion must be '${SCHEMA}'.`);
  if (request["taskType"] !== "SINGLE_EMBEDDING") throw invalid("taskType must be 'SINGLE_EMBEDDING'.");
  const params = members(request["singleEmbeddingParams"], "singleEmbeddingParams");
  if (!PURPOSES.has(String(params["embeddingPurpose"]))) throw invalid("embeddingPurpose is not one of its values.");
  checkDimension(params["embeddingDimension"] ?? 3072);
  const text = members(params["text"], "singleEmbeddingParams.text");
  const truncation = String(text["truncationMode"]);
  const value = text["value"];
  if (!TRUNCATIONS.has(truncation)) throw invalid("truncationMode must be one of START, END, NONE.");
  if (typeof value !== "string" || value === "") throw invalid("text.value must not be empty.");
  const cut = Math.max(0, value.length - LONGEST_TEXT);
  if (cut === 0) return { value, cut };
  if (truncation === "NONE") throw invalid("text.value is longer than the model takes.");
  return { value: truncation === "START" ? value.slice(cut) : value.slice(0, LONGEST_TEXT), cut };
}

function checkDimension(dimension: unknown): void {
  if (!DIMENSIONS.has(Number(dimension))) throw invalid("embeddingDimension must be one of 256, 384, 1024, 3072.");
  if (dimension !== EMBEDDING_DIMENSION) {
    throw invalid(`The embedded model makes embeddings of ${EMBEDDING_DIMENSION} numbers only.`);
  }
}

type Members = Readonly<Record<string, unknown>>;

function parsed(body: Uint8Array): Members {
  try {
    return members(JSON.parse(Buffer.from(body).toString("utf8")), "the body");
  } catch (error) {
    if (error instanceof EmbeddingRequestInvalid) throw error;
    throw invalid("The request body is not valid JSON.");
  }
}

function members(value: unknown, name: string): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${name} must be an object.`);
  return Object.fromEntries(Object.entries(value));
}

function invalid(message: string): EmbeddingRequestInvalid {
  return new EmbeddingRequestInvalid(message);
}
