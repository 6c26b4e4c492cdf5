import type { Constraint, PlanProposal } from "@agentic-pm/contracts/travel";

const LONGEST = 600;

/**
 * What a plan says of how it came about: the model's words on one line without anything invisible, or, where no model
 * had a say, that code alone made it, and why.
 */
export function reasoningSummary(
  asked: { readonly proposal: PlanProposal | null; readonly reason: string | null },
  constraints: readonly Constraint[],
): string {
  if (asked.proposal !== null) return plain(asked.proposal.reasoning_summary);
  const proven = constraints.filter(({ receipt }) => receipt !== null).length;
  const basis = proven === 0 ? "the strictest defaults" : `${proven} clause${proven === 1 ? "" : "s"}`;
  return `Made by code alone, from ${basis}. No model was heard: ${asked.reason ?? "none was asked"}.`;
}

function plain(words: string): string {
  return words
    .normalize("NFKC")
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/\p{C}/gu, "")
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();
}
