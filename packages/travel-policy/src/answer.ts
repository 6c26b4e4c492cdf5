import type { ClauseReceipt, ConstraintRule, PolicyChunk, RetrievalBand } from "@agentic-pm/contracts/travel";
import { receiptOf } from "./applicable-rules.ts";
import { extractRules } from "./extract.ts";

/** A clause and its cosine to the question. */
export interface ScoredChunk {
  readonly chunk: PolicyChunk;
  readonly score: number;
}

/** What the policies say to a question: their own words and where they stand. Nothing is written by a model. */
export interface PolicyAnswer {
  readonly question: string;
  /** How near the best clause is. Questions in everyday words are rarely "confident"; the clauses may answer all the same. */
  readonly band: RetrievalBand;
  readonly clauses: readonly AnsweringClause[];
}

export interface AnsweringClause {
  readonly text: string;
  readonly receipt: ClauseReceipt;
  readonly score: number;
  /** What code reads in it. */
  readonly rules: readonly ConstraintRule[];
}

const MOST_CLAUSES = 5;
/**
 * What is less near than this is not shown. It is no proof of the opposite: questions about other matters have clauses
 * at 0.28 to 0.52 with the embedded embeddings, and get them with the band "none". No cosine parts the two: at 0.3 a
 * twenty-fifth of what answers would be gone, and four fifths of the rest be there still.
 */
const LEAST_SCORE = 0.2;
/** A clause so much farther than the best one is left out. */
const WIDEST_GAP = 0.2;

/** The clauses that answer a question, nearest first; none where nothing is that near. Whether they answer it, the reader judges. */
export function answer(question: string, found: readonly ScoredChunk[]): PolicyAnswer {
  const sorted = found.toSorted((left, right) => right.score - left.score);
  const best = sorted[0]?.score ?? -1;
  const near = sorted.filter(({ score }) => score >= Math.max(LEAST_SCORE, best - WIDEST_GAP)).slice(0, MOST_CLAUSES);
  return {
    question,
    band: bandOf(best),
    clauses: near.map(({ chunk, score }) => ({
      text: chunk.text,
      receipt: receiptOf(chunk),
      score,
      rules: extractRules(chunk),
    })),
  };
}

/** The bands of a retrieval, by its best cosine. */
export function bandOf(best: number): RetrievalBand {
  if (best >= 0.75) return "confident";
  return best >= 0.65 ? "unsure" : "none";
}
