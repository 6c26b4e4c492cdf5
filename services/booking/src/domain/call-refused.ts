import { AppError } from "@agentic-pm/errors";

/** What the driver throws for a call that its task does not cover. */
export function callRefused(why: string): AppError {
  return new AppError("ACT_CALL_REFUSED", {
    cause: `The act model, or the page, asked for what the task does not cover: ${why}.`,
    remedy: "Nothing was done. A person goes on from the deep link.",
  });
}
