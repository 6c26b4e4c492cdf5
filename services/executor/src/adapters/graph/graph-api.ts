import { AppError } from "@agentic-pm/errors";
import type { SecretPort } from "@agentic-pm/secrets";
import type * as z from "zod";
import type { VendorHttp, VendorRequest, VendorResponse } from "../../ports/vendor-http.ts";
import { answerMalformed } from "../http/vendor-errors.ts";
import type { GraphSecret } from "../integration-secrets.ts";
import type { GraphToken } from "./graph-token.ts";

type GraphRequest = Pick<VendorRequest, "method" | "body" | "repeatable" | "headers"> & {
  /** Below the API's base URL; or a link that Graph gave, which has to lie below it. */
  readonly path: string;
};

/** Microsoft Graph with the application's token. */
export class GraphApi {
  readonly #secret: SecretPort<GraphSecret>;
  readonly #token: GraphToken;
  readonly #http: VendorHttp;

  constructor(secret: SecretPort<GraphSecret>, { token, http }: { token: GraphToken; http: VendorHttp }) {
    this.#secret = secret;
    this.#token = token;
    this.#http = http;
  }

  /** The mailbox that the agent works in, and the folder that it reads. */
  async mailbox(): Promise<Pick<GraphSecret, "mailbox" | "folder">> {
    const { mailbox, folder } = await this.#secret.get();
    return { mailbox, folder };
  }

  /**
   * Calls Graph and parses the answer. A token that ran out is renewed once.
   * Throws GRAPH_TOKEN_EXPIRED, GRAPH_FORBIDDEN, GRAPH_NOT_FOUND, GRAPH_SYNC_STATE_GONE, GRAPH_REFUSED.
   */
  async call<Schema extends z.ZodType>(request: GraphRequest, schema: Schema): Promise<z.infer<Schema>> {
    const { baseUrl } = await this.#secret.get();
    const { path, ...rest } = request;
    const sent = { ...rest, integration: "graph", url: urlBelow(baseUrl, path) } as const;
    let answer = await this.#authorised(sent);
    if (answer.status === 401) {
      this.#token.forget();
      answer = await this.#authorised(sent);
    }
    if (answer.status >= 400) throw refusal(answer.status, `${sent.method} ${new URL(sent.url).pathname}`);
    const parsed = schema.safeParse(answer.body);
    if (!parsed.success) throw answerMalformed(sent, parsed.error.issues[0]?.message ?? "unknown shape");
    return parsed.data;
  }

  async #authorised(request: VendorRequest): Promise<VendorResponse> {
    const headers = { ...request.headers, authorization: `Bearer ${await this.#token.get()}` };
    return this.#http.send({ ...request, headers });
  }
}

/** A link is data from outside: it gets our token only where the API itself is. */
function urlBelow(baseUrl: string, path: string): string {
  if (path.startsWith("/")) return `${baseUrl}${path}`;
  if (path.startsWith(`${baseUrl}/`)) return path;
  throw new AppError("GRAPH_LINK_FOREIGN", {
    cause: "Graph's answer or the stored cursor links to another server.",
    remedy: "Delete the checkpoint of outlook if the base URL was changed on purpose: the folder is then read anew.",
  });
}

const REFUSALS: Readonly<Record<number, readonly [code: string, cause: string, remedy: string]>> = {
  401: [
    "GRAPH_TOKEN_EXPIRED",
    "Graph does not accept a token that was just issued.",
    "Check the application's registration and its consent.",
  ],
  403: [
    "GRAPH_FORBIDDEN",
    "The application may not do this.",
    "Grant it the application permission, and the mailbox in its access policy.",
  ],
  404: ["GRAPH_NOT_FOUND", "Graph has no such mailbox or folder.", "Check the mailbox and the folder in the secret."],
  410: ["GRAPH_SYNC_STATE_GONE", "Graph has forgotten the cursor.", "Nothing to do: the folder is read anew."],
};

function refusal(status: number, call: string): AppError {
  const [code, cause, remedy] = REFUSALS[status] ?? [
    "GRAPH_REFUSED",
    "Graph refused the request.",
    "Look at the call in the details.",
  ];
  return new AppError(code, { cause, remedy, details: { status, call } });
}
