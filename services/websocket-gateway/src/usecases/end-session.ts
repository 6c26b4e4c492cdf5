import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import type { EndSessionEvent, EndSessionResult, Reply } from "@agentic-pm/contracts/travel";
import { isAppError } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { refusalReply } from "../domain/refusals.ts";
import type { ConnectionList, EndedSessions } from "../ports/connection-store.ts";
import type { Sockets } from "../ports/sockets.ts";

export interface EndPorts {
  readonly sessions: EndedSessions;
  readonly connections: Pick<ConnectionList, "of" | "close">;
  readonly sockets: Sockets;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
}

/**
 * Ends an employee's session for good: that it ends, why, and which record asked for it into the trail, then the mark that every handshake, message and
 * delivery looks at, then its open sockets, each told why. Done again it changes nothing. A socket that is missed here
 * is refused at its next message. Throws AUDIT_WRITE_FAILED, and then nothing was ended.
 */
export async function endSession(event: EndSessionEvent, ports: EndPorts): Promise<EndSessionResult> {
  const { sessionId, employeeId, asked, reason } = event;
  const { audit, sessions, connections, clock, logger } = ports;
  await audit.append(`session_${sessionId}`, null, {
    event: "session.ended",
    employeeId,
    input: { sessionId, asked, reason },
    output: { ended: true },
  });
  await sessions.end(sessionId, clock.now());
  const open = employeeId === null ? [] : await connections.of(employeeId);
  const own = open.filter((connection) => connection.sessionId === sessionId);
  const ended = await Promise.all(own.map(({ connectionId }) => endSocket(connectionId, ports)));
  const socketsEnded = ended.filter(Boolean).length;
  logger.warn(LogCode.SESSION_ENDED, { employeeId, socketsEnded });
  return { sessionId, socketsEnded };
}

const WHY: Reply = refusalReply("SESSION_REVOKED", null);

async function endSocket(connectionId: string, { sockets, connections, logger }: EndPorts): Promise<boolean> {
  try {
    const said = await sockets.post(connectionId, JSON.stringify(WHY));
    if (said === "sent") await sockets.close(connectionId);
    await connections.close(connectionId);
    return said === "sent";
  } catch (error) {
    // One socket's trouble is not the others'; its next message is refused.
    if (!isAppError(error)) throw error;
    logger.warn(LogCode.CONNECTION_GONE, { connectionId, reason: error.code });
    return false;
  }
}
