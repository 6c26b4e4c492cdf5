import type { Json, JsonObject } from "../template/model.ts";
import type { TrafficRule } from "./network-model.ts";

const EVERYTHING: TrafficRule = {
  protocol: "everything",
  fromPort: 0,
  toPort: 65_535,
  peer: { kind: "cidr", cidr: "0.0.0.0/0" },
};

/** Rules for what leaves. A group without any has AWS's own, which lets everything out. */
export function egressOf(rules: readonly JsonObject[]): readonly TrafficRule[] {
  if (rules.length === 0) return [EVERYTHING];
  return rules.flatMap((rule) => ruleOf(rule, "Destination"));
}

/** Rules for what comes in. A group without any lets nothing in. */
export function ingressOf(rules: readonly JsonObject[]): readonly TrafficRule[] {
  return rules.flatMap((rule) => ruleOf(rule, "Source"));
}

/** No rule where the protocol has no ports (ICMP) or the peer is IPv6: nothing here speaks either. */
function ruleOf(rule: JsonObject, side: "Source" | "Destination"): TrafficRule[] {
  const protocol = protocolOf(rule["IpProtocol"]);
  const peer = peerOf(rule, side);
  if (protocol === undefined || peer === undefined) return [];
  const hasPorts = protocol !== "everything";
  return [
    {
      protocol,
      fromPort: hasPorts ? Number(rule["FromPort"] ?? 0) : 0,
      toPort: hasPorts ? Number(rule["ToPort"] ?? 65_535) : 65_535,
      peer,
    },
  ];
}

function protocolOf(value: Json | undefined): TrafficRule["protocol"] | undefined {
  const name = String(value);
  if (name === "-1") return "everything";
  return name === "tcp" || name === "udp" ? name : undefined;
}

function peerOf(rule: JsonObject, side: "Source" | "Destination"): TrafficRule["peer"] | undefined {
  const cidr = rule["CidrIp"];
  if (cidr !== undefined) return { kind: "cidr", cidr: String(cidr) };
  const group = rule[`${side}SecurityGroupId`];
  if (group !== undefined) return { kind: "group", groupId: String(group) };
  const list = rule[`${side}PrefixListId`];
  return list === undefined ? undefined : { kind: "prefix-list", prefixListId: String(list) };
}
