import { BUDGET_BYTES, bytesOf, packagedBundles } from "@agentic-pm/boundary-checks";
import { packageServices } from "@agentic-pm/packaging";
import type { Figure } from "../figure.ts";

export const functionsOverBudget: Figure = {
  id: "bundles-over-budget",
  issue: "D",
  what: "functions whose code weighs more than 400 KB",
  unit: "functions",
  reach: "<= 0",
  async measure() {
    const weights = packagedBundles(await packageServices())
      .map((bundle) => ({ name: bundle.functionName, bytes: bytesOf(bundle) }))
      .toSorted((one, other) => other.bytes - one.bytes);
    const over = weights.filter(({ bytes }) => bytes > BUDGET_BYTES);
    const named = over.map(({ name, bytes }) => `${name} ${Math.round(bytes / 1000)} KB`).join(", ");
    return { value: over.length, note: `of ${weights.length}; ${named}` };
  },
};
