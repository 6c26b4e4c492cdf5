import { AppError } from "@agentic-pm/errors";
import * as z from "zod";

/** Where employees sign in, as the machine's own operator reaches it. */
export const SignInAccess = z.object({
  issuer: z.url(),
  secretKey: z.string().min(1),
  /** The chat's own origin: what tokens are made for and sockets come from. */
  origin: z.string().min(1),
});
export type SignInAccess = z.infer<typeof SignInAccess>;

const Session = z.object({ id: z.string().min(1) });
const Token = z.object({ jwt: z.string().min(1) });

/** A session of one employee, by Clerk's Backend API. */
export class ClerkSession {
  readonly #access: SignInAccess;
  readonly sessionId: string;

  private constructor(access: SignInAccess, sessionId: string) {
    this.#access = access;
    this.sessionId = sessionId;
  }

  /** Throws SIGN_IN_REFUSED. */
  static async of(employeeId: string, access: SignInAccess): Promise<ClerkSession> {
    const { id } = await post("/v1/sessions", access, { schema: Session, body: { user_id: employeeId } });
    return new ClerkSession(access, id);
  }

  /** A fresh session token, good for a minute. Throws SIGN_IN_REFUSED once the session has ended. */
  async token(): Promise<string> {
    const path = `/v1/sessions/${this.sessionId}/tokens`;
    return (await post(path, this.#access, { schema: Token, body: {} })).jwt;
  }
}

/** Ends a session where employees sign in: it gets no token any more. Throws SIGN_IN_REFUSED. */
export async function revokeAtClerk(sessionId: string, access: SignInAccess): Promise<void> {
  await post(`/v1/sessions/${sessionId}/revoke`, access, { schema: Session, body: {} });
}

async function post<Answer>(
  path: string,
  { issuer, secretKey, origin }: SignInAccess,
  { schema, body }: { schema: z.ZodType<Answer>; body: object },
): Promise<Answer> {
  const headers = { authorization: `Bearer ${secretKey}`, "content-type": "application/json", origin };
  const answer = await fetch(new URL(path, issuer), { method: "POST", headers, body: JSON.stringify(body) });
  const said = schema.safeParse(await answer.json().catch(() => null));
  if (answer.ok && said.success) return said.data;
  throw new AppError("SIGN_IN_REFUSED", {
    cause: `The sign-in service answered ${answer.status} to ${path.replace(/sess_\w+/, "…")}.`,
    remedy: "Check the employee's id; a session that was ended has to be begun anew.",
  });
}
