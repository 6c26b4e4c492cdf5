/** Reads the headers of WebSocket frames as they come, and tells of the first whose payload is too large. */
export class FrameWatch {
  readonly #limit: number;
  readonly #onTooLarge: () => void;
  /** Bytes of the running frame's payload that are still to come. */
  #payloadLeft = 0;
  #header: Buffer = Buffer.alloc(0);
  #isOver = false;

  constructor(limit: number, onTooLarge: () => void) {
    this.#limit = limit;
    this.#onTooLarge = onTooLarge;
  }

  /** Takes the next bytes that the client sent. */
  take(chunk: Buffer): void {
    let rest = chunk;
    while (!this.#isOver && rest.length > 0) {
      if (this.#payloadLeft > 0) {
        const taken = Math.min(this.#payloadLeft, rest.length);
        this.#payloadLeft -= taken;
        rest = rest.subarray(taken);
        continue;
      }
      rest = this.#takeHeader(rest);
    }
  }

  #takeHeader(rest: Buffer): Buffer {
    const known = this.#header.length;
    const seen = Buffer.concat([this.#header, rest.subarray(0, 14 - known)]);
    const length = headerLength(seen);
    if (length === undefined || seen.length < length) {
      this.#header = seen;
      return Buffer.alloc(0);
    }
    this.#header = Buffer.alloc(0);
    this.#payloadLeft = payloadLength(seen);
    if (this.#payloadLeft > this.#limit) {
      this.#isOver = true;
      this.#onTooLarge();
    }
    return rest.subarray(length - known);
  }
}

/** Undefined while its second byte has not come. */
function headerLength(header: Buffer): number | undefined {
  const second = header[1];
  if (second === undefined) return undefined;
  const short = second & 0x7f;
  return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (second & 0x80 ? 4 : 0);
}

function payloadLength(header: Buffer): number {
  const short = (header[1] ?? 0) & 0x7f;
  if (short === 126) return header.readUInt16BE(2);
  return short === 127 ? Number(header.readBigUInt64BE(2)) : short;
}
