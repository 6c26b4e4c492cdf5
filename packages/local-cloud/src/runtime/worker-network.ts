import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import type { SocketRules } from "../network/socket-rules.ts";
import { fix, refuse } from "./hold.ts";
import { connectCall, datagramPeer, datagramTarget, type SocketTarget } from "./socket-target.ts";
import { holdNames } from "./worker-names.ts";
import { holdWaysAround } from "./worker-ways-around.ts";

// Runs inside a worker before the function's code is loaded. It holds whoever uses Node's interfaces; it is no sandbox
// against code that breaks out of JavaScript (docs/emulation.md).

// Taken before the function's code can put something else there, which would be handed what is held back.
const { apply, construct } = Reflect;
const { lookup } = dns;

/** Holds every socket of this worker to what the function's network would carry. It cannot be taken off again. */
export function holdToNetwork(given: SocketRules): void {
  // The worker's data are the function's to change: it is held to a copy.
  const rules = structuredClone(given);
  holdConnections(rules);
  holdDatagrams(rules);
  holdLookUpsOfDatagrams(rules);
  holdNames(rules);
  holdWaysAround(rules.functionName);
  syncBuiltinESMExports();
}

function holdConnections(rules: SocketRules): void {
  const connect = net.Socket.prototype.connect;
  fix(net.Socket.prototype, "connect", function (this: net.Socket, ...args: unknown[]): net.Socket {
    const { target, options, callback } = connectCall(args);
    const refusal = refusalOf(rules, target);
    if (refusal === undefined) {
      // It was judged as this machine's: no look-up of the caller's may lead elsewhere.
      if (options["host"] === "localhost") options["lookup"] = lookup;
      return apply(connect, this, [options, callback]) as net.Socket;
    }
    // A real one would wait for an answer until the caller gives up.
    Reflect.set(this, "connecting", true);
    process.nextTick(() => this.destroy(refusal));
    return this;
  });
}

function holdDatagrams(rules: SocketRules): void {
  const { send, connect, connectSync, remoteAddress } = dgram.Socket.prototype as dgram.Socket & {
    readonly connectSync?: unknown;
  };
  const refusalFor = (target: SocketTarget | undefined): Error | undefined =>
    target === undefined ? undefined : refusalOf(rules, target);
  const isConnected = (socket: dgram.Socket): boolean => {
    try {
      return apply(remoteAddress, socket, []) !== undefined;
    } catch {
      return false;
    }
  };
  fix(dgram.Socket.prototype, "send", function (this: dgram.Socket, ...args: unknown[]): void {
    const refusal = isConnected(this) ? undefined : refusalFor(datagramTarget(args));
    if (refusal === undefined) return void apply(send, this, args);
    const done = args.at(-1);
    process.nextTick(() => (typeof done === "function" ? void done(refusal, 0) : this.emit("error", refusal)));
  });
  fix(dgram.Socket.prototype, "connect", function (this: dgram.Socket, ...args: unknown[]): void {
    const refusal = refusalFor(datagramPeer(args[0], args[1]));
    if (refusal === undefined) return void apply(connect, this, args);
    process.nextTick(() => this.emit("error", refusal));
  });
  if (typeof connectSync !== "function") return;
  fix(dgram.Socket.prototype, "connectSync", function (this: dgram.Socket, ...args: unknown[]): unknown {
    const refusal = refusalFor(datagramPeer(args[0], args[1]));
    if (refusal !== undefined) throw refusal;
    return apply(connectSync, this, args);
  });
}

/** A datagram's look-up is asked even for addresses: one of the caller's could lead what was judged elsewhere. */
function holdLookUpsOfDatagrams({ functionName }: SocketRules): void {
  const { Socket } = dgram;
  const refused = refuse(functionName, "a datagram's own look-up");
  const Held = function (type: unknown, listener?: unknown): dgram.Socket {
    const options: unknown = typeof type === "object" && type !== null ? { ...type, ...typeAndLookup(type) } : type;
    if (typeof options === "object" && options !== null && Reflect.get(options, "lookup") !== undefined) refused();
    return construct(Socket, [options, listener], new.target ?? Held) as dgram.Socket;
  };
  Held.prototype = Socket.prototype;
  fix(Socket.prototype, "constructor", Held);
  fix(dgram, "Socket", Held);
  fix(dgram, "createSocket", (type: unknown, listener?: unknown) => Held(type, listener));
}

function typeAndLookup(options: object): object {
  return { type: Reflect.get(options, "type"), lookup: Reflect.get(options, "lookup") };
}

/** An error like a connection's that was never answered, with what is missing. */
function refusalOf(rules: SocketRules, target: SocketTarget): Error | undefined {
  const reason = reasonAgainst(rules, target);
  if (reason === undefined) return undefined;
  const { host, port, protocol } = target;
  const syscall = protocol === "udp" ? "send" : "connect";
  return Object.assign(new Error(`${syscall} ETIMEDOUT ${host}:${port}: ${reason.cause}`), {
    code: "ETIMEDOUT",
    errno: -110,
    syscall,
    address: host,
    port,
    functionName: rules.functionName,
    subnetIds: rules.subnetIds,
    ...reason,
  });
}

function reasonAgainst(rules: SocketRules, target: SocketTarget): { cause: string; remedy: string } | undefined {
  if (rules.cloud.includes(`${target.protocol} ${target.host}:${target.port}`)) return undefined;
  const { internet, functionName } = rules;
  if (!internet.isOpen) return { cause: internet.cause, remedy: internet.remedy };
  // On this machine vendors stand on ports of the loopback address; in AWS all of them stand on 443.
  const port = isLoopback(target.host) ? 443 : target.port;
  const isLetOut = internet.ports.some(
    (open) =>
      (open.protocol === "everything" || open.protocol === target.protocol) &&
      open.fromPort <= port &&
      port <= open.toPort,
  );
  if (isLetOut) return undefined;
  return {
    cause: `${functionName} may not send ${target.protocol} to port ${port}: no egress rule of its security groups lets it out.`,
    remedy: "Add an egress rule to the security group in services/platform/resources/network.yml, if it has to.",
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (net.isIPv4(host) && host.startsWith("127."));
}
