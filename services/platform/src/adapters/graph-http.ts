import { AppError } from "@agentic-pm/errors";
import type { Credentials } from "../domain/credentials.ts";

/** What Microsoft answered; the body is null where it was no JSON. */
export interface GraphAnswer {
  readonly status: number;
  readonly body: unknown;
}

const CALL_TIMEOUT_MS = 15_000;
const SCOPE = "https://graph.microsoft.com/.default";

/** Calls Microsoft once. Redirects are errors: a token must not follow. @throws AppError GRAPH_UNAVAILABLE. */
export async function callGraph(url: string, init: RequestInit): Promise<GraphAnswer> {
  try {
    const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
    const answer = await fetch(url, { ...init, redirect: "error", signal });
    const body = asJson(await answer.text());
    if (answer.status !== 408 && answer.status !== 429 && answer.status < 500) return { status: answer.status, body };
    throw new Error(`Status ${answer.status}.`);
  } catch (error) {
    throw new AppError("GRAPH_UNAVAILABLE", {
      cause: "Microsoft does not answer, or asks to be called later.",
      remedy: "Nothing to do: Secrets Manager repeats the step, and a step that was done does nothing again.",
      retryable: true,
      error,
    });
  }
}

/** A token by client credentials; null where Microsoft does not take them. @throws AppError GRAPH_UNAVAILABLE. */
export async function tokenFor(credentials: Credentials): Promise<string | null> {
  const { authority, tenantId, clientId, clientSecret } = credentials;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: SCOPE,
  });
  const url = `${withoutSlash(authority)}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const answer = await callGraph(url, { method: "POST", body });
  const token = memberOf(answer.body, "access_token");
  return answer.status === 200 && typeof token === "string" ? token : null;
}

/** One application, by its client id. */
export function applicationUrl({ baseUrl }: Pick<Credentials, "baseUrl">, clientId: string): string {
  return `${withoutSlash(baseUrl)}/applications(appId='${encodeURIComponent(clientId)}')`;
}

export function memberOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
}

export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

function asJson(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
