import { AppError, isAppError } from "@agentic-pm/errors";

/**
 * The error as the caller sees it: code as its name, cause and remedy in its message, and no stack, which is in the
 * log. Anything that is not an AppError becomes INTERNAL_ERROR without its own words, which may quote content.
 */
export function outgoingError(error: unknown, functionName: string): AppError {
  const known = isAppError(error) ? error : internalError(error, functionName);
  const outgoing = new AppError(known.code, {
    cause: `${known.message} Remedy: ${known.remedy}`,
    remedy: known.remedy,
    ...(known.details === undefined ? {} : { details: known.details }),
    retryable: known.retryable,
  });
  outgoing.stack = `${outgoing.name}: ${outgoing.message}`;
  return outgoing;
}

function internalError(error: unknown, functionName: string): AppError {
  const kind = error instanceof Error ? error.name : typeof error;
  return new AppError("INTERNAL_ERROR", {
    cause: `${functionName} met an error that it does not know (${kind}).`,
    remedy: "This is a bug: report it with this request's lines from the function's log, which have the stack.",
    details: { kind },
  });
}
