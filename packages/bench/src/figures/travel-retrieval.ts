import { Buffer } from "node:buffer";
import { join } from "node:path";
import { invokeEmbeddings, SentenceEncoder } from "@agentic-pm/embedded-model";
import { ROOT } from "@agentic-pm/packaging";
import {
  FRESH_PARAPHRASES,
  HELD_OUT_PARAPHRASES,
  measureRecall,
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

/** What the embedded embeddings were never tuned with. */
const UNSEEN = [...HELD_OUT_PARAPHRASES, ...FRESH_PARAPHRASES];

const Answer = z.object({ embeddings: z.array(z.object({ embedding: z.array(z.number()) })).min(1) });

/** All sets of questions, by the embeddings that Bedrock's API gives in the local cloud. */
function recalls(lab: Lab): Promise<{ staff: Recall; paraphrased: Recall; unseen: Recall }> {
  return lab.once("recall", async () => {
    lab.progress("asking both policies every question");
    const encoder = new SentenceEncoder();
    try {
      const embed = (text: string) => embedding(text, encoder);
      return {
        staff: await measureRecall(STAFF_QUESTIONS, embed),
        paraphrased: await measureRecall(PARAPHRASED_QUESTIONS, embed),
        unseen: await measureRecall(UNSEEN, embed),
      };
    } finally {
      await encoder.close();
    }
  });
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

function recallAt3(of: "staff" | "paraphrased", words: string, reach: Figure["reach"]): Figure {
  const asked: readonly PolicyQuestion[] = of === "staff" ? STAFF_QUESTIONS : PARAPHRASED_QUESTIONS;
  return {
    id: `travel-recall-${of}`,
    issue: "C",
    what: `policy retrieval, recall@3, ${words}`,
    unit: "of 1",
    reach,
    async measure(lab) {
      const all = await recalls(lab);
      const { at1, at3 } = all[of];
      const beside =
        of === "staff" ? "" : `; ${UNSEEN.length} that nothing was tuned with: ${all.unseen.at3.toFixed(3)}`;
      return { value: at3, note: `${asked.length} questions over both policies; recall@1 ${at1.toFixed(3)}${beside}` };
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
  recallAt3("staff", "as staff ask", ">= 0.97"),
  recallAt3("paraphrased", "paraphrased without shared words", ">= 0.75"),
  extractionPrecision,
  tenThousandClauses,
];
