import { AppError } from "@agentic-pm/errors";

/** The failure of a provider's `check`: the models cannot be asked, so nothing that needs them should begin. */
export function modelUnreachable(words: { cause: string; remedy: string; error?: unknown }): AppError {
  return new AppError("MODEL_UNREACHABLE", words);
}
