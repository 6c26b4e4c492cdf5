import { AppError } from "@agentic-pm/errors";

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_MS = 8_000;

/** An answer of the portal's public API; `body` is undefined where it is no JSON. */
export interface PortalAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks the portal's public API. Redirects are refused, size and time are bounded. Throws PORTAL_UNAVAILABLE (retryable)
 * for everything that is no answer, and PORTAL_ANSWER_TOO_LARGE.
 */
export async function portalGet(url: URL): Promise<PortalAnswer> {
  try {
    const answer = await fetch(url, {
      redirect: "error",
      signal: AbortSignal.timeout(MOST_MS),
      headers: { accept: "application/json" },
    });
    const text = await boundedText(answer, url);
    if (answer.status === 429 || answer.status >= 500) throw new Error(`Status ${answer.status}.`);
    return { status: answer.status, body: parsed(text) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("PORTAL_UNAVAILABLE", {
      cause: `The portal does not answer GET ${url.pathname}.`,
      remedy: "The workflow tries again. If it lasts, look at the portal and at its address in the parameter store.",
      details: { call: `GET ${url.pathname}` },
      retryable: true,
      error,
    });
  }
}

async function boundedText(answer: Response, url: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) {
      throw new AppError("PORTAL_ANSWER_TOO_LARGE", {
        cause: `The portal answers GET ${url.pathname} with more than ${MOST_BYTES} bytes.`,
        remedy: "See whether the portal changed its API; the address may also be another server's.",
        details: { call: `GET ${url.pathname}` },
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
