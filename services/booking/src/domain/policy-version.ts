import { canonicalHash } from "@agentic-pm/contracts";
import type { ActiveDocument } from "./active-document.ts";

/** Changes with every change of how @agentic-pm/travel-policy reads clauses. */
const DERIVATION_VERSION = "derive/2";

/** The version of what decides about trips: the documents in force, and the code that reads them. */
export function policyVersionOf(documents: readonly ActiveDocument[]): string {
  const inForce = documents
    .map(({ documentId, version }) => ({ documentId, version }))
    .toSorted((left, right) => (left.documentId < right.documentId ? -1 : 1));
  return canonicalHash("agentic-pm/travel-policy/v1", { documents: inForce, derivation: DERIVATION_VERSION });
}
