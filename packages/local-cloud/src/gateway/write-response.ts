import { STATUS_CODES, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { ServerHttp2Stream } from "node:http2";
import { once } from "node:events";
import type { Duplex, Writable } from "node:stream";
import type { AwsResponse } from "./service-module.ts";

/** Writes an answer on HTTP/1.1; `hangUp` ends the connection after it, because the request was not read to its end. */
export async function toHttp1(answer: AwsResponse, response: ServerResponse, hangUp: boolean): Promise<void> {
  const headers: OutgoingHttpHeaders = { ...answer.headers };
  if (hangUp) headers["connection"] = "close";
  if (isWhole(answer.body)) {
    const hasLength = "content-length" in headers || answer.status === 204 || answer.status === 304;
    if (!hasLength) headers["content-length"] = Buffer.byteLength(answer.body);
    response.writeHead(answer.status, headers);
    response.end(answer.body);
    return;
  }
  response.writeHead(answer.status, headers);
  await pump(answer.body, response);
}

/** Writes an answer on an HTTP/2 stream. */
export async function toHttp2(answer: AwsResponse, stream: ServerHttp2Stream): Promise<void> {
  if (stream.destroyed) return;
  stream.respond({ ...answer.headers, ":status": answer.status });
  if (isWhole(answer.body)) stream.end(answer.body);
  else await pump(answer.body, stream);
}

/** Answers a request for a WebSocket with an error, and hangs up. */
export function toRefusedUpgrade(answer: AwsResponse, socket: Duplex): void {
  const body = isWhole(answer.body) ? Buffer.from(answer.body) : Buffer.alloc(0);
  const headers = { ...answer.headers, "content-length": String(body.length), connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}\r\n${lines.join("")}\r\n`);
  socket.end(body);
}

function isWhole(body: AwsResponse["body"]): body is string | Uint8Array {
  return typeof body === "string" || body instanceof Uint8Array;
}

/** Sends chunk by chunk at the reader's pace; a reader who leaves ends the source. */
async function pump(source: AsyncIterable<Uint8Array>, sink: Writable): Promise<void> {
  const gone = new AbortController();
  sink.once("close", () => gone.abort());
  for await (const chunk of source) {
    if (gone.signal.aborted) return;
    if (!sink.write(chunk)) await once(sink, "drain", { signal: gone.signal }).catch(() => undefined);
  }
  sink.end();
}
