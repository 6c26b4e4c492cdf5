import { topicVector } from "./topic-vector.ts";
import type { SentenceEncoder } from "./sentence-encoder.ts";
import { withPlaces } from "./places.ts";
import { hashedWords, normalised } from "./word-features.ts";

/** Numbers of a vector: 512 from the sentence encoder, then those of the topics, and the words in the rest. */
export const EMBEDDING_DIMENSION = 1024;
const MEANING = 512;

/** What share of a cosine comes from each part, where a text has all three. */
const SHARE = { meaning: 0.35, topics: 0.5, words: 0.15 } as const;

/** A text as 1,024 numbers of length 1, so that a cosine is a dot product. */
export async function embedText(text: string, encoder: Pick<SentenceEncoder, "encode">): Promise<number[]> {
  const meaning = await encoder.encode(text);
  const topics = topicVector(text);
  const words = hashedWords(withPlaces(text), EMBEDDING_DIMENSION - MEANING - topics.length);
  const vector = Float64Array.from([
    ...scaled(Float64Array.from(meaning), SHARE.meaning),
    ...scaled(topics, SHARE.topics),
    ...scaled(words, SHARE.words),
  ]);
  return [...normalised(vector)];
}

function scaled(part: Float64Array, share: number): Float64Array {
  const amplitude = Math.sqrt(share);
  return normalised(part).map((value) => value * amplitude);
}
