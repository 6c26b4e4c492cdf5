import type { SentenceEncoder } from "./sentence-encoder.ts";
import { hashedFeatures, normalised, stemsOf } from "./word-features.ts";

/** Numbers of a vector: half from the sentence encoder, half from the words themselves. */
export const EMBEDDING_DIMENSION = 1024;
const HALF = EMBEDDING_DIMENSION / 2;
const WEIGHT_OF_WORDS = 0.5;

/** A text as 1,024 numbers of length 1, so that a cosine is a dot product. */
export async function embedText(text: string, encoder: Pick<SentenceEncoder, "encode">): Promise<number[]> {
  const meaning = await encoder.encode(text);
  const words = hashedFeatures(stemsOf(text), HALF);
  const vector = Float64Array.from([...meaning, ...words.map((value) => value * WEIGHT_OF_WORDS)]);
  return [...normalised(vector)];
}
