import { crc32 } from "node:zlib";

/**
 * Frames one event of application/vnd.amazon.eventstream:
 * total length, headers' length, CRC of these, headers, payload, CRC of everything before it.
 */
export function encodeEvent(eventType: string, payload: unknown): Uint8Array {
  const headers = Buffer.concat([
    stringHeader(":event-type", eventType),
    stringHeader(":content-type", "application/json"),
    stringHeader(":message-type", "event"),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  const total = 12 + headers.length + body.length + 4;
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(total, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const head = Buffer.concat([prelude, uint32(crc32(prelude)), headers, body]);
  return Buffer.concat([head, uint32(crc32(head))]);
}

/** A header of type 7, a string. */
function stringHeader(name: string, value: string): Buffer {
  const text = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), length, text]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
