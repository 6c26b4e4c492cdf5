import { s3Error } from "./s3-errors.ts";

/** A body freed of its chunk framing, with the trailing headers. */
export interface UnchunkedBody {
  readonly bytes: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
}

/** Decodes an aws-chunked body (signatures of chunks are not checked); throws IncompleteBody. */
export function unchunked(body: Buffer): UnchunkedBody {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = body.indexOf("\r\n", position);
    if (lineEnd < 0) throw s3Error("IncompleteBody");
    const size = /^([0-9a-fA-F]+)(?:;|$)/.exec(body.toString("latin1", position, lineEnd))?.[1];
    if (size === undefined) throw s3Error("IncompleteBody");
    const length = Number.parseInt(size, 16);
    position = lineEnd + 2;
    if (length === 0) return { bytes: Buffer.concat(chunks), trailers: trailersOf(body.toString("latin1", position)) };
    if (position + length + 2 > body.length) throw s3Error("IncompleteBody");
    chunks.push(body.subarray(position, position + length));
    position += length + 2;
  }
}

function trailersOf(text: string): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return trailers;
}
