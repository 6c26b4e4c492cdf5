import type { SentenceEncoder } from "./sentence-encoder.ts";
import { hashedFeatures, normalised } from "./word-features.ts";

/** Numbers of a vector: half from the sentence encoder, half from the words themselves, of equal weight. */
export const EMBEDDING_DIMENSION = 1024;
const HALF = EMBEDDING_DIMENSION / 2;

/** A text as 1,024 numbers of length 1, so that a cosine is a dot product. */
export async function embedText(text: string, encoder: Pick<SentenceEncoder, "encode">): Promise<number[]> {
  const meaning = await encoder.encode(text);
  const words = hashedFeatures(text, HALF);
  const vector = Float64Array.from([...meaning, ...words]);
  return [...normalised(vector)];
}
