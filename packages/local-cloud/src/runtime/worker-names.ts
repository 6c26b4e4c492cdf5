import dns from "node:dns";
import net from "node:net";
import type { SocketRules } from "../network/socket-rules.ts";
import { fix, refuse } from "./hold.ts";

type Answer = (error: Error, args: readonly unknown[]) => unknown;

const { apply } = Reflect;
const CALLBACKS: readonly object[] = [dns, dns.Resolver.prototype];
const PROMISES: readonly object[] = [dns.promises, dns.promises.Resolver.prototype];

/** Look-ups, in callback and promise form: only of the names that are answered, and never of another server. */
export function holdNames(rules: SocketRules): void {
  const refused = refuse(rules.functionName, "a name server of its own choice");
  for (const owner of [...CALLBACKS, ...PROMISES]) fix(owner, "setServers", refused);
  for (const { prototype } of [dns.Resolver, dns.promises.Resolver]) {
    fix(Object.getPrototypeOf(prototype) as object, "setServers", refused);
  }
  // Sockets ask it for the addresses of names: it may not be replaced by one that answers as it likes.
  if (rules.names === undefined) return fix(dns, "lookup", dns.lookup);
  for (const owner of CALLBACKS) holdLookUps(owner, rules, byCallback);
  for (const owner of PROMISES) holdLookUps(owner, rules, byPromise);
}

function holdLookUps(owner: object, rules: SocketRules, answer: Answer): void {
  for (const name of Object.getOwnPropertyNames(owner)) {
    if (!/^(lookup|resolve\w*|reverse|lookupService)$/.test(name)) continue;
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== "function") continue;
    fix(owner, name, function (this: unknown, ...args: unknown[]): unknown {
      return isAnswered(rules, name, args[0]) ? apply(original, this, args) : answer(notFound(rules, args[0]), args);
    });
  }
}

function isAnswered({ names = [] }: SocketRules, lookUp: string, name: unknown): boolean {
  // Only `lookup` gives an address back without a question; the others ask for it under in-addr.arpa or as it stands.
  if (net.isIP(String(name)) !== 0) return lookUp === "lookup";
  return names.some((each) => fits(each, String(name)));
}

function fits(pattern: string, name: string): boolean {
  return pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) : name === pattern;
}

function notFound({ functionName }: SocketRules, name: unknown): Error {
  const cause = `${functionName} stands in a VPC whose DNS firewall answers only names of AWS services.`;
  return Object.assign(new Error(`queryA ENOTFOUND ${String(name)}: ${cause}`), {
    code: "ENOTFOUND",
    syscall: "queryA",
    hostname: String(name),
    cause,
  });
}

function byCallback(error: Error, args: readonly unknown[]): void {
  const done = args.at(-1);
  if (typeof done === "function") process.nextTick(() => void done(error));
}

async function byPromise(error: Error): Promise<never> {
  throw error;
}
