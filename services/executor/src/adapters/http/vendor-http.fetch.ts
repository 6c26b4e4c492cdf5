import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@agentic-pm/contracts";
import { isAppError } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { backoffMs, type BackoffSettings, DEFAULT_BACKOFF, retryAfterMs } from "../../domain/backoff.ts";
import type { VendorHttp, VendorRequest, VendorResponse } from "../../ports/vendor-http.ts";
import { answerTooLarge, outcomeUnknown, rateLimited, unavailable } from "./vendor-errors.ts";

export interface HttpSurroundings {
  readonly clock: Clock;
  readonly logger: StructuredLogger;
  readonly remainingMs: () => number;
  readonly backoff?: BackoffSettings;
}

const CALL_TIMEOUT_MS = 15_000;
/** What must be left of the invocation after a wait, to make the call and write down what came of it. */
const RESERVE_MS = 5_000;
const LARGEST_ANSWER = 32 * 1024 * 1024;

type Attempt = { readonly response: VendorResponse; readonly retryAfter: string | null } | { readonly error: unknown };

/** Calls vendors with Node's own fetch. Redirects are errors: an API does not move, and a token must not follow. */
export class FetchVendorHttp implements VendorHttp {
  readonly #around: HttpSurroundings;
  readonly #backoff: BackoffSettings;

  constructor(around: HttpSurroundings) {
    this.#around = around;
    this.#backoff = around.backoff ?? DEFAULT_BACKOFF;
  }

  async send(request: VendorRequest): Promise<VendorResponse> {
    for (let attempt = 0; ; attempt += 1) {
      const made = await attemptOf(request);
      if ("response" in made && isFinal(made.response.status)) return made.response;
      const error = this.#failure(request, made);
      const waitMs = this.#waitMs(made, attempt);
      const isLast = attempt + 1 >= this.#backoff.attempts || waitMs + RESERVE_MS > this.#around.remainingMs();
      if (isLast || error.code === "EFFECT_OUTCOME_UNKNOWN") throw error;
      const code = error.code === "VENDOR_UNAVAILABLE" ? LogCode.VENDOR_RETRIED : LogCode.VENDOR_THROTTLED;
      this.#around.logger.warn(code, { integration: request.integration, attempt, waitMs });
      await sleep(waitMs);
    }
  }

  #failure(request: VendorRequest, made: Attempt) {
    if ("response" in made && made.response.status === 429) {
      return rateLimited(request, retryAfterMs(made.retryAfter, this.#around.clock.now()));
    }
    const error = "error" in made ? made.error : new Error(`Status ${made.response.status}.`);
    // An oversized answer: it came after the call was heard.
    if (isAppError(error) && request.repeatable) throw error;
    if (request.repeatable || neverSent(error)) return unavailable(request, error);
    return outcomeUnknown(request, error);
  }

  #waitMs(made: Attempt, attempt: number): number {
    const asked = "response" in made ? retryAfterMs(made.retryAfter, this.#around.clock.now()) : null;
    const jittered = backoffMs(attempt, Math.random(), this.#backoff);
    return asked === null ? jittered : asked + jittered;
  }
}

/** Throttles, timeouts on the vendor's side (408) and server errors are not an answer to the call. */
function isFinal(status: number): boolean {
  return status !== 408 && status !== 429 && status < 500;
}

async function attemptOf(request: VendorRequest): Promise<Attempt> {
  try {
    const hasBody = request.body !== undefined;
    const answer = await fetch(request.url, {
      method: request.method,
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      headers: {
        accept: "application/json",
        ...(hasBody ? { "content-type": "application/json" } : {}),
        ...request.headers,
      },
      ...(hasBody ? { body: typeof request.body === "string" ? request.body : JSON.stringify(request.body) } : {}),
    });
    const body = parseJson(await readText(answer, request));
    return { response: { status: answer.status, body }, retryAfter: answer.headers.get("retry-after") };
  } catch (error) {
    return { error };
  }
}

async function readText(answer: Response, request: VendorRequest): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (answer.body === null) return "";
  for await (const chunk of answer.body) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) throw answerTooLarge(request);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

const BEFORE_SENDING = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "ENETUNREACH",
  "EHOSTUNREACH",
]);

/** True for errors that come up before the first byte leaves: name resolution and connecting. */
function neverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && BEFORE_SENDING.has(String(cause.code));
}
