import type { TrafficRule } from "./network-model.ts";

/** What a rule may lead to. */
export type Target =
  | { readonly kind: "public" }
  /** What a gateway endpoint routes. */
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "interface"; readonly groupIds: readonly string[]; readonly cidrs: readonly string[] };

/** Some address of the internet: nobody knows which, so only a rule for all of them leads there. */
export const PUBLIC_ADDRESS: Target = { kind: "public" };

const EVERYWHERE = "0.0.0.0/0";

/** AWS's lists of addresses in us-east-1, by the service that they are of. */
const PREFIX_LISTS: Readonly<Record<string, string>> = { "pl-63a5400a": "s3", "pl-02cd2c6b": "dynamodb" };

/** True if the rule is for this protocol and port. */
export function opens(
  rule: TrafficRule,
  { protocol, port }: { readonly protocol: string; readonly port: number },
): boolean {
  if (rule.protocol === "everything") return true;
  return rule.protocol === protocol && rule.fromPort <= port && port <= rule.toPort;
}

/** True if the rule's peer is, or contains, the target. */
export function leadsTo({ peer }: TrafficRule, target: Target): boolean {
  if (peer.kind === "cidr" && peer.cidr === EVERYWHERE) return true;
  switch (target.kind) {
    case "public":
      return false;
    case "service":
      return peer.kind === "prefix-list" && PREFIX_LISTS[peer.prefixListId] === target.service;
    case "interface":
      if (peer.kind === "group") return target.groupIds.includes(peer.groupId);
      return (
        peer.kind === "cidr" && target.cidrs.length > 0 && target.cidrs.every((each) => cidrHolds(peer.cidr, each))
      );
  }
}

/** True if every address of the inner IPv4 block is in the outer one. */
export function cidrHolds(outer: string, inner: string): boolean {
  const [around, within] = [blockOf(outer), blockOf(inner)];
  if (around === undefined || within === undefined || around.bits > within.bits) return false;
  const size = 2 ** (32 - around.bits);
  return Math.floor(around.base / size) === Math.floor(within.base / size);
}

function blockOf(cidr: string): { readonly base: number; readonly bits: number } | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (match === null) return undefined;
  return { base: match.slice(1, 5).reduce((sum, octet) => sum * 256 + Number(octet), 0), bits: Number(match[5]) };
}
