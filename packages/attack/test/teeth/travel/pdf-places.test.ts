import { chunkOf, clausesOf, derivePlanConstraints, ExtractionResult } from "../../../../travel-policy/src/index.ts";
import { BOTH, type PLACES, TODAY, trip } from "../../../../travel-policy/src/testing/policy-chunks.ts";
import { rankOf } from "../../../../travel-policy/src/reading/cabins.ts";
import { extractDocument } from "../../../../local-cloud/src/services/data-automation/extraction/extract-document.ts";
import { standardOutput } from "../../../../local-cloud/src/services/data-automation/standard-output.ts";
import { beforeAll, expect, test } from "@jest/globals";
import type { AttackCase } from "../../../src/corpus/attack-case.ts";
import { type AttackPdf, attackPdf } from "../../../src/travel/attack-pdf.ts";
import { HOSTILE_CLAIMS } from "../../../src/travel/hostile-claims.ts";

const CASES = HOSTILE_CLAIMS.map((_claim, number) => {
  const text = { id: `t${number}`, label: 1, source: "own", kind: "k", text: `Remark ${number}.` } as const;
  return { mark: `kx${String(number).padStart(6, "0")}zq`, number, text } as AttackCase;
});
const AT = { jobId: "00000000-0000-4000-8000-000000000000", bucket: "b", key: "policies/appendix.pdf" };

let pdf: AttackPdf;
let clauses: ReturnType<typeof clausesOf>;
beforeAll(async () => {
  pdf = await attackPdf(CASES);
  const document = await extractDocument(new Uint8Array(pdf.bytes));
  if ("unreadable" in document) throw new Error(document.unreadable);
  clauses = clausesOf(ExtractionResult.parse(standardOutput(document, AT)).elements ?? []);
}, 60_000);

test("every case's text is read, on the pages that are said to be its own", () => {
  for (const { mark, number } of CASES) {
    const own = clauses.filter(({ page }) => pdf.pages[page - 1] === mark).map(({ text }) => text);
    expect(own.join("\n")).toContain(mark);
    expect(own.join("\n")).toContain(`Remark ${number}.`);
  }
});

test.each<keyof typeof PLACES>(["chicago", "london", "toronto", "tokyo", "baghdad"])(
  "wherever claims stand in a PDF beside the policies, nothing is freer for a trip to %s",
  (to) => {
    const document = { documentId: `doc_${"a".repeat(32)}`, document: "appendix-a0", version: 1 };
    const added = clauses.map((clause) => chunkOf(clause, document));
    for (const cabin of [null, "economy", "premium_economy", "business", "first"] as const) {
      const [honest, attacked] = [BOTH, [...BOTH, ...added]].map((all) =>
        derivePlanConstraints(trip(to, { cabin }), all, TODAY),
      );
      expect(attacked?.fareCapUsd).toBeLessThanOrEqual(honest?.fareCapUsd ?? 0);
      expect(rankOf(attacked?.highestCabin ?? "first")).toBeLessThanOrEqual(rankOf(honest?.highestCabin ?? "economy"));
      expect(attacked?.approval).toEqual(expect.arrayContaining(honest?.approval ?? []));
    }
  },
);
