import { AppError } from "@agentic-pm/errors";
import type { SecretPort } from "@agentic-pm/secrets";
import type * as z from "zod";
import type { VendorHttp, VendorRequest } from "../../ports/vendor-http.ts";
import { answerMalformed } from "../http/vendor-errors.ts";
import type { JiraSecret } from "../integration-secrets.ts";

type JiraRequest = Pick<VendorRequest, "method" | "body" | "repeatable"> & { readonly path: string };

/** Jira Cloud's REST API with our account. */
export class JiraApi {
  readonly #secret: SecretPort<JiraSecret>;
  readonly #http: VendorHttp;

  constructor(secret: SecretPort<JiraSecret>, http: VendorHttp) {
    this.#secret = secret;
    this.#http = http;
  }

  /** The site's settings that are not secret. */
  async site(): Promise<Pick<JiraSecret, "projectKey" | "boardId">> {
    const { projectKey, boardId } = await this.#secret.get();
    return { projectKey, boardId };
  }

  /** Calls Jira and parses the answer. Throws JIRA_UNAUTHORIZED, JIRA_FORBIDDEN, JIRA_NOT_FOUND, JIRA_REFUSED, and what `answerMalformed` says. */
  async call<Schema extends z.ZodType>(request: JiraRequest, schema: Schema): Promise<z.infer<Schema>> {
    const secret = await this.#secret.get();
    const basic = Buffer.from(`${secret.email}:${secret.apiToken}`).toString("base64");
    const { path, ...rest } = request;
    const url = `${secret.baseUrl}${path}`;
    const called = { integration: "jira", method: request.method, url, repeatable: request.repeatable } as const;
    const answer = await this.#http.send({ ...rest, ...called, headers: { authorization: `Basic ${basic}` } });
    if (answer.status >= 400) throw this.#refusal(answer.status, `${request.method} ${path.split("?")[0] ?? path}`);
    const parsed = schema.safeParse(answer.body);
    if (!parsed.success) throw answerMalformed(called, parsed.error.issues[0]?.message ?? "unknown shape");
    return parsed.data;
  }

  #refusal(status: number, call: string): AppError {
    const details = { status, call };
    if (status === 401) {
      // The token may have been replaced a moment ago: the next call reads the secret anew.
      this.#secret.invalidate();
      return new AppError("JIRA_UNAUTHORIZED", {
        cause: "Jira does not accept the API token.",
        remedy: `Put a valid token into the secret ${this.#secret.id}.`,
        details,
      });
    }
    const [code, cause, remedy] = REFUSALS[status] ?? REFUSED;
    return new AppError(code, { cause, remedy, details });
  }
}

const REFUSED = [
  "JIRA_REFUSED",
  "Jira refused the request.",
  "Look at the call in the details; the workflow may forbid it.",
] as const;

const REFUSALS: Readonly<Record<number, readonly [code: string, cause: string, remedy: string]>> = {
  403: ["JIRA_FORBIDDEN", "The Jira account may not do this.", "Give the account the project permission it lacks."],
  404: [
    "JIRA_NOT_FOUND",
    "Jira has no such thing, or hides it.",
    "Check the project, the board and the account's permissions.",
  ],
};
