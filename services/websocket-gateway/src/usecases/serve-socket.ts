import { SUBPROTOCOL } from "@agentic-pm/contracts/travel";
import { LogCode } from "@agentic-pm/observability";
import { refuse, type RefusalCode } from "../domain/refusals.ts";
import type { SocketEvent } from "../domain/socket-event.ts";
import { answerMessage, type MessagePorts } from "./answer-message.ts";
import { openConnection } from "./open-connection.ts";

/** What goes back to API Gateway: a status for the handshake, a body for the socket. */
export interface SocketResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Statuses of a handshake that was refused; whatever is not here is 403. */
const STATUSES: Partial<Record<RefusalCode, number>> = {
  SESSION_EXPIRED: 401,
  TOKEN_TOO_OLD: 401,
  TOKEN_REPLAYED: 401,
  RATE_LIMITED: 429,
};

/** One event in the life of a socket. */
export async function serveSocket(event: SocketEvent, ports: MessagePorts): Promise<SocketResponse> {
  const { eventType, connectionId, routeKey, authorizer } = event.requestContext;
  switch (eventType) {
    case "CONNECT":
      return connect(event, ports);
    case "DISCONNECT":
      await ports.connections.close(connectionId);
      ports.logger.info(LogCode.CONNECTION_CLOSED, { connectionId });
      return { statusCode: 200 };
    case "MESSAGE": {
      const message = { connectionId, route: routeKey, body: event.body ?? null, proved: authorizer ?? null };
      const reply = await answerMessage({ ...message, isBinary: event.isBase64Encoded === true }, ports);
      return reply === null ? { statusCode: 200 } : { statusCode: 200, body: JSON.stringify(reply) };
    }
  }
}

async function connect({ requestContext }: SocketEvent, ports: MessagePorts): Promise<SocketResponse> {
  const { connectionId, identity, authorizer } = requestContext;
  const socket = { connectionId, address: identity.sourceIp };
  const opened = authorizer ? await openConnection(authorizer, socket, ports) : refuse("SESSION_EXPIRED");
  if (opened.ok) {
    ports.logger.info(LogCode.CONNECTION_OPENED, { connectionId, employeeId: authorizer?.employeeId ?? null });
    return { statusCode: 200, headers: { "Sec-WebSocket-Protocol": SUBPROTOCOL } };
  }
  ports.logger.warn(LogCode.CONNECTION_REFUSED, { connectionId, reason: opened.code });
  return { statusCode: STATUSES[opened.code] ?? 403, body: opened.remedy };
}
