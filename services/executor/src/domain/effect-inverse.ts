import type { ActionType } from "@agentic-pm/contracts";

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
