import type { TrafficRule, NetworkModel } from "./network-model.ts";
import { answeredNames, reachInternet, type Placement } from "./reach.ts";
import { leadsTo, PUBLIC_ADDRESS } from "./traffic.ts";

/** What a function's worker needs to judge its own sockets: plain data, handed over when the worker starts. */
export interface SocketRules {
  readonly functionName: string;
  readonly subnetIds: readonly string[];
  /** `tcp host:port` of the cloud itself, and `udp host:port`: it judges what comes there by the service that is asked. */
  readonly cloud: readonly string[];
  /** Ports of public addresses that the network carries packets to, or why it carries none. */
  readonly internet:
    | { readonly isOpen: true; readonly ports: readonly OpenPorts[] }
    | { readonly isOpen: false; readonly cause: string; readonly remedy: string };
  /** The only names that are answered, where a DNS firewall stands before the resolver. */
  readonly names?: readonly string[];
}

export interface OpenPorts {
  readonly protocol: TrafficRule["protocol"];
  readonly fromPort: number;
  readonly toPort: number;
}

/** The rules for a function that stands in a VPC. */
export function socketRules(network: NetworkModel, placement: Placement, cloud: readonly string[]): SocketRules {
  const { functionName, subnetIds, securityGroupIds } = placement;
  const ports = securityGroupIds
    .flatMap((id) => network.securityGroups.get(id)?.egress ?? [])
    .filter((rule) => leadsTo(rule, PUBLIC_ADDRESS));
  // Whichever port is open: with none, HTTPS says what is missing.
  const [first = { protocol: "tcp", fromPort: 443 } as const] = ports;
  const protocol = first.protocol === "udp" ? "udp" : "tcp";
  const verdict = reachInternet(network, placement, { protocol, port: first.fromPort });
  const names = answeredNames(network, placement);
  return {
    functionName,
    subnetIds,
    cloud,
    internet: verdict.allowed
      ? { isOpen: true, ports: ports.map(({ peer: _peer, ...open }) => open) }
      : { isOpen: false, cause: verdict.cause, remedy: verdict.remedy },
    ...(names === undefined ? {} : { names }),
  };
}
