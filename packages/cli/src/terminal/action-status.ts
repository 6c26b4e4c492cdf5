import type { ActionStatus } from "@agentic-pm/contracts";
import { isOverdue } from "@agentic-pm/world";

const WORDS: Readonly<Record<ActionStatus, string>> = {
  ready: "about to run",
  held: "held",
  awaiting_approval: "needs approval",
  approved: "approved",
  executing: "running",
  executed: "done",
  failed: "failed",
  unknown: "outcome unknown",
  refused: "refused by policy",
  rejected: "declined",
  expired: "not answered in time",
  voided: "void: things changed",
  undo_requested: "undo asked for",
  undoing: "being undone",
  undone: "undone",
};

/** An action's state in words. One that waited too long is called so even before anybody wrote it down. */
export function statusWords(row: { status: ActionStatus; expiresAt?: string | undefined }): string {
  return WORDS[isOverdue(row, new Date()) ? "expired" : row.status];
}
