/** Texts as 1,024 numbers of length 1, in the texts' order. */
export interface Embedded {
  /** Who made them; vectors of different models are never compared. */
  readonly model: string;
  readonly vectors: readonly (readonly number[])[];
}

export interface Embedder {
  /** `index`: texts that are to be found; `query`: texts to find them by. Throws EMBEDDING_UNAVAILABLE (retryable) and EMBEDDING_MALFORMED. */
  embed(texts: readonly string[], purpose: "index" | "query"): Promise<Embedded>;
}
