import type { Clock } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import type { SecretPort } from "@agentic-pm/secrets";
import * as z from "zod";
import type { VendorHttp, VendorRequest, VendorResponse } from "../../ports/vendor-http.ts";
import { answerMalformed } from "../http/vendor-errors.ts";
import type { GraphSecret } from "../integration-secrets.ts";

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
/** Renewed a little before its end, so that it does not run out on the way. */
const MARGIN_MS = 120_000;

/** An application token by client credentials, kept until shortly before it expires. */
export class GraphToken {
  readonly #secret: SecretPort<GraphSecret>;
  readonly #http: VendorHttp;
  readonly #clock: Clock;
  #kept: { readonly token: string; readonly until: number } | null = null;

  constructor(secret: SecretPort<GraphSecret>, { http, clock }: { http: VendorHttp; clock: Clock }) {
    this.#secret = secret;
    this.#http = http;
    this.#clock = clock;
  }

  /**
   * Throws GRAPH_UNAUTHORIZED when Microsoft does not accept the credentials. Those that it refuses are read anew once:
   * they may have been rotated since they were cached.
   */
  async get(): Promise<string> {
    if (this.#kept !== null && this.#kept.until > this.#clock.now().getTime()) return this.#kept.token;
    const request = tokenRequest(await this.#secret.get());
    const answer = await this.#http.send(request);
    if (answer.status < 400) return this.#keep(request, answer);
    this.#secret.invalidate();
    const renewed = tokenRequest(await this.#secret.get());
    if (renewed.body === request.body) throw this.#refused(answer.status);
    const second = await this.#http.send(renewed);
    if (second.status >= 400) throw this.#refused(second.status);
    return this.#keep(renewed, second);
  }

  /** Forgets the token: Graph answered 401 to it. */
  forget(): void {
    this.#kept = null;
  }

  #keep(request: VendorRequest, { body }: VendorResponse): string {
    const parsed = TokenAnswer.safeParse(body);
    if (!parsed.success) throw answerMalformed(request, "no access token");
    const { access_token: token, expires_in } = parsed.data;
    this.#kept = { token, until: this.#clock.now().getTime() + expires_in * 1000 - MARGIN_MS };
    return token;
  }

  #refused(status: number): AppError {
    this.#secret.invalidate();
    return new AppError("GRAPH_UNAUTHORIZED", {
      cause: "Microsoft does not accept the application's credentials.",
      remedy: `Put a valid client secret into ${this.#secret.id}; it may have expired.`,
      details: { status },
    });
  }
}

function tokenRequest({ authority, tenantId, clientId, clientSecret }: GraphSecret): VendorRequest {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: "https://graph.microsoft.com/.default",
  });
  return {
    integration: "graph",
    method: "POST",
    url: `${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
    repeatable: true,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  };
}
