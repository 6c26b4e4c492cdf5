import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import { ClientMessage, MAX_MESSAGE_BYTES, type Reply } from "@agentic-pm/contracts/travel";
import { type Failure, isAppError, ok, type Result } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { type Connection, isLive } from "../domain/connection.ts";
import { messageRates, type RateSettings } from "../domain/rates.ts";
import { refuse, type RefusalCode } from "../domain/refusals.ts";
import { parseStrictJson } from "../domain/strict-json.ts";
import type { ConnectionStore } from "../ports/connection-store.ts";
import type { OutboxReader } from "../ports/outbox.ts";
import type { RateCounters } from "../ports/rate-counters.ts";
import type { Sockets } from "../ports/sockets.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { confirmBooking } from "./confirm-booking.ts";
import { extendSession, type ExtendPorts } from "./extend-session.ts";
import { replayOutbox } from "./replay-outbox.ts";
import { requestBooking, type RequestPorts } from "./request-booking.ts";
import { selectOption } from "./select-option.ts";

export interface MessagePorts extends RequestPorts, ExtendPorts {
  readonly audit: AuditWriter;
  readonly connections: ConnectionStore;
  readonly rates: RateCounters;
  readonly settings: RateSettings;
  readonly outbox: OutboxReader;
  readonly sockets: Sockets;
  readonly logger: StructuredLogger;
  readonly clock: Clock;
}

/** A message as it came in over a socket. `proved` is what the authorizer said of the socket, where it is known. */
export interface IncomingMessage {
  readonly connectionId: string;
  readonly route: string;
  readonly body: string | null;
  readonly isBinary: boolean;
  readonly proved: { readonly employeeId: string; readonly sessionId: string } | null;
}

/** What is over with the session ends the socket too. */
const ENDS_SOCKET: ReadonlySet<string> = new Set<RefusalCode>(["SESSION_EXPIRED", "SESSION_REVOKED"]);

type Refusal = Failure<string>;
type Outcome = Result<Reply, string>;

/**
 * Answers one message. The session is looked at anew each time; where it is over the client is told why and the socket
 * is ended, and there is no reply (null). Whatever else goes wrong is a typed error in the reply.
 */
export async function answerMessage(incoming: IncomingMessage, ports: MessagePorts): Promise<Reply | null> {
  const connection = await keptConnection(incoming, ports);
  const message = parseMessage(incoming);
  const requestId = message.ok && message.value.action === "request" ? message.value.requestId : null;
  const outcome = connection === null ? refuse("SESSION_EXPIRED") : await answered(message, connection, ports);
  if (outcome.ok) {
    ports.logger.debug(LogCode.MESSAGE_ANSWERED, { route: incoming.route, type: outcome.value.type });
    return outcome.value;
  }
  ports.logger.info(LogCode.MESSAGE_REFUSED, { route: incoming.route, reason: outcome.code });
  const reply = errorReply(outcome, requestId);
  if (!ENDS_SOCKET.has(outcome.code)) return reply;
  await endSocket(incoming.connectionId, reply, ports);
  return null;
}

/** The socket's row, if it is that of whoever connected. */
async function keptConnection(incoming: IncomingMessage, { connections }: MessagePorts): Promise<Connection | null> {
  const connection = await connections.find(incoming.connectionId);
  if (connection === null || incoming.proved === null) return connection;
  const { employeeId, sessionId } = incoming.proved;
  return connection.employeeId === employeeId && connection.sessionId === sessionId ? connection : null;
}

async function answered(
  message: Result<ClientMessage, string>,
  connection: Connection,
  ports: MessagePorts,
): Promise<Outcome> {
  const [retryAt, isRevoked] = await Promise.all([
    ports.rates.take(messageRates(connection, ports.settings)),
    ports.connections.isRevoked(connection.sessionId),
  ]);
  if (isRevoked) return refuse("SESSION_REVOKED");
  if (retryAt !== null) return refuse("RATE_LIMITED", { remedy: `Try again after ${retryAt}.` });
  const isExtension = message.ok && message.value.action === "ping" && message.value.token !== undefined;
  if (!isExtension && !isLive(connection, ports.clock.now())) return refuse("SESSION_EXPIRED");
  if (!message.ok) return message;
  try {
    return await perform(message.value, connection, ports);
  } catch (error) {
    // An outage with a code is told to the client, in our words; a bug is not.
    if (!isAppError(error)) throw error;
    ports.logger.error(LogCode.MESSAGE_REFUSED, error, { reason: error.code });
    return { ok: false, code: error.code, cause: error.message, remedy: error.remedy };
  }
}

async function perform(message: ClientMessage, connection: Connection, ports: MessagePorts): Promise<Outcome> {
  const { employeeId } = connection;
  switch (message.action) {
    case "request":
      return requestBooking(employeeId, message, ports);
    case "select":
      return selectOption(employeeId, message, ports);
    case "confirm":
      return confirmBooking(employeeId, message, ports);
    case "cancel":
      return cancelBooking(employeeId, message, ports);
    case "ack":
      await ports.outbox.trim(employeeId, message.seq);
      return ok({ type: "acknowledged", seq: message.seq });
    case "resume":
      return ok(await replayOutbox(employeeId, message.after, ports.outbox));
    case "ping":
      if (message.token !== undefined) return extendSession(message.token, connection, ports);
      return ok({ type: "pong", validUntil: connection.validUntil });
  }
}

/** The message that was meant, if it says the same thing to us as to the gateway that chose its route. */
function parseMessage({ body, isBinary, route }: IncomingMessage): Result<ClientMessage, string> {
  if (isBinary) return refuse("MESSAGE_BINARY");
  if (body === null || body === "") return refuse("MESSAGE_INVALID");
  if (Buffer.byteLength(body) > MAX_MESSAGE_BYTES) return refuse("MESSAGE_TOO_LARGE");
  const json = parseStrictJson(body);
  if (!json.ok) return json;
  if (route === "$default") return refuse("ACTION_UNKNOWN");
  const message = ClientMessage.safeParse(json.value);
  return message.success && message.data.action === route ? ok(message.data) : refuse("MESSAGE_INVALID");
}

function errorReply({ code, cause, remedy }: Refusal, requestId: string | null): Reply {
  return {
    type: "error",
    code: code.slice(0, 80),
    cause: cause.slice(0, 400),
    remedy: remedy.slice(0, 400),
    requestId,
  };
}

/** Says why over the socket itself, for a reply would come after its end; then ends it and forgets it. */
async function endSocket(connectionId: string, why: Reply, { sockets, connections }: MessagePorts): Promise<void> {
  await connections.close(connectionId);
  const said = await sockets.post(connectionId, JSON.stringify(why));
  if (said === "sent") await sockets.close(connectionId);
}
