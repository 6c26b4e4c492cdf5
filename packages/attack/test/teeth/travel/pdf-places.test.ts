import { readFileSync } from "node:fs";
import { Cabin } from "@agentic-pm/contracts/travel";
import { extractedOutput } from "@agentic-pm/local-cloud/extraction";
import { beforeAll, expect, test } from "@jest/globals";
import { chunkOf, clausesOf, derivePlanConstraints, ExtractionResult } from "../../../../travel-policy/src/index.ts";
import { aTrip } from "../../../../../services/booking/test/a-trip.ts";
import type { AttackCase } from "../../../src/corpus/attack-case.ts";
import { type AttackPdf, attackPdf } from "../../../src/travel/attack-pdf.ts";
import { HOSTILE_CLAIMS } from "../../../src/travel/hostile-claims.ts";

const CASES = HOSTILE_CLAIMS.map((_claim, number) => {
  const text = { id: `t${number}`, label: 1, source: "own", kind: "k", text: `Remark ${number}.` } as const;
  return { mark: `kx${String(number).padStart(6, "0")}zq`, number, text } as AttackCase;
});
const TO = {
  chicago: { city: "Chicago", country: "US", airports: ["ORD", "MDW"] },
  london: { city: "London", country: "GB", airports: ["LHR", "LGW"] },
  toronto: { city: "Toronto", country: "CA", airports: ["YYZ"] },
  tokyo: { city: "Tokyo", country: "JP", airports: ["HND", "NRT"] },
} as const;

/** A PDF's clauses, as the local cloud extracts them. */
async function clausesIn(pdf: Uint8Array, document: string) {
  const { elements = [] } = ExtractionResult.parse(
    await extractedOutput(new Uint8Array(pdf), `policies/${document}.pdf`),
  );
  const digit = document.length % 10;
  const about = { documentId: `doc_${String(digit).repeat(32)}`, document, version: 1 };
  return clausesOf(elements).map((clause) => chunkOf(clause, about));
}

let pdf: AttackPdf;
let clauses: Awaited<ReturnType<typeof clausesIn>>;
let shipped: typeof clauses;
beforeAll(async () => {
  pdf = await attackPdf(CASES);
  clauses = await clausesIn(pdf.bytes, "appendix-a0");
  const policies = ["us-domestic-travel", "international-travel"].map((name) => ({
    name,
    bytes: readFileSync(new URL(`../../../../travel-policy/policies/${name}.pdf`, import.meta.url)),
  }));
  shipped = (await Promise.all(policies.map(({ name, bytes }) => clausesIn(bytes, name)))).flat();
}, 60_000);

test("every case's text is read, on the pages that are said to be its own", () => {
  for (const { mark, number } of CASES) {
    const own = clauses.filter(({ page }) => pdf.pages[page - 1] === mark).map(({ text }) => text);
    expect(own.join("\n")).toContain(mark);
    expect(own.join("\n")).toContain(`Remark ${number}.`);
  }
});

test.each(["chicago", "london", "toronto", "tokyo"] as const)(
  "wherever claims stand in a PDF beside the policies, nothing is freer for a trip to %s",
  (to) => {
    const destination = { ...TO[to], airports: [...TO[to].airports] };
    for (const cabin of [null, ...Cabin.options]) {
      const [honest, attacked] = [shipped, [...shipped, ...clauses]].map((all) =>
        derivePlanConstraints(aTrip({ destination, cabin }), all, "2026-11-21"),
      );
      const rankOf = (plan: typeof honest) => Cabin.options.indexOf(plan?.highestCabin ?? "economy");
      expect(attacked?.fareCapUsd).toBeLessThanOrEqual(honest?.fareCapUsd ?? 0);
      expect(rankOf(attacked)).toBeLessThanOrEqual(rankOf(honest));
      expect(attacked?.approval).toEqual(expect.arrayContaining(honest?.approval ?? []));
    }
  },
);
