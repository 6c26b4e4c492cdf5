import type { ResolvedEffect } from "@agentic-pm/contracts";

type Change = Extract<ResolvedEffect, { type: "artefact.update" }>["change"]["value"];

const LISTS: ReadonlySet<Change["artefact"]> = new Set(["raid_log", "decision_log"]);

/**
 * What an entry is about: two signals that report the same matter at the same moment leave one standing entry. Null
 * for the delivery state and the backlog summary, which are a history of states and not a list of matters.
 */
export function matterOf({ artefact, entry }: Change): string | null {
  if (!LISTS.has(artefact)) return null;
  const words = (entry["title"] ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return [entry["kind"] ?? "", entry["ticket"] ?? "", words].join("|");
}
