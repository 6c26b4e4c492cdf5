import type { Clock } from "@agentic-pm/contracts";
import {
  messageKeyOf,
  type RespondEvent,
  type RespondResult,
  type ServerBody,
  type ServerMessage,
  statusReason,
} from "@agentic-pm/contracts/travel";
import { isAppError } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { type Connection, isLive } from "../domain/connection.ts";
import type { ConnectionList } from "../ports/connection-store.ts";
import type { OutboxWriter } from "../ports/outbox.ts";
import type { Sockets } from "../ports/sockets.ts";

export interface SendPorts {
  readonly outbox: OutboxWriter;
  readonly connections: ConnectionList;
  readonly sockets: Sockets;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
}

/**
 * Says something to an employee: kept under the next number first, then sent to every socket whose session is good. Who
 * is not there, or whose socket fails, finds it in the outbox. An event retried under its key keeps its number, and the end
 * of a booking has one, whoever says it.
 */
export async function sendMessage(event: RespondEvent, ports: SendPorts): Promise<RespondResult> {
  const { employeeId, bookingId, body } = event;
  const at = ports.clock.now().toISOString();
  const message = await ports.outbox.append(employeeId, { bookingId, at, body: explained(body) }, messageKeyOf(event));
  const connections = await ports.connections.of(employeeId);
  const sent = await Promise.all(connections.map((connection) => deliver(message, connection, ports)));
  const delivered = sent.filter(Boolean).length;
  ports.logger.info(LogCode.MESSAGE_DELIVERED, { bookingId, seq: message.seq, type: body.type, delivered });
  return { seq: message.seq, delivered };
}

/** A workflow knows codes; an employee is told what they mean, and what to do. */
function explained(body: ServerBody): ServerBody {
  return body.type === "status" ? { ...body, ...statusReason(body.status, body.code) } : body;
}

async function deliver(message: ServerMessage, connection: Connection, ports: SendPorts): Promise<boolean> {
  const { connections, sockets, clock, logger } = ports;
  const { connectionId, sessionId } = connection;
  try {
    const isOver = !isLive(connection, clock.now()) || (await connections.isRevoked(sessionId));
    if (isOver) await sockets.close(connectionId);
    if (!isOver && (await sockets.post(connectionId, JSON.stringify(message))) === "sent") return true;
    await connections.close(connectionId);
    logger.info(LogCode.CONNECTION_GONE, { connectionId, expired: isOver });
  } catch (error) {
    // One socket's trouble is not the others', and the message is in the outbox.
    if (!isAppError(error)) throw error;
    logger.warn(LogCode.CONNECTION_GONE, { connectionId, reason: error.code });
  }
  return false;
}
