import type { Reply } from "@agentic-pm/contracts/travel";
import { ok, type Result } from "@agentic-pm/errors";
import type { Connection } from "../domain/connection.ts";
import { refuse, type RefusalCode } from "../domain/refusals.ts";
import type { AuthProvider } from "../ports/auth-provider.ts";
import type { ConnectionStore } from "../ports/connection-store.ts";

export interface ExtendPorts {
  readonly auth: AuthProvider;
  readonly connections: ConnectionStore;
}

/** Lets a socket go on with a fresh token of the very session that opened it; any other token ends it. */
export async function extendSession(
  token: string,
  connection: Connection,
  { auth, connections }: ExtendPorts,
): Promise<Result<Reply, RefusalCode>> {
  const session = await auth.authenticate(token);
  if (!session.ok) return refuse("SESSION_EXPIRED", { cause: `The token was not accepted (${session.code}).` });
  const { employeeId, sessionId, expiresAt } = session.value;
  if (employeeId !== connection.employeeId || sessionId !== connection.sessionId) {
    return refuse("SESSION_EXPIRED", { cause: "The token is of another session than the one that connected." });
  }
  const isLater = Date.parse(expiresAt) > Date.parse(connection.validUntil);
  if (isLater) await connections.extend(connection.connectionId, expiresAt);
  return ok({ type: "pong", validUntil: isLater ? expiresAt : connection.validUntil });
}
