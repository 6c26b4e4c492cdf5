import { canaryHash, canariesIn, decoysOf, type ResolvedEffect } from "@agentic-pm/contracts";

/** Something that no honest path leads to. */
export interface Tripped {
  readonly code: "CANARY_CARRIED" | "DECOY_NAMED";
  /** Hashes of the canaries; the registry's row of a signal has its own. */
  readonly canaries: readonly string[];
}

/** Whether a text of ours carries a canary: prompt or vault text got out. */
export function canaryIn(value: unknown): Tripped | null {
  const found = canariesIn(value);
  return found.length === 0 ? null : { code: "CANARY_CARRIED", canaries: found.map(canaryHash) };
}

/** Whether an effect carries a canary, or goes to a decoy: then its target came from elsewhere than a handle. */
export function tripwireIn(effect: ResolvedEffect, projectKey: string): Tripped | null {
  return canaryIn(effect) ?? (namesDecoy(effect, projectKey) ? { code: "DECOY_NAMED", canaries: [] } : null);
}

function namesDecoy(effect: ResolvedEffect, projectKey: string): boolean {
  const { ticket, person } = decoysOf(projectKey);
  switch (effect.type) {
    case "jira.comment":
    case "jira.transition":
      return effect.issueKey.value === ticket.issueKey;
    case "mail.send":
      return effect.to.value.some(({ address }) => address === person.address);
    case "artefact.update": {
      const { entry } = effect.change.value;
      return entry["ticket"] === ticket.issueKey || entry["owner"] === person.displayName;
    }
    case "operator.notify":
      return false;
  }
}
