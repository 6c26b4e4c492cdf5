import type { LambdaErrorBody } from "./worker-protocol.ts";

/** What one invocation came to. */
export interface InvocationResult {
  readonly requestId: string;
  /** JSON: the handler's result, or the error in Lambda's form. */
  readonly payload: string;
  /** Set where the function failed; the payload is the error then. */
  readonly functionError?: "Unhandled";
  /** The last 4 KB of the log, as `LogType: Tail` gives it. */
  readonly logTail: string;
}

/** Lambda's limit for a synchronous request and its response, in bytes. */
export const MAX_SYNC_PAYLOAD = 6 * 1_024 * 1_024;
/** Lambda's limit for an asynchronous event, in bytes. */
export const MAX_EVENT_PAYLOAD = 256 * 1_024;

/** What a worker's invocation came to; a fatal one ends its environment. */
export type Outcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: LambdaErrorBody; readonly fatal: boolean };

/** The error of an invocation that ran past its timeout. */
export function timedOut(requestId: string, seconds: number): Outcome {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return { ok: false, fatal: true, error: { errorType: "Sandbox.Timedout", errorMessage } };
}

/** The error of an invocation whose process ended before it answered. */
export function exited(requestId: string, cause: unknown): Outcome {
  const isError = typeof cause === "object" && cause !== null && "code" in cause;
  const isOutOfMemory = isError && cause.code === "ERR_WORKER_OUT_OF_MEMORY";
  const how = isOutOfMemory ? "Runtime exited with error: signal: killed" : "Runtime exited without providing a reason";
  const errorType = isOutOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError";
  return { ok: false, fatal: true, error: { errorType, errorMessage: `RequestId: ${requestId} Error: ${how}` } };
}

/** Refuses a response that is larger than Lambda passes on. */
export function withinLimit(outcome: Outcome): Outcome {
  if (!outcome.ok) return outcome;
  const size = Buffer.byteLength(outcome.payload);
  if (size <= MAX_SYNC_PAYLOAD) return outcome;
  return {
    ok: false,
    fatal: false,
    error: {
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size (${size} bytes) exceeded maximum allowed payload size (${MAX_SYNC_PAYLOAD} bytes).`,
    },
  };
}
