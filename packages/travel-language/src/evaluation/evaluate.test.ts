import { describe, expect, test } from "@jest/globals";
import { evaluate, readCases } from "../index.ts";

/** How many there are at least, and what share of the clear ones is understood without asking. */
const SETS = [
  ["requests", 200, 0.8],
  ["hold-out", 60, 0.8],
  ["adversarial", 60, 0.8],
  ["varied", 80, 0.6],
  ["terse", 100, 0.7],
  ["rambling", 99, 0.7],
  ["foreign", 100, 0.9],
  ["forms", 100, 0.8],
  ["unplain", 100, 0.9],
  ["everyday", 101, 0.8],
  ["voices", 100, 0.8],
  ["turns", 126, 0.85],
  ["outsider", 190, 0.7],
  ["cold", 150, 0.9],
] as const;

describe.each(SETS)("the requests of %s", (name, atLeast, share) => {
  const figures = evaluate(readCases(new URL(`../../evaluation/${name}.jsonl`, import.meta.url)));

  test("are many", () => {
    expect(figures.cases).toBeGreaterThanOrEqual(atLeast);
  });

  test("are never understood wrongly without asking", () => {
    expect(figures.wrongAndNotAsked).toEqual([]);
    expect(figures.rightOrAsked).toBeGreaterThanOrEqual(0.97);
  });

  test("are mostly understood without asking where they are clearly written", () => {
    expect(figures.clearUnderstood / figures.clear).toBeGreaterThanOrEqual(share);
  });

  test("are asked about where the doubt is", () => {
    expect(figures.askedElsewhere).toEqual([]);
  });
});

test("a case that means something else counts as wrong", () => {
  const [figures] = [
    evaluate([
      {
        id: "x1",
        on: "2026-11-18",
        home: "BOS",
        turns: ["Denver Dec 1-3"],
        want: { to: "Denver US", out: "2026-12-01", back: "2026-12-04" },
      },
    ]),
  ];
  expect(figures).toMatchObject({ rightOrAsked: 0, wrongAndNotAsked: ["x1: Denver Dec 1-3"], clearUnderstood: 0 });
});
