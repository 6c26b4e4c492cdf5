import http, { STATUS_CODES, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { admitConnection, type GatewayParts } from "./admit-connection.ts";
import type { Connections } from "./connections.ts";
import { handshakeParts, type ConnectionFacts } from "./gateway-event.ts";
import { newRequestId } from "./request-ids.ts";
import type { Stage } from "./web-socket-api.ts";

export interface ListenerPorts extends GatewayParts {
  readonly connections: Connections;
  /** False where too many connected in this second. */
  readonly mayConnect: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/** An API's own port on 127.0.0.1. */
export interface ApiListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens for an API's clients; a port that is taken gives way to a free one. */
export async function listenForApi(apiId: string, wantedPort: number, ports: ListenerPorts): Promise<ApiListener> {
  const server = http.createServer((_request, response) => response.writeHead(426, { upgrade: "websocket" }).end());
  const subprotocols = new WeakMap<IncomingMessage, string>();
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: ports.limits.messageBytes,
    handleProtocols: (_offered, request) => subprotocols.get(request) ?? false,
  });
  const streams = new Set<Duplex>();
  server.on("upgrade", (request, stream: Duplex, head) => {
    streams.add(stream);
    stream.once("close", () => streams.delete(stream));
    stream.on("error", () => stream.destroy());
    shakeHands(apiId, { request, stream, head }, { ...ports, sockets, subprotocols }).catch((error: unknown) => {
      ports.onFault(error);
      refuse(stream, 500);
    });
  });
  await bind(server, wantedPort).catch(() => bind(server, 0));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const stream of streams) stream.destroy();
      }),
  };
}

interface Upgrade {
  readonly request: IncomingMessage;
  readonly stream: Duplex;
  readonly head: Buffer;
}

async function shakeHands(
  apiId: string,
  { request, stream, head }: Upgrade,
  ports: ListenerPorts & {
    readonly sockets: WebSocketServer;
    readonly subprotocols: WeakMap<IncomingMessage, string>;
  },
): Promise<void> {
  const { url = "/" } = request;
  if (url.length > ports.limits.urlLength) return refuse(stream, 414);
  const stage = ports.apis.stage(apiId, decodeURIComponent(new URL(url, "http://local").pathname.slice(1)));
  if (stage === undefined) return refuse(stream, 403);
  if (!ports.mayConnect()) return refuse(stream, 429);
  const facts = factsOf(stage, request, ports.clock.now());
  const handshake = await admitConnection(facts, handshakeParts(request, apiId), ports);
  if (handshake.kind === "refused") return refuse(stream, handshake.status);
  const { authorizer, subprotocol } = handshake;
  if (!stream.readable || !stream.writable) {
    // The client left after `$connect` had taken it in.
    await ports.connections.disconnected(facts, { code: 1006, reason: "Connection Closed Abnormally" }, authorizer);
    return;
  }
  if (subprotocol !== undefined) ports.subprotocols.set(request, subprotocol);
  ports.sockets.handleUpgrade(request, stream, head, (socket) =>
    ports.connections.add({ facts, authorizer, socket, request }),
  );
}

function factsOf(stage: Stage, request: IncomingMessage, now: number): ConnectionFacts {
  const userAgent = request.headers["user-agent"];
  return {
    connectionId: newRequestId(),
    apiId: stage.apiId,
    stageName: stage.stageName,
    ...(stage.variables === undefined ? {} : { stageVariables: stage.variables }),
    connectedAt: now,
    sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}

function refuse(stream: Duplex, status: number): void {
  const body = JSON.stringify({ message: STATUS_CODES[status] ?? "Refused" });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Refused"}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `x-amzn-RequestId: ${newRequestId()}`,
    "Connection: close",
  ];
  if (stream.writable) stream.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

function bind(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}
