import { Buffer } from "node:buffer";
import { join } from "node:path";
import { invokeEmbeddings, SentenceEncoder } from "@agentic-pm/embedded-model";
import { ROOT } from "@agentic-pm/packaging";
import {
  ENGINEER_AND_GUEST_QUESTIONS,
  EXECUTIVE_ASSISTANT_QUESTIONS,
  FRESH_PARAPHRASES,
  HELD_OUT_PARAPHRASES,
  INDEPENDENT_PARAPHRASES,
  INDEPENDENT_STAFF_QUESTIONS,
  measureRecall,
  MORE_STAFF_QUESTIONS,
  NEW_HIRE_QUESTIONS,
  PARAPHRASED_QUESTIONS,
  type PolicyQuestion,
  type Recall,
  STAFF_QUESTIONS,
} from "@agentic-pm/travel-policy/evaluation";
import * as z from "zod";
import type { Figure } from "../figure.ts";
import type { Lab } from "../lab.ts";
import { loadNow } from "../load.ts";
import { runForJson } from "../processes/run-process.ts";
import { tripsRun } from "../travel/trips-run.ts";

/**
 * The sets of questions over both policies. "unseen" is what the embedded embeddings' glossary was neither written from
 * nor weighed with: of these only the sum was ever looked at. "independent" was written by somebody who had not read
 * the glossary.
 */
const SETS = {
  staff: [STAFF_QUESTIONS],
  staffUnseen: [MORE_STAFF_QUESTIONS],
  paraphrased: [PARAPHRASED_QUESTIONS, NEW_HIRE_QUESTIONS],
  unseen: [HELD_OUT_PARAPHRASES, FRESH_PARAPHRASES, EXECUTIVE_ASSISTANT_QUESTIONS, ENGINEER_AND_GUEST_QUESTIONS],
  independent: [INDEPENDENT_PARAPHRASES],
  independentStaff: [INDEPENDENT_STAFF_QUESTIONS],
} as const satisfies Readonly<Record<string, readonly (readonly PolicyQuestion[])[]>>;

type SetName = keyof typeof SETS;

const Answer = z.object({ embeddings: z.array(z.object({ embedding: z.array(z.number()) })).min(1) });

/** Each set's parts, by the embeddings that Bedrock's API gives in the local cloud. */
async function recallsOf(name: SetName, lab: Lab): Promise<readonly Recall[]> {
  lab.progress(`asking both policies the questions "${name}"`);
  const encoder = new SentenceEncoder();
  try {
    const known = new Map<string, Promise<readonly number[]>>();
    const embed = (text: string) => {
      const vector = known.get(text) ?? embedding(text, encoder);
      known.set(text, vector);
      return vector;
    };
    const recalls: Recall[] = [];
    for (const questions of SETS[name]) recalls.push(await measureRecall(questions, embed));
    return recalls;
  } finally {
    await encoder.close();
  }
}

async function embedding(text: string, encoder: SentenceEncoder): Promise<readonly number[]> {
  const request = {
    taskType: "SINGLE_EMBEDDING",
    singleEmbeddingParams: {
      embeddingPurpose: "TEXT_RETRIEVAL",
      embeddingDimension: 1024,
      text: { truncationMode: "END", value: text },
    },
  };
  const answer = await invokeEmbeddings(Buffer.from(JSON.stringify(request)), encoder);
  return Answer.parse(JSON.parse(Buffer.from(answer).toString("utf8"))).embeddings[0]?.embedding ?? [];
}

function recallAt3(of: { set: SetName; id: string; words: string; reach: Figure["reach"] }): Figure {
  return {
    id: `travel-recall-${of.id}`,
    issue: "C",
    what: `policy retrieval, recall@3, ${of.words}`,
    unit: "of 1",
    reach: of.reach,
    async measure(lab) {
      const recalls = await recallsOf(of.set, lab);
      const asked = recalls.reduce((sum, { questions }) => sum + questions, 0);
      const mean = (at: "at1" | "at3") => recalls.reduce((sum, one) => sum + one[at] * one.questions, 0) / asked;
      const sets = recalls.map(({ at3, questions }) => `${at3.toFixed(3)} of ${questions}`).join(", ");
      const parts = recalls.length > 1 ? `; by set: ${sets}` : "";
      return {
        value: mean("at3"),
        note: `${asked} questions over both policies; recall@1 ${mean("at1").toFixed(3)}${parts}`,
      };
    },
  };
}

const extractionPrecision: Figure = {
  id: "travel-extraction",
  issue: "C",
  what: "caps and cabins extracted from the policies' PDFs: precision",
  unit: "%",
  reach: ">= 100",
  async measure(lab) {
    const { read, right, written } = (await tripsRun(lab)).extraction;
    if (read === 0) throw new Error("nothing was extracted");
    return { value: (100 * right) / read, note: `${right} of ${read} right; the PDFs state ${written}` };
  },
};

const Search = z.object({
  chunks: z.number(),
  onceP50: z.number(),
  onceP99: z.number(),
  tripP50: z.number(),
  recallAt5: z.number(),
  embeddingP50: z.number(),
});
const SCRIPT = join(ROOT, "services", "booking", "bench", "nearest-clauses.ts");
const HALF_AN_HOUR = 1_800_000;

const tenThousandClauses: Figure = {
  id: "travel-retrieval-10000",
  issue: "C",
  what: "retrieval among 10,000 policy clauses through the Data API, p50",
  unit: "ms",
  reach: "<= 20",
  async measure(lab) {
    lab.progress("storing 10,000 clauses with their vectors, then asking");
    const { answer } = await runForJson(Search, [SCRIPT], { limitMs: HALF_AN_HOUR });
    const ms = (value: number) => `${value.toFixed(1)} ms`;
    return {
      value: answer.onceP50,
      note:
        `${answer.chunks} clauses; p99 ${ms(answer.onceP99)}; the five questions of a trip in one statement ${ms(answer.tripP50)}; ` +
        `recall@5 of the index against a full scan ${answer.recallAt5.toFixed(3)}; ` +
        `embedding a question, not counted, ${ms(answer.embeddingP50)}; ${loadNow()}`,
    };
  },
};

export const retrievalFigures: readonly Figure[] = [
  recallAt3({ set: "staff", id: "staff", words: "as staff ask", reach: ">= 0.97" }),
  recallAt3({ set: "staffUnseen", id: "staff-unseen", words: "as staff ask, unseen", reach: ">= 0.97" }),
  recallAt3({ set: "paraphrased", id: "paraphrased", words: "paraphrased without shared words", reach: ">= 0.75" }),
  recallAt3({ set: "unseen", id: "unseen", words: "paraphrased without shared words, unseen", reach: ">= 0.75" }),
  recallAt3({ set: "independent", id: "independent", words: "paraphrased, written independently", reach: ">= 0.75" }),
  recallAt3({
    set: "independentStaff",
    id: "independent-staff",
    words: "as staff ask, written independently",
    reach: ">= 0.97",
  }),
  extractionPrecision,
  tenThousandClauses,
];
