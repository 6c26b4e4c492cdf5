import { packageServices } from "@agentic-pm/packaging";
import { expect, test } from "@jest/globals";
import { BUDGET_BYTES, checkBudgets } from "./bundle-budgets.ts";
import { type PackagedBundle, packagedBundles } from "./packaged-bundle.ts";

const bundle = (functionName: string, bytes: number): PackagedBundle => ({
  service: "planted",
  functionName,
  code: "x".repeat(bytes),
  sourceMap: "{}",
  sources: [],
});

test("no packaged function weighs more than its budget, and no exception is needless", async () => {
  expect(checkBudgets(packagedBundles(await packageServices()))).toEqual([]);
}, 120_000);

test("a function over the budget is named with its weight", () => {
  expect(checkBudgets([bundle("decide", BUDGET_BYTES + 1)], {})).toEqual([
    { rule: "BUNDLE_TOO_LARGE", service: "planted", functionName: "decide", found: "400001 bytes of 400000 allowed" },
  ]);
});

test("one with an exception may weigh that and no more", () => {
  const exceptions = { sanitise: { bytes: 500_000, reason: "a parser" } };
  expect(checkBudgets([bundle("sanitise", 500_000)], exceptions)).toEqual([]);
  expect(checkBudgets([bundle("sanitise", 500_001)], exceptions)).toMatchObject([{ rule: "BUNDLE_TOO_LARGE" }]);
});

test("an exception that its function no longer needs, and one for no function, have to go", () => {
  const exceptions = {
    decide: { bytes: 500_000, reason: "was larger" },
    gone: { bytes: 500_000, reason: "was there" },
  };
  expect(checkBudgets([bundle("decide", BUDGET_BYTES)], exceptions)).toMatchObject([
    { rule: "BUDGET_NEEDLESS", functionName: "decide" },
    { rule: "BUDGET_NEEDLESS", functionName: "gone" },
  ]);
});

test("bytes are counted, not characters", () => {
  const wide = { ...bundle("decide", 0), code: "…".repeat(200_000) };
  expect(checkBudgets([wide], {})).toMatchObject([{ rule: "BUNDLE_TOO_LARGE" }]);
});
