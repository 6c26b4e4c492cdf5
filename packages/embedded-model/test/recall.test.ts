import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  FRESH_PARAPHRASES,
  HELD_OUT_PARAPHRASES,
  measureRecall,
  PARAPHRASED_QUESTIONS,
  POLICY_PASSAGES,
  STAFF_QUESTIONS,
} from "@agentic-pm/travel-policy/evaluation";
import { embedText } from "../src/embeddings/embed-text.ts";
import { SentenceEncoder } from "../src/embeddings/sentence-encoder.ts";
import { stemsOf } from "../src/embeddings/words.ts";

const encoder = new SentenceEncoder();
const known = new Map<string, Promise<number[]>>();
const embed = (text: string): Promise<number[]> => {
  const vector = known.get(text) ?? embedText(text, encoder);
  known.set(text, vector);
  return vector;
};
beforeAll(async () => void (await Promise.all(POLICY_PASSAGES.map(embed))), 120_000);
afterAll(() => encoder.close());

describe("finding the clause that answers, in both policies", () => {
  test("there are enough questions, and each has a clause", () => {
    const all = [...STAFF_QUESTIONS, ...PARAPHRASED_QUESTIONS, ...HELD_OUT_PARAPHRASES];
    expect(STAFF_QUESTIONS.length + PARAPHRASED_QUESTIONS.length).toBeGreaterThanOrEqual(100);
    expect(PARAPHRASED_QUESTIONS.length).toBeGreaterThanOrEqual(35);
    for (const words of all.flatMap(({ answeredBy }) => answeredBy)) {
      expect([words, POLICY_PASSAGES.filter((text) => text.includes(words)).length]).toEqual([words, 1]);
    }
  });

  test("a paraphrase shares no word of meaning with its clauses", () => {
    for (const { ask, answeredBy } of [...PARAPHRASED_QUESTIONS, ...HELD_OUT_PARAPHRASES]) {
      const clauses = POLICY_PASSAGES.filter((text) => answeredBy.some((words) => text.includes(words)));
      const theirs = new Set(clauses.flatMap(stemsOf));
      expect([ask, ...stemsOf(ask).filter((stem) => theirs.has(stem))]).toEqual([ask]);
    }
  });

  test("as staff ask: in 97 of 100 cases among the first three", async () => {
    const { at3, missed } = await measureRecall(STAFF_QUESTIONS, embed);
    expect({ missed, enough: at3 >= 0.97 }).toMatchObject({ enough: true });
  }, 60_000);

  test("paraphrased: in three of four cases among the first three", async () => {
    const { at3, missed } = await measureRecall(PARAPHRASED_QUESTIONS, embed);
    expect({ missed, enough: at3 >= 0.75 }).toMatchObject({ enough: true });
  }, 60_000);

  // The glossary was not written from these: no failure is listed, so that nobody mends it one by one.
  test("paraphrases that the glossary never saw: in three of four cases", async () => {
    const { at3 } = await measureRecall([...HELD_OUT_PARAPHRASES, ...FRESH_PARAPHRASES], embed);
    expect(at3).toBeGreaterThanOrEqual(0.75);
  }, 60_000);

  test("a clause about something else is under the lower band for what is asked of a trip", async () => {
    const elsewhere = ["The canteen closes at 3.", "Passwords have sixteen letters.", "The picnic is in July."];
    const asked = ["The price of a domestic round trip in economy class may not exceed a limit."];
    const [query = []] = await Promise.all(asked.map(embed));
    const cosines = await Promise.all(
      elsewhere.map(async (text) => (await embed(text)).reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0)),
    );
    expect(Math.max(...cosines)).toBeLessThan(0.4);
  }, 60_000);
});
