import { internationalTravel } from "../policies/international-travel.ts";
import type { PolicySource } from "../policies/policy-source.ts";
import { usDomesticTravel } from "../policies/us-domestic-travel.ts";
import { tableRowText } from "../src/reading/table-row.ts";
import type { PolicyQuestion } from "./questions.ts";

/** The clauses of both policies under their documents and headings. */
export const POLICY_CLAUSES = [usDomesticTravel, internationalTravel].flatMap(clausesOf);
/** The same as they are embedded. */
export const POLICY_PASSAGES: readonly string[] = POLICY_CLAUSES.map(({ text }) => text);

/** How often a clause with the answer is among the first three. */
export interface Recall {
  readonly at1: number;
  readonly at3: number;
  readonly questions: number;
  /** Questions without an answer among the first three, and where the answer was. */
  readonly missed: readonly { readonly ask: string; readonly rank: number }[];
}

/** Ranks all clauses of both policies by cosine for each question. `embed` gives vectors of length 1. */
export async function measureRecall(
  questions: readonly PolicyQuestion[],
  embed: (text: string) => Promise<readonly number[]>,
): Promise<Recall> {
  const clauses = await Promise.all(POLICY_PASSAGES.map(async (text) => ({ text, vector: await embed(text) })));
  const ranks = await Promise.all(
    questions.map(async ({ ask, answeredBy }) => {
      const asked = await embed(ask);
      const nearest = clauses
        .map(({ text, vector }) => ({ text, cosine: dot(asked, vector) }))
        .toSorted((left, right) => right.cosine - left.cosine);
      return { ask, rank: 1 + nearest.findIndex(({ text }) => answeredBy.some((words) => text.includes(words))) };
    }),
  );
  const within = (most: number): number => ranks.filter(({ rank }) => rank <= most).length / questions.length;
  return { at1: within(1), at3: within(3), questions: questions.length, missed: ranks.filter(({ rank }) => rank > 3) };
}

function clausesOf({ name, sections }: PolicySource) {
  return sections.flatMap(({ heading, body }) =>
    body
      .flatMap((block) => {
        if (typeof block === "string") return [block];
        return "list" in block ? block.list : block.rows.map((row) => tableRowText(block.headers, row));
      })
      .map((text) => ({ document: name, section: heading, text })),
  );
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}
