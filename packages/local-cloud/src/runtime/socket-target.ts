/** Where a socket is to go. A path of the file system stands as host, with port 0. */
export interface SocketTarget {
  readonly protocol: "tcp" | "udp";
  readonly host: string;
  readonly port: number;
}

/** What a socket was asked to connect to, read once: what is judged is what is connected to. */
export interface ConnectCall {
  readonly target: SocketTarget;
  readonly options: Record<string, unknown>;
  readonly callback: unknown;
}

const LOCAL = "127.0.0.1";
/** Options that Node reads wherever they stand, so also those of a class. */
const READ_BY_NODE = ["path", "host", "port", "family", "hints", "lookup", "localAddress", "localPort"];

/** What `net.Socket#connect` was asked for: `(options)`, `(port, host)`, `(path)`, or a list of these from Node itself. */
export function connectCall(args: readonly unknown[]): ConnectCall {
  const list: readonly unknown[] = Array.isArray(args[0]) ? args[0] : args;
  const last = list.at(-1);
  const options = plainOptions(list);
  return { target: targetOf(options), options, callback: typeof last === "function" ? last : undefined };
}

/** What `dgram.Socket#send` was asked for, by a socket that is not connected; undefined where Node refuses the port. */
export function datagramTarget(args: readonly unknown[]): SocketTarget | undefined {
  // Node's own way of telling `(message, offset, length, port, address)` from `(message, port, address)`.
  const isSlice = Boolean(args[4]) || (Boolean(args[3]) && typeof args[3] !== "function");
  const [port, host] = isSlice ? [args[3], args[4]] : [args[1], args[2]];
  return datagramPeer(port, host);
}

/** What `dgram.Socket#connect` was asked for; undefined where Node refuses the port. */
export function datagramPeer(port: unknown, host: unknown): SocketTarget | undefined {
  if (typeof port !== "number" && typeof port !== "string") return undefined;
  return { protocol: "udp", host: typeof host === "string" && host !== "" ? host : LOCAL, port: Number(port) };
}

function plainOptions([first, second]: readonly unknown[]): Record<string, unknown> {
  if (typeof first === "object" && first !== null) return normalised(copyOf(first));
  if (typeof first === "string" && !(Number(first) >= 0)) return normalised({ path: first });
  return normalised({ port: first, host: typeof second === "string" ? second : undefined });
}

function copyOf(options: object): Record<string, unknown> {
  const copy = Object.create(null) as Record<string, unknown>;
  for (const name in options) copy[name] = Reflect.get(options, name);
  for (const name of READ_BY_NODE) {
    if (!(name in copy) && name in options) copy[name] = Reflect.get(options, name);
  }
  return copy;
}

/** With a path, or with host and port, as text that stays what it is. */
function normalised({ path, host, port, ...rest }: Record<string, unknown>): Record<string, unknown> {
  const isPath = path !== undefined && path !== null && path !== false && path !== "";
  return isPath ? { ...rest, path: String(path) } : { ...rest, port, host: host ? String(host) : "localhost" };
}

function targetOf({ path, host, port }: Record<string, unknown>): SocketTarget {
  if (typeof path === "string") return { protocol: "tcp", host: path, port: 0 };
  const isDefault = host === "localhost";
  return { protocol: "tcp", host: isDefault ? LOCAL : String(host), port: Number(port) };
}
