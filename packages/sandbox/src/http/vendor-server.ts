import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "@agentic-pm/errors";
import type { ApiFaults, Fault } from "./faults.ts";
import { matchRoute, type RouteMatch } from "./route-match.ts";
import {
  MalformedJson,
  type DeferredSite,
  type VendorRequest,
  type VendorResponse,
  type VendorSite,
} from "./vendor-site.ts";

/** Longer than any client keeps an idle connection: were the server first, a client might just be writing. */
const KEEP_ALIVE_MS = 65_000;

const LARGEST_BODY = 16 * 1024 * 1024;

export interface VendorServer {
  readonly port: number;
  /** Calls since the start, by `METHOD /route`. */
  readonly requests: () => Record<string, number>;
  readonly close: () => Promise<void>;
}

interface ServerParts {
  readonly faults: ApiFaults;
  /** Answers below `/__sandbox`, which no vendor has. */
  readonly control: (request: VendorRequest) => Promise<VendorResponse>;
}

/**
 * Serves a vendor on 127.0.0.1. Port 0 takes any free one.
 * @throws AppError SANDBOX_PORT_BUSY when somebody else has the port.
 */
export async function serveVendor(
  site: VendorSite | DeferredSite,
  port: number,
  parts: ServerParts,
): Promise<VendorServer> {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (incoming, outgoing) => {
    serve(site, { incoming, outgoing, count, ...parts }).catch((error: unknown) => {
      // A bug of the sandbox: said aloud here, and a 500 in the vendor's shape there.
      process.emitWarning(error instanceof Error ? error : String(error), { type: "SandboxFailure" });
      if (outgoing.headersSent) outgoing.destroy();
      else send(outgoing, "load" in site ? { status: 500 } : site.serverError(500), {});
    });
  });
  const listening = await listen(server, port, site.vendor);
  return {
    port: listening,
    requests: () => Object.fromEntries(counts),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange extends ServerParts {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly count: (name: string) => void;
}

async function serve(source: VendorSite | DeferredSite, exchange: Exchange): Promise<void> {
  const { incoming, outgoing, count, faults, control } = exchange;
  const read = await readRequest(incoming);
  const { request } = read;
  if (request.path.startsWith("/__sandbox/")) return send(outgoing, await control(request), {});
  const site = "load" in source ? await source.load() : source;
  const match = matchRoute(site.routes, request.method, request.path);
  count(match.kind === "found" ? `${request.method} ${match.route.pattern}` : `${request.method} (no route)`);
  const fault = faults.take(request.method, request.path);
  const delayMs = (fault?.kind === "slow" ? fault.delayMs : 0) + (site.delayMs?.(request) ?? 0);
  if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
  const response = read.tooLarge ? site.tooLarge() : answer(site, { request, match, fault });
  if (fault?.kind === "resetAfterEffect") return void incoming.socket.resetAndDestroy();
  if (response.unanswered === true) return;
  send(outgoing, response, site.commonHeaders(request));
}

function answer(
  site: VendorSite,
  asked: { request: VendorRequest; match: RouteMatch; fault: Fault | undefined },
): VendorResponse {
  const { request, match, fault } = asked;
  if (fault?.kind === "rateLimit") return site.rateLimited(fault.retryAfterSeconds ?? 1);
  if (fault?.kind === "serverError") return site.serverError(fault.status ?? 503);
  const isOpen = match.kind === "found" && match.route.open === true;
  const refusal = isOpen ? undefined : site.authenticate(request);
  if (refusal !== undefined) return refusal;
  if (match.kind === "unknown") return site.unknownRoute(request);
  if (match.kind === "wrongMethod") return site.wrongMethod(request);
  try {
    return match.route.handle({ ...request, params: match.params });
  } catch (error) {
    if (error instanceof MalformedJson) return site.malformedJson();
    throw error;
  }
}

async function readRequest(incoming: IncomingMessage): Promise<{ request: VendorRequest; tooLarge: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  const [path, search] = splitTarget(incoming.url ?? "/");
  const request: VendorRequest = {
    method: incoming.method ?? "GET",
    path,
    params: {},
    query: new URLSearchParams(search),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
  return { request, tooLarge: size > LARGEST_BODY };
}

function splitTarget(target: string): [path: string, search: string] {
  const mark = target.indexOf("?");
  return mark < 0 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

function send(outgoing: ServerResponse, response: VendorResponse, common: Record<string, string>): void {
  const { type, text: payload } = response.document ?? jsonDocument(response.body);
  outgoing.writeHead(response.status, {
    ...(type === "" ? {} : { "content-type": type }),
    ...(response.status === 204 ? {} : { "content-length": String(Buffer.byteLength(payload)) }),
    ...common,
    ...response.headers,
  });
  outgoing.end(payload);
}

function jsonDocument(body: unknown): { type: string; text: string } {
  return body === undefined
    ? { type: "", text: "" }
    : { type: "application/json; charset=utf-8", text: JSON.stringify(body) };
}

function listen(server: Server, port: number, vendor: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      reject(
        new AppError("SANDBOX_PORT_BUSY", {
          cause: `Port ${port} of 127.0.0.1, wanted for the ${vendor} sandbox, is taken by another process.`,
          remedy: "Stop that process, or choose another port (0 takes any free one).",
          details: { port, vendor },
          error,
        }),
      );
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
