import type { ActionType, ResolvedCommand, TargetStatus } from "@agentic-pm/contracts";

/** How an executed effect is taken back, and until when. Mail cannot be. */
export type Inverse =
  | {
      readonly type: "jira.comment.delete";
      readonly issueKey: string;
      readonly commentId: string;
      readonly until: string;
    }
  | {
      readonly type: "jira.transition.back";
      readonly issueKey: string;
      /** What we set it to: a ticket that has moved on since is left alone. */
      readonly fromStatus: TargetStatus;
      /** Jira's name of the status before. */
      readonly toStatus: string;
      readonly until: string;
    }
  | { readonly type: "artefact.withdraw"; readonly entryId: string; readonly until: string };

/** For how many hours after the effect the inverse is offered; null where there is none. */
const UNDO_HOURS: Readonly<Record<ActionType, number | null>> = {
  "jira.comment": 24,
  "jira.transition": 24,
  "artefact.update": 24 * 30,
  "mail.send": null,
  "operator.notify": null,
};

/** The moment after which an effect of this type stands; null if it never could be undone. */
export function undoUntil(type: ActionType, executedAt: Date): string | null {
  const hours = UNDO_HOURS[type];
  return hours === null ? null : new Date(executedAt.getTime() + hours * 3_600_000).toISOString();
}

interface Made {
  /** The vendor's id of what was made; null when there was nothing to make, or nobody knows. */
  readonly reference: string | null;
  readonly executedAt: string;
}

/**
 * The inverse of what a command made. It comes from the command, whose hash was checked, and from the record of the
 * effect, which only `execute` writes: nobody can ask for another one. Null if there is nothing that can be undone.
 */
export function inverseOf({ effect, actionId }: ResolvedCommand, { reference, executedAt }: Made): Inverse | null {
  const until = undoUntil(effect.type, new Date(executedAt));
  if (until === null || reference === null) return null;
  switch (effect.type) {
    case "jira.comment":
      return { type: "jira.comment.delete", issueKey: effect.issueKey.value, commentId: reference, until };
    case "jira.transition": {
      const { issueKey, fromStatus, to } = effect;
      const back = { issueKey: issueKey.value, fromStatus: to.value, toStatus: fromStatus.value };
      return { type: "jira.transition.back", ...back, until };
    }
    case "artefact.update":
      return { type: "artefact.withdraw", entryId: actionId, until };
    case "mail.send":
    case "operator.notify":
      return null;
  }
}
