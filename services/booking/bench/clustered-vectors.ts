const DIMENSION = 1024;
/** How far a clause strays from its topic, and a question from its clause; cosines then lie about as real ones do. */
const WITHIN_TOPIC = 0.75;
const OF_QUESTION = 0.6;
const SEED = 20_261_121;

/**
 * Vectors of length 1 as text has them: clauses in clusters by topic, and questions near a clause. The same ones every
 * time.
 */
export function clusteredVectors(count: { clauses: number; questions: number; topics: number }) {
  const random = gaussian(SEED);
  const topics = Array.from({ length: count.topics }, () => unit(Array.from({ length: DIMENSION }, random)));
  const near = (vector: readonly number[], stray: number) =>
    unit(vector.map((value) => value + (stray * random()) / Math.sqrt(DIMENSION)));
  const at = (vectors: readonly number[][], index: number) => vectors[index % vectors.length] ?? [];
  const clauses = Array.from({ length: count.clauses }, (_, index) => near(at(topics, index * 7), WITHIN_TOPIC));
  const questions = Array.from({ length: count.questions }, (_, index) => near(at(clauses, index * 37), OF_QUESTION));
  return { clauses, questions };
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Normally distributed numbers by Box and Muller over a small generator (mulberry32). */
function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
