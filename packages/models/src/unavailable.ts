import { fail, type Failure } from "@agentic-pm/errors";

/** Errors that only somebody's hand can change; the others may pass by themselves. */
const LASTING: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "ValidationException",
  "ResourceNotFoundException",
  "UnrecognizedClientException",
  "InvalidSignatureException",
]);

/** A model that did not answer, after the client's own retries. AWS's message names the missing permission. */
export function unavailable(modelId: string, error: unknown): Failure<"MODEL_UNAVAILABLE"> {
  const name = nameOf(error);
  const lasting = LASTING.has(name);
  const message = lasting && error instanceof Error ? ` ${error.message}` : "";
  return fail("MODEL_UNAVAILABLE", {
    cause: `The model ${modelId} did not answer (${name}).${message}`,
    remedy: lasting
      ? "Check the function's bedrock:InvokeModel permission, the model id and the account's access to the model."
      : "Try again later: the model is busy, or there was not enough time left.",
    details: { modelId, reason: name, retryable: !lasting },
  });
}

/** True when no answer came although Bedrock may have worked: given up for time, or the connection broke. */
export function wasPerhapsBilled(error: unknown): boolean {
  return !(error instanceof Error) || !("$metadata" in error) || statusOf(error) === undefined;
}

function statusOf(error: Error): number | undefined {
  const metadata: unknown = "$metadata" in error ? error.$metadata : undefined;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}
