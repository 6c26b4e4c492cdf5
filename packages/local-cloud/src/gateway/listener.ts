import http from "node:http";
import http2 from "node:http2";
import net from "node:net";
import { AppError } from "@agentic-pm/errors";
import type { AwsResponse, UpgradeSocket } from "./service-module.ts";
import { toHttp1, toHttp2, toRefusedUpgrade } from "./write-response.ts";

/** A request as the wire had it; header names are lower case, `host` is always there. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, untouched. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where it was larger than the limit. */
  readonly body: Buffer | undefined;
  readonly remoteAddress: string;
}

export interface ListenerOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly maxBodyBytes: number;
  answer(request: WireRequest): Promise<AwsResponse>;
  /** Takes a connection over that asks for a WebSocket, or says how to refuse it. Never rejects; without it there are none. */
  upgrade?(request: WireRequest, connection: UpgradeSocket): Promise<AwsResponse | undefined>;
}

export interface Listener {
  readonly port: number;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

const H2_PREFACE = Buffer.from("PRI * HTTP/2.0");

/** Serves HTTP/1.1 and cleartext HTTP/2 on one port of 127.0.0.1. Throws AppError PORT_IN_USE. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const h1 = http1Server(options);
  const h2 = http2Server(options);
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    sniff(socket, (isHttp2) => (isHttp2 ? h2 : h1).emit("connection", socket));
  });
  await bind(server, options.port ?? 0);
  return {
    port: (server.address() as net.AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function sniff(socket: net.Socket, route: (isHttp2: boolean) => void): void {
  let seen: Buffer = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    const known = Math.min(seen.length, H2_PREFACE.length);
    const couldBeHttp2 = seen.subarray(0, known).equals(H2_PREFACE.subarray(0, known));
    if (couldBeHttp2 && known < H2_PREFACE.length) return;
    socket.off("data", onData);
    socket.pause();
    route(couldBeHttp2);
    socket.unshift(seen);
    socket.resume();
  };
  socket.on("data", onData);
}

function bind(server: net.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? portInUse(port) : error),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
}

function portInUse(port: number): AppError {
  return new AppError("PORT_IN_USE", {
    cause: `Port ${port} on 127.0.0.1 is in use by another program.`,
    remedy: `Stop that program, or choose another port with --port (0 takes any free one).`,
    details: { port },
  });
}

function http1Server(options: ListenerOptions): http.Server {
  const server = http.createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    const serve = async (): Promise<void> => {
      const body = await readBody(request, options.maxBodyBytes, Number(request.headers["content-length"] ?? -1));
      const answer = await options.answer({ ...wireOf(request), body });
      await toHttp1(answer, response, body === undefined);
    };
    serve().catch(() => response.destroy());
  });
  const { upgrade } = options;
  if (upgrade !== undefined) {
    server.on("upgrade", (message, socket, head) => {
      socket.on("error", () => socket.destroy());
      void upgrade({ ...wireOf(message), body: Buffer.alloc(0) }, { message, socket, head }).then((refusal) => {
        if (refusal !== undefined) toRefusedUpgrade(refusal, socket);
      });
    });
  }
  server.on("clientError", (_error, socket) => socket.destroy());
  return server;
}

function wireOf(request: http.IncomingMessage): Omit<WireRequest, "body"> {
  return {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    headers: flatten(request.headers),
    remoteAddress: request.socket.remoteAddress ?? "127.0.0.1",
  };
}

function http2Server(options: ListenerOptions): http2.Http2Server {
  const server = http2.createServer();
  server.on("sessionError", () => undefined);
  server.on("stream", (stream, headers) => {
    const serve = async (): Promise<void> => {
      const body = await readBody(stream, options.maxBodyBytes, Number(headers["content-length"] ?? -1));
      const answer = await options.answer({
        method: headers[":method"] ?? "GET",
        target: headers[":path"] ?? "/",
        headers: { host: headers[":authority"] ?? "", ...flatten(headers) },
        body,
        remoteAddress: stream.session?.socket.remoteAddress ?? "127.0.0.1",
      });
      await toHttp2(answer, stream);
    };
    stream.on("error", () => undefined);
    serve().catch(() => stream.destroy());
  });
  return server;
}

/** The whole body, or undefined past the limit; then the rest is not read. */
async function readBody(source: AsyncIterable<Buffer>, limit: number, declared: number): Promise<Buffer | undefined> {
  if (declared > limit) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === "string" ? value : value.join(",");
  }
  return flat;
}
