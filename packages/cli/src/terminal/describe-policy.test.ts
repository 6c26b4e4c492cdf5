import type { PolicyAnswer, PlanComparison } from "@agentic-pm/travel-policy";
import type { BookingPlan } from "@agentic-pm/contracts/travel";
import { describe, expect, test } from "@jest/globals";
import pc from "picocolors";
import { answerLines, policyCells, whatIfTable } from "./describe-policy.ts";

const paint = pc.createColors(false);
const clause: PolicyAnswer["clauses"][number] = {
  text: "At most $500.\u001b[2J",
  score: 0.8,
  rules: [{ kind: "fare_cap", amountUsd: 500, cabin: null, region: null, scope: null }],
  receipt: {
    documentId: `doc_${"1".repeat(32)}`,
    document: "us-domestic-travel",
    version: 2,
    chunkId: `chk_${"1".repeat(32)}`,
    section: "3. Fares",
    page: 4,
    box: { left: 0.12, top: 0.5, width: 0.5, height: 0.1 },
  },
};

describe("an answer in clauses", () => {
  test("has the clause's words, document, version, page, place, and what code reads in it", () => {
    const lines = answerLines({ question: "?", band: "confident", clauses: [clause] }, paint);
    expect(lines).toEqual([
      "At most $500. [2J",
      "  us-domestic-travel v2, 3. Fares, page 4, 12 % from the left, 50 % from the top",
      "  = at most $500",
      "",
    ]);
  });

  test("says when nothing is said exactly, and when nothing is near at all", () => {
    expect(answerLines({ question: "?", band: "none", clauses: [clause] }, paint)[0]).toContain("nearest clauses");
    expect(answerLines({ question: "?", band: "none", clauses: [] }, paint)).toHaveLength(1);
  });
});

test("versions are listed with their state and why they failed", () => {
  const row = {
    document_id: "d",
    name: "n",
    version: 1,
    status: "active",
    reason: null,
    pages: null,
    clauses: 0,
    sha256: "0",
    created_at: "2026-01-15 09:00:00.123",
    embedding_model: "embedded/2",
  } as const;
  expect(policyCells([row, { ...row, status: "failed", reason: "POLICY_EMPTY" }]).slice(1)).toEqual([
    ["n", "1", "in force", "0", "", "2026-01-15 09:00", ""],
    ["n", "1", "failed", "0", "", "2026-01-15 09:00", "POLICY_EMPTY"],
  ]);
});

test("a what-if names the trips that would change, and counts those that would not", () => {
  const trip = {
    bookingId: "bkg_123456789",
    origin: { city: "Boston" },
    destination: { city: "Chicago" },
    outbound: "2026-02-03",
  };
  const plan = { trip } as BookingPlan;
  const changes = [{ value: "fareCapUsd", before: "500", after: "300" }] as const;
  const comparison = (of: PlanComparison["changes"]) => ({ changes: of }) as PlanComparison;
  const lines = whatIfTable({
    name: "us-domestic-travel",
    insteadOf: 1,
    clauses: 9,
    trips: [
      { plan, comparison: comparison(changes) },
      { plan, comparison: comparison([]) },
    ],
  });
  expect(lines[0]).toBe(
    "us-domestic-travel (9 clauses) instead of v1: 1 of 2 trips would change. Nothing was put in force.",
  );
  expect(lines[1]).toMatch(/bkg_12345678 +Boston → Chicago, 2026-02-03 +cap in USD +500 +300/);
  expect(whatIfTable({ name: "n", insteadOf: null, clauses: 1, trips: [] })).toEqual([
    "n (1 clauses) beside those in force: 0 of 0 trips would change. Nothing was put in force.",
  ]);
});
