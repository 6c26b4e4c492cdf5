import { AppError } from "@agentic-pm/errors";
import type { RuledAction } from "./ruled-action.ts";

/** No action has this id, or begins with it. */
export function actionUnknown(id: string): AppError {
  return new AppError("ACTION_UNKNOWN", {
    cause: `No action's id begins with ${JSON.stringify(id)}.`,
    remedy: "List them: agentic-pm actions.",
  });
}

/** Several ids begin so. */
export function actionAmbiguous(id: string, ids: readonly string[]): AppError {
  return new AppError("ACTION_AMBIGUOUS", {
    cause: `${ids.length} or more actions begin with ${JSON.stringify(id)}: ${ids.join(", ")}.`,
    remedy: "Give more of the id.",
  });
}

/** The row is not what `decide` wrote. */
export function commandAltered({ actionId }: RuledAction): AppError {
  return new AppError("COMMAND_ALTERED", {
    cause: `The command of ${actionId} does not have the hash that was decided, so there is nothing safe to show.`,
    remedy: "Do not approve it. Find who wrote the row: agentic-pm iam explain, and the trail of the action.",
    details: { actionId },
  });
}

/** There is no resolved command to show, and so nothing to rule on. */
export function nothingResolved({ actionId, reason }: RuledAction): AppError {
  return new AppError("ACTION_REFUSED", {
    cause: `${actionId} was refused before it had resolved arguments: ${reason}.`,
    remedy: "There is nothing to rule on. What was recommended is in the trail.",
    details: { actionId },
  });
}

export function approvalExpired({ actionId, expiresAt }: RuledAction): AppError {
  return new AppError("APPROVAL_EXPIRED", {
    cause: `${actionId} could be approved until ${expiresAt}. Nobody declined it; nobody answered in time.`,
    remedy: "Nothing was done. If it is still needed, do it by hand; a new signal brings a new action.",
    details: { actionId, expiresAt },
  });
}

export function approvalStale({ actionId }: RuledAction): AppError {
  return new AppError("APPROVAL_STALE", {
    cause: `The policy has changed since ${actionId} was decided, so the approval is void.`,
    remedy: "Nothing was done. If it is still needed, do it by hand; a new signal is decided under the new policy.",
    details: { actionId },
  });
}

export function approvalConflict({ actionId, status }: RuledAction, wanted: string): AppError {
  return new AppError("APPROVAL_CONFLICT", {
    cause: `${actionId} cannot be ${wanted}: it is ${status.replaceAll("_", " ")}, or somebody was quicker.`,
    remedy: "Look again: agentic-pm actions. What was written of this attempt in the trail has no effect.",
    details: { actionId, status },
  });
}

export function alreadyConsumed({ actionId, status }: RuledAction): AppError {
  return new AppError("ALREADY_CONSUMED", {
    cause: `${actionId} was let through before, once and for all: it is ${status.replaceAll("_", " ")}.`,
    remedy: "Nothing to do. To take back what was done: agentic-pm actions undo.",
    details: { actionId, status },
  });
}

export function alreadyUndone({ actionId }: RuledAction): AppError {
  return new AppError("ALREADY_UNDONE", {
    cause: `${actionId} was taken back before.`,
    remedy: "Nothing to do.",
    details: { actionId },
  });
}

export function undoImpossible({ actionId, status, type, outcome }: RuledAction): AppError {
  const mail = type === "mail.send" || type === "operator.notify";
  const why = mail
    ? "a mail that was sent cannot be called back"
    : outcome === null || outcome === undefined
      ? `it is ${status.replaceAll("_", " ")}, so it has done nothing`
      : "the world was already as it wanted, so it changed nothing of its own";
  return new AppError("UNDO_IMPOSSIBLE", {
    cause: `${actionId} cannot be undone: ${why}.`,
    remedy: mail ? "Write to the recipients by hand." : "Nothing to do.",
    details: { actionId, type, status },
  });
}

export function undoWindowPassed({ actionId }: RuledAction, until: string): AppError {
  return new AppError("UNDO_WINDOW_PASSED", {
    cause: `${actionId} could be undone until ${until}.`,
    remedy: "Correct it by hand.",
    details: { actionId, until },
  });
}

export function undoUnderWay({ actionId }: RuledAction): AppError {
  return new AppError("UNDO_UNDER_WAY", {
    cause: `${actionId} is being undone at this moment.`,
    remedy: "Wait a minute and look again: agentic-pm actions.",
    details: { actionId },
  });
}
