import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import workerThreads from "node:worker_threads";
import type { SocketRules } from "../network/socket-rules.ts";
import { connectTarget, datagramTarget, type SocketTarget } from "./socket-target.ts";

// Runs inside a worker before the function's code is loaded. It holds whoever uses Node's interfaces; it is no sandbox
// against code that breaks out of JavaScript (docs/emulation.md).

/** Holds every socket of this worker to what the function's network would carry. It cannot be taken off again. */
export function holdToNetwork(rules: SocketRules): void {
  holdConnections(rules);
  holdDatagrams(rules);
  if (rules.names !== undefined) holdNames(rules, rules.names);
  holdWaysAround(rules);
  syncBuiltinESMExports();
}

function holdConnections(rules: SocketRules): void {
  const connect = net.Socket.prototype.connect;
  fix(net.Socket.prototype, "connect", function (this: net.Socket, ...args: unknown[]): net.Socket {
    const refusal = refusalOf(rules, connectTarget(args));
    if (refusal === undefined) return Reflect.apply(connect, this, args) as net.Socket;
    // A real one would wait for an answer until the caller gives up.
    Reflect.set(this, "connecting", true);
    process.nextTick(() => this.destroy(refusal));
    return this;
  });
}

function holdDatagrams(rules: SocketRules): void {
  const send = dgram.Socket.prototype.send;
  fix(dgram.Socket.prototype, "send", function (this: dgram.Socket, ...args: unknown[]): void {
    const target = datagramTarget(args);
    const refusal = target === undefined ? undefined : refusalOf(rules, target);
    if (refusal === undefined) return void Reflect.apply(send, this, args);
    const done = args.at(-1);
    process.nextTick(() => (typeof done === "function" ? void done(refusal, 0) : this.emit("error", refusal)));
  });
  const connect = dgram.Socket.prototype.connect;
  fix(dgram.Socket.prototype, "connect", function (this: dgram.Socket, ...args: unknown[]): void {
    const refusal = refusalOf(rules, { protocol: "udp", port: Number(args[0]), host: hostOf(args[1]) });
    if (refusal === undefined) return void Reflect.apply(connect, this, args);
    process.nextTick(() => this.emit("error", refusal));
  });
}

function hostOf(value: unknown): string {
  return typeof value === "string" ? value : "127.0.0.1";
}

/** Look-ups, in callback and promise form. */
function holdNames(rules: SocketRules, names: readonly string[]): void {
  const isAnswered = (name: unknown): boolean =>
    net.isIP(String(name)) !== 0 || names.some((each) => fits(each, String(name)));
  const refused = (name: unknown): Error => {
    const cause = `${rules.functionName} stands in a VPC whose DNS firewall answers only names of AWS services.`;
    return Object.assign(new Error(`queryA ENOTFOUND ${String(name)}: ${cause}`), {
      code: "ENOTFOUND",
      syscall: "queryA",
      hostname: String(name),
      cause,
    });
  };
  const isLookUp = (name: string): boolean => /^(lookup|resolve\w*|reverse|lookupService)$/.test(name);
  const hold = (owner: object, answer: (error: Error, args: readonly unknown[]) => unknown): void => {
    for (const name of Object.getOwnPropertyNames(owner).filter(isLookUp)) {
      const original: unknown = Reflect.get(owner, name);
      if (typeof original !== "function") continue;
      fix(owner, name, function (this: unknown, ...args: unknown[]): unknown {
        return isAnswered(args[0]) ? Reflect.apply(original, this, args) : answer(refused(args[0]), args);
      });
    }
  };
  const byCallback = (error: Error, args: readonly unknown[]): void => {
    const done = args.at(-1);
    if (typeof done === "function") process.nextTick(() => void done(error));
  };
  const byPromise = async (error: Error): Promise<never> => {
    throw error;
  };
  for (const owner of [dns, dns.Resolver.prototype, Object.getPrototypeOf(dns.Resolver.prototype)])
    hold(owner as object, byCallback);
  for (const owner of [dns.promises, dns.promises.Resolver.prototype]) hold(owner, byPromise);
}

function fits(pattern: string, name: string): boolean {
  return pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) : name === pattern;
}

/** What starts code that nobody holds: refused in a function whose sockets are held. */
function holdWaysAround({ functionName }: SocketRules): void {
  const refuse = (what: string) =>
    function (): never {
      const cause = `${functionName} stands in a VPC, and ${what} would not be held to its network here.`;
      throw Object.assign(new Error(cause), {
        code: "ERR_NOT_SIMULATED",
        remedy: "Do it without, or in a function outside the VPC.",
      });
    };
  for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"]) {
    fix(childProcess, name, refuse("another process"));
  }
  fix(workerThreads, "Worker", refuse("another worker"));
  fix(process, "binding", refuse("a binding of Node's inside"));
  fix(process, "_linkedBinding", refuse("a binding of Node's inside"));
  fix(process, "dlopen", refuse("native code"));
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
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** Puts it there for good. */
function fix(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: false, configurable: false, enumerable: true });
}
