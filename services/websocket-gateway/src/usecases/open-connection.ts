import type { Clock } from "@agentic-pm/contracts";
import { ok, type Result } from "@agentic-pm/errors";
import { opensSocket } from "../domain/connection.ts";
import type { EmployeeSession } from "../domain/employee-session.ts";
import { connectRates, type RateSettings } from "../domain/rates.ts";
import { refuse, type RefusalCode } from "../domain/refusals.ts";
import type { ConnectionStore } from "../ports/connection-store.ts";
import type { RateCounters } from "../ports/rate-counters.ts";

export interface OpenPorts {
  readonly connections: ConnectionStore;
  readonly rates: RateCounters;
  readonly settings: RateSettings;
  readonly clock: Clock;
}

/** Keeps a socket that the authorizer let through, once for each token, while the token is fresh. */
export async function openConnection(
  session: EmployeeSession,
  socket: { readonly connectionId: string; readonly address: string },
  ports: OpenPorts,
): Promise<Result<null, RefusalCode>> {
  const { connections, rates, settings, clock } = ports;
  const { employeeId, sessionId, tokenId, issuedAt, expiresAt } = session;
  const now = clock.now();
  const retryAt = await rates.take(connectRates({ employeeId, address: socket.address }, settings));
  if (retryAt !== null) return refuse("RATE_LIMITED", { remedy: `Connect again after ${retryAt}.` });
  if (!opensSocket(session, now)) return refuse("TOKEN_TOO_OLD");
  if (await connections.isRevoked(sessionId)) return refuse("SESSION_REVOKED");
  const connection = { ...socket, employeeId, sessionId, connectedAt: now.toISOString(), validUntil: expiresAt };
  const opened = await connections.open(connection, { tokenId, issuedAt });
  return opened === "opened" ? ok(null) : refuse("TOKEN_REPLAYED");
}
