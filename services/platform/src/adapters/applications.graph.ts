import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { ApplicationPassword } from "../domain/application-password.ts";
import type { Credentials } from "../domain/credentials.ts";
import type { Applications } from "../ports/rotation.ts";
import { applicationUrl, callGraph, memberOf, tokenFor, type GraphAnswer } from "./graph-http.ts";

const Passwords = z.object({
  passwordCredentials: z.array(
    z.object({ keyId: z.string(), displayName: z.string().nullish(), hint: z.string().nullish() }),
  ),
});
const Added = z.object({ secretText: z.string().min(1) });

/**
 * The tenant's applications through the one that owns them. It has Application.ReadWrite.OwnedBy and nothing else, so it
 * reads no mail; whoever reads mail cannot give out passwords.
 */
export class GraphApplications implements Applications {
  readonly #owner: () => Promise<Credentials>;
  #kept: Promise<{ readonly owner: Credentials; readonly token: string }> | null = null;

  constructor(owner: () => Promise<Credentials>) {
    this.#owner = owner;
  }

  async passwords(clientId: string): Promise<readonly ApplicationPassword[]> {
    const answer = await this.#call("GET", clientId, "?$select=passwordCredentials");
    const { passwordCredentials } = parsed(Passwords, answer);
    return passwordCredentials.map(({ keyId, displayName = null, hint = null }) => ({ keyId, displayName, hint }));
  }

  async addPassword(
    clientId: string,
    passwordCredential: { displayName: string; endDateTime: string },
  ): Promise<string> {
    const answer = await this.#call("POST", clientId, "/addPassword", { content: { passwordCredential } });
    return parsed(Added, answer).secretText;
  }

  async removePassword(clientId: string, keyId: string): Promise<void> {
    const answer = await this.#call("POST", clientId, "/removePassword", { content: { keyId } });
    if (answer.status < 300) return;
    // Whoever repeats the step finds it gone. Graph says that with a 400, as it says other things.
    if ((await this.passwords(clientId)).some((password) => password.keyId === keyId)) throw refused(answer);
  }

  async #call(
    method: string,
    clientId: string,
    rest: string,
    { content, isSecond = false }: { content?: object | undefined; isSecond?: boolean } = {},
  ): Promise<GraphAnswer> {
    const { owner, token } = await this.#signedIn();
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = content === undefined ? {} : { body: JSON.stringify(content) };
    const answer = await callGraph(`${applicationUrl(owner, clientId)}${rest}`, { method, headers, ...body });
    if (answer.status === 401 && !isSecond) {
      // An environment may outlive its token.
      this.#kept = null;
      return this.#call(method, clientId, rest, { content, isSecond: true });
    }
    if (answer.status >= 400 && rest !== "/removePassword") throw refused(answer);
    return answer;
  }

  #signedIn(): Promise<{ readonly owner: Credentials; readonly token: string }> {
    this.#kept ??= this.#signIn().catch((error: unknown) => {
      this.#kept = null;
      throw error;
    });
    return this.#kept;
  }

  async #signIn(): Promise<{ readonly owner: Credentials; readonly token: string }> {
    const owner = await this.#owner();
    const token = await tokenFor(owner);
    if (token !== null) return { owner, token };
    throw new AppError("ROTATOR_REFUSED", {
      cause: "Microsoft does not take the credentials of the application that renews the passwords.",
      remedy: `Put a valid password of ${owner.clientId} into its secret; docs/runbooks/secrets.md says which and how.`,
    });
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, { body, status }: GraphAnswer): z.infer<Schema> {
  const found = schema.safeParse(body);
  if (found.success) return found.data;
  throw new AppError("GRAPH_ANSWER_MALFORMED", {
    cause: "Graph's answer about an application is not what its reference says.",
    remedy: "Rotate again; if it stays so, Graph has changed.",
    details: { status },
  });
}

/** Graph's code, never its message: a message may quote what was sent. */
function refused({ status, body }: GraphAnswer): AppError {
  const code = memberOf(memberOf(body, "error"), "code");
  return new AppError("GRAPH_REFUSED", {
    cause: `Graph refused to show or change an application's passwords (${status}, ${String(code ?? "no code")}).`,
    remedy: "The rotating application needs Application.ReadWrite.OwnedBy, and has to be an owner of the application.",
    details: { status },
  });
}
