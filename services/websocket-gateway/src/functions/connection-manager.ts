import { lambda } from "@agentic-pm/lambda";
import { connectionConfig } from "../config.ts";
import { SocketEvent } from "../domain/socket-event.ts";
import { serveSocket } from "../usecases/serve-socket.ts";
import { connectionPorts } from "../wiring/connection-ports.ts";

/** Keeps sockets and answers what employees send over them. */
export const handler = lambda({
  name: "connection-manager",
  input: SocketEvent,
  config: connectionConfig,
  ports: connectionPorts,
  handle: serveSocket,
});
