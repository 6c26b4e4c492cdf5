/** Where a socket is to go. A path of the file system stands as host, with port 0. */
export interface SocketTarget {
  readonly protocol: "tcp" | "udp";
  readonly host: string;
  readonly port: number;
}

const LOCAL = "127.0.0.1";

/** What `net.Socket#connect` was asked for: `(options)`, `(port, host)`, `(path)`, or a list of these from Node itself. */
export function connectTarget(args: readonly unknown[]): SocketTarget {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === "object" && first !== null) {
    const { path, host, port } = first as { readonly path?: unknown; readonly host?: unknown; readonly port?: unknown };
    if (typeof path === "string") return toPath(path);
    return { protocol: "tcp", host: textOr(host), port: Number(port) };
  }
  if (typeof first === "string" && !/^\d+$/.test(first)) return toPath(first);
  return { protocol: "tcp", host: textOr(args[1]), port: Number(first) };
}

/** What `dgram.Socket#send` was asked for; undefined for one that was connected before. */
export function datagramTarget(args: readonly unknown[]): SocketTarget | undefined {
  const isSlice = typeof args[1] === "number" && typeof args[2] === "number";
  const [port, host] = isSlice ? [args[3], args[4]] : [args[1], args[2]];
  return typeof port === "number" || typeof port === "string"
    ? { protocol: "udp", host: textOr(host), port: Number(port) }
    : undefined;
}

function toPath(path: string): SocketTarget {
  return { protocol: "tcp", host: path, port: 0 };
}

function textOr(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : LOCAL;
}
