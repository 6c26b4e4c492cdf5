import { describe, expect, test } from "@jest/globals";
import type { PolicyChunk } from "@agentic-pm/contracts/travel";
import { extractedOutput } from "@agentic-pm/local-cloud/extraction";
import { chunkOf, clausesOf, derivePlanConstraints, ExtractionResult, extractRules } from "@agentic-pm/travel-policy";
import {
  brokenPolicies,
  internationalTravel,
  LOOSENING_WORDS,
  policyPdf,
  usDomesticTravel,
  withSection,
} from "@agentic-pm/travel-policy/pdf";
import { aTrip } from "./a-trip.ts";

/** A PDF's clauses, by the way that they take through the local cloud's extraction. */
async function clausesIn(pdf: Uint8Array, document = "us-domestic-travel"): Promise<PolicyChunk[]> {
  const output = await extractedOutput(new Uint8Array(pdf), `policies/${document}.pdf`);
  const { elements = [] } = ExtractionResult.parse(output);
  return clausesOf(elements).map((clause) =>
    chunkOf(clause, { documentId: `doc_${"a".repeat(32)}`, document, version: 1 }),
  );
}
const planFrom = (clauses: readonly PolicyChunk[]) => derivePlanConstraints(aTrip(), clauses, "2026-11-21");

describe("policies as PDFs", () => {
  test("the same text gives the same bytes", async () => {
    expect((await policyPdf(usDomesticTravel)).equals(await policyPdf(usDomesticTravel))).toBe(true);
  });

  test("a table's caps come out of the PDF with their headers, page and box", async () => {
    const clauses = await clausesIn(await policyPdf(internationalTravel), "international-travel");
    const europe = clauses.find(({ text }) => text.startsWith("Region: Europe"));
    expect(europe?.text).toBe(
      "Region: Europe | Economy limit: $1,200 | Premium economy limit: $1,900 | Business limit: $4,500",
    );
    expect(europe).toMatchObject({ section: "4. Fare limits by region", page: 2 });
    expect(clauses.flatMap((clause) => extractRules(clause))).toHaveLength(34);
  });

  test("the domestic policy's demands come out of the PDF", async () => {
    const clauses = await clausesIn(await policyPdf(usDomesticTravel));
    expect(planFrom(clauses)).toMatchObject({
      fareCapUsd: 500,
      highestCabin: "economy",
      preferredAirlines: ["AA", "DL", "UA"],
      contradictions: [],
      strictestDefaults: false,
    });
  });

  test("no word in a PDF loosens anything, in black or in white", async () => {
    const written = await policyPdf(withSection("13. Notes", LOOSENING_WORDS));
    const hidden = await policyPdf(usDomesticTravel, { whiteText: LOOSENING_WORDS.join("\n") });
    for (const pdf of [written, hidden]) {
      const clauses = await clausesIn(pdf);
      expect(clauses.some(({ text }) => text.includes("$99,999"))).toBe(true);
      const plan = planFrom(clauses);
      expect(plan).toMatchObject({ fareCapUsd: 500, highestCabin: "economy", scope: "domestic" });
      expect(plan.contradictions.map(({ kind }) => kind)).toContain("fare_cap");
    }
  });

  test("a policy that contradicts itself: the strictest wins, and both clauses are named", async () => {
    const stricter = "The price of a domestic round trip in economy class may not exceed $380.";
    const plan = planFrom(await clausesIn(await policyPdf(withSection("13. Notes", [stricter]))));
    expect(plan.fareCapUsd).toBe(380);
    expect(plan.contradictions).toMatchObject([
      { kind: "fare_cap", chunkIds: [expect.any(String), expect.any(String)] },
    ]);
  });

  test("what cannot be read says why", async () => {
    for (const [kind, pdf] of Object.entries(await brokenPolicies())) {
      expect([kind, await extractedOutput(new Uint8Array(pdf), "policies/x.pdf")]).toEqual([
        kind,
        { unreadable: expect.any(String) },
      ]);
    }
  });
});
