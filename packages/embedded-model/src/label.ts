/** What these rules call themselves wherever a model is named. They are never presented as Claude or Nova. */
export const label = "embedded";

/**
 * What the embeddings call themselves. Stored vectors are compared with those of the same name only: whoever changes a
 * vector (encoder, glossary, shares) counts this up.
 */
export const embeddingLabel = `${label}/2`;
