import { AppError } from "@agentic-pm/errors";
import type { VendorRequest } from "../../ports/vendor-http.ts";

type Called = Pick<VendorRequest, "integration" | "method" | "url">;

/** The vendor asked for patience longer than this invocation has. */
export function rateLimited(request: Called, retryAfterMs: number | null): AppError {
  return new AppError(`${request.integration.toUpperCase()}_RATE_LIMITED`, {
    cause: `${request.integration} throttles our calls (429).`,
    remedy: "Nothing to do: the workflow or the next poll comes back. If it lasts, lower the polling rate.",
    details: { ...placeOf(request), retryAfterMs },
    retryable: true,
  });
}

/** The vendor did not answer, and certainly did nothing. */
export function unavailable(request: Called, error: unknown): AppError {
  return new AppError("VENDOR_UNAVAILABLE", {
    cause: `${request.integration} cannot be reached or answers with server errors.`,
    remedy:
      "Nothing to do: the call is repeated later. If it lasts, look at the vendor's status page and the base URL.",
    details: placeOf(request),
    retryable: true,
    error,
  });
}

/** The call may have happened: after it was sent the connection broke, the server failed, or nobody understands its answer. */
export function outcomeUnknown(request: Called, error: unknown): AppError {
  return new AppError("EFFECT_OUTCOME_UNKNOWN", {
    cause: `${request.integration} did not say whether the call took effect.`,
    remedy: "Nothing to do: the next attempt asks the vendor before it does anything.",
    details: placeOf(request),
    retryable: true,
    error,
  });
}

export function answerTooLarge(request: Called): AppError {
  return new AppError("VENDOR_ANSWER_TOO_LARGE", {
    cause: `${request.integration} answered with more than 32 MB.`,
    remedy: "Ask for smaller pages.",
    details: placeOf(request),
  });
}

/**
 * An answer that is not what the vendor's API promises. Where the call must not be repeated it says nothing about the
 * effect: EFFECT_OUTCOME_UNKNOWN then.
 */
export function answerMalformed(request: Called & Pick<VendorRequest, "repeatable">, cause: string): AppError {
  if (!request.repeatable) return outcomeUnknown(request, new Error(`Malformed answer: ${cause.slice(0, 200)}`));
  return new AppError("VENDOR_ANSWER_MALFORMED", {
    cause: `${request.integration} sent what its API does not promise: ${cause.slice(0, 200)}`,
    remedy: "See whether the vendor changed its API; the address may also be another server's.",
    details: placeOf(request),
  });
}

/** Method and path, never the query: it may hold tokens. */
function placeOf({ integration, method, url }: Called) {
  return { integration, call: `${method} ${new URL(url).pathname}` };
}
