import { fail, ok, type Result } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { bearerOf, type Headers, headerValues } from "../domain/subprotocol.ts";
import type { EmployeeSession, TokenFault } from "../domain/employee-session.ts";
import type { AuthProvider } from "../ports/auth-provider.ts";

export interface AuthorizePorts {
  readonly auth: AuthProvider;
  readonly logger: StructuredLogger;
}

/** A client that wants a socket. */
export interface ConnectAttempt {
  readonly headers: Headers;
  /** Names of the URL's parameters. */
  readonly parameters: readonly string[];
}

type ConnectFault = TokenFault | "URL_HAS_PARAMETERS" | "ORIGIN_REFUSED" | "SUBPROTOCOL_REFUSED";

/** The session of whoever may connect. Writes nothing; a refusal is in the log by its code, without the token. */
export async function authorizeConnect(
  attempt: ConnectAttempt,
  ports: AuthorizePorts,
): Promise<Result<EmployeeSession, ConnectFault>> {
  const session = await sessionOf(attempt, ports.auth);
  if (!session.ok) ports.logger.warn(LogCode.CONNECTION_REFUSED, { reason: session.code });
  return session;
}

async function sessionOf(attempt: ConnectAttempt, auth: AuthProvider): Promise<Result<EmployeeSession, ConnectFault>> {
  // URLs end up in logs, so nothing at all may be in them.
  if (attempt.parameters.length > 0) return refused("URL_HAS_PARAMETERS", "Connect without parameters in the URL.");
  const [origin, ...more] = headerValues(attempt.headers, "origin");
  if (origin === undefined || more.length > 0 || !(await auth.allowedOrigins()).includes(origin)) {
    return refused("ORIGIN_REFUSED", "Connect from the application's own origin.");
  }
  const token = bearerOf(attempt.headers);
  if (token === null) return refused("SUBPROTOCOL_REFUSED", "Offer agentic-pm.v1 and bearer.<token> as subprotocols.");
  const session = await auth.authenticate(token);
  return session.ok ? ok(session.value) : session;
}

function refused(code: ConnectFault, remedy: string): Result<never, ConnectFault> {
  return fail(code, { cause: `The connection was refused (${code}).`, remedy });
}
