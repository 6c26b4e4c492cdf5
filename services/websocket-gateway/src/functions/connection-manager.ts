import { lambda } from "@agentic-pm/lambda";
import { connectionConfig } from "../config.ts";
import { SocketEvent } from "../domain/socket-event.ts";
import { serveSocket } from "../usecases/serve-socket.ts";
import { connectionPorts } from "../wiring/connection-ports.ts";

/** Keeps sockets and answers what employees send over them. */
export const handler = lambda({
  name: "connection-manager",
  input: SocketEvent,
  // A message of 128 KB that is all escapes has six times as much in the event, and still gets its typed answer.
  maxEventBytes: 1024 * 1024,
  config: connectionConfig,
  ports: connectionPorts,
  handle: serveSocket,
});
