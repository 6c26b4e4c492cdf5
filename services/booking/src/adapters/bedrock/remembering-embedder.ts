import type { Embedded, Embedder } from "../../ports/embedder.ts";

const MOST_TEXTS = 200;

/** Keeps the vectors of the texts that were asked last, for as long as the environment lives: queries repeat. */
export function rememberingEmbedder(embedder: Embedder): Embedder {
  const kept = new Map<string, { readonly model: string; readonly vector: readonly number[] }>();
  return {
    embed: async (texts, purpose): Promise<Embedded> => {
      const keyOf = (text: string): string => `${purpose}\n${text}`;
      const unknown = [...new Set(texts)].filter((text) => !kept.has(keyOf(text)));
      const fresh = unknown.length === 0 ? null : await embedder.embed(unknown, purpose);
      // Another model than before answers: what is kept cannot be compared with it.
      const [sample] = kept.values();
      if (fresh !== null && sample !== undefined && sample.model !== fresh.model) {
        kept.clear();
        return embedder.embed(texts, purpose);
      }
      for (const [at, text] of unknown.entries()) {
        kept.set(keyOf(text), { model: fresh?.model ?? "", vector: fresh?.vectors[at] ?? [] });
      }
      const found = texts.map((text) => kept.get(keyOf(text)));
      for (const key of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_TEXTS))) kept.delete(key);
      return { model: found[0]?.model ?? "", vectors: found.map((entry) => entry?.vector ?? []) };
    },
  };
}
