import type { ActionType, Tier } from "@agentic-pm/contracts";

/** T1 is reversible and internal, T2 external or state-changing. T3 (delete, permissions, own configuration) has no code. */
export const TIER_OF: Readonly<Record<ActionType, Tier>> = {
  "jira.comment": "T1",
  "artefact.update": "T1",
  "operator.notify": "T1",
  "jira.transition": "T2",
  "mail.send": "T2",
};
