/** What a failure looks like once it leaves the process: in a log, an audit record or a terminal. */
export interface ErrorReport {
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * An error with a code for machines, and a cause and a remedy for people.
 * `name` equals `code`, so Step Functions' `ErrorEquals` can match on it.
 */
export class AppError extends Error {
  readonly code: string;
  readonly remedy: string;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;

  constructor(
    code: string,
    words: {
      cause: string;
      remedy: string;
      details?: Readonly<Record<string, unknown>>;
      retryable?: boolean;
      error?: unknown;
    },
  ) {
    super(words.cause, words.error === undefined ? undefined : { cause: words.error });
    this.name = code;
    this.code = code;
    this.remedy = words.remedy;
    this.details = words.details;
    this.retryable = words.retryable ?? false;
  }
}

/** True for an `AppError`, also one that came from another copy of this module (a bundle, a worker). */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && "code" in error && "remedy" in error && typeof error.remedy === "string";
}

/** The reportable form of anything thrown. An unknown error keeps its message as the cause. */
export function toErrorReport(error: unknown): ErrorReport {
  if (isAppError(error)) {
    return {
      code: error.code,
      cause: error.message,
      remedy: error.remedy,
      ...(error.details === undefined ? {} : { details: error.details }),
    };
  }
  return {
    code: "INTERNAL_ERROR",
    cause: error instanceof Error ? error.message : String(error),
    remedy: "This is a bug: report it with the log of this request.",
  };
}
