import { describe, expect, test } from "@jest/globals";
import { answer } from "./answer.ts";
import { chunk } from "./testing/policy-chunks.ts";

const cap = chunk("Domestic round trip airfare may not exceed $500.");
const bag = chunk("One checked bag is reimbursed.");

describe("an answer out of the policies", () => {
  test("is the nearest clauses in their own words, with what code reads in them", () => {
    const { clauses, band } = answer("how much?", [
      { chunk: bag, score: 0.6 },
      { chunk: cap, score: 0.7 },
    ]);
    expect(band).toBe("unsure");
    expect(clauses.map(({ text }) => text)).toEqual([cap.text, bag.text]);
    expect(clauses[0]).toMatchObject({ receipt: { page: 1, chunkId: cap.chunkId }, rules: [{ amountUsd: 500 }] });
  });

  test("leaves out what is far behind the best, and everything when nothing is near", () => {
    expect(
      answer("?", [
        { chunk: cap, score: 0.9 },
        { chunk: bag, score: 0.4 },
      ]).clauses,
    ).toHaveLength(1);
    expect(answer("?", [{ chunk: bag, score: 0.1 }])).toMatchObject({ band: "none", clauses: [] });
    expect(answer("?", [])).toMatchObject({ band: "none", clauses: [] });
  });
});
