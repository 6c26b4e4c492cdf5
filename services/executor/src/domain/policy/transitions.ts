import type { TargetStatus } from "@agentic-pm/contracts";

/**
 * What the agent may ask for, by the status that the registry knows. Narrower than the ticket's own workflow: a done
 * ticket is never reopened, and nothing becomes done that was not in review.
 */
export const ALLOWED_TRANSITIONS: Readonly<Record<TargetStatus, readonly TargetStatus[]>> = {
  to_do: ["in_progress", "blocked"],
  in_progress: ["in_review", "blocked", "to_do"],
  in_review: ["done", "in_progress", "blocked"],
  blocked: ["in_progress"],
  done: [],
};

/** Jira's name of a status as ours, or null for one that the policy does not know. */
export function statusOf(jiraName: string): TargetStatus | null {
  const name = jiraName
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  return isTargetStatus(name) ? name : null;
}

/** True if the policy lets a ticket in this status (by Jira's name) become that. */
export function mayBecome(fromStatus: string, to: TargetStatus): boolean {
  const from = statusOf(fromStatus);
  return from !== null && ALLOWED_TRANSITIONS[from].includes(to);
}

function isTargetStatus(name: string): name is TargetStatus {
  return Object.hasOwn(ALLOWED_TRANSITIONS, name);
}
