import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { openJournal } from "../state/journal.ts";
import { isJsonObject } from "../template/model.ts";

/** A daemon that takes X-Ray segments over UDP, as the SDK sends them. */
export interface XraySink {
  /** `host:port` for AWS_XRAY_DAEMON_ADDRESS. */
  readonly address: string;
  /** Segments received since the start. */
  readonly received: () => number;
  close(): void;
}

/** Keeps this many segments a run: traces are for looking at, not for keeping. */
const MAX_KEPT = 20_000;

/** Listens on 127.0.0.1 and appends the segments to `file`, of the traces that `accepts` knows. */
export async function startXraySink(file: string, accepts: (traceId: string) => boolean): Promise<XraySink> {
  const socket = createSocket("udp4");
  const { journal } = openJournal(file);
  let received = 0;
  socket.on("message", (datagram) => {
    const segment = segmentIn(datagram);
    if (segment === undefined || !accepts(String(segment["trace_id"] ?? ""))) return;
    received += 1;
    if (received <= MAX_KEPT) journal.append(segment);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  socket.unref();
  return {
    address: `127.0.0.1:${portOf(socket)}`,
    received: () => received,
    close: () => {
      socket.close();
      journal.close();
    },
  };
}

function portOf(socket: Socket): number {
  return socket.address().port;
}

/** A datagram is a header line of JSON, then the segment. */
function segmentIn(datagram: Buffer): Record<string, unknown> | undefined {
  const text = datagram.toString("utf8");
  const body = text.slice(text.indexOf("\n") + 1);
  try {
    const segment: unknown = JSON.parse(body);
    return isJsonObject(segment) ? segment : undefined;
  } catch {
    return undefined;
  }
}
