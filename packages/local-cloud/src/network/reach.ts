import type { Endpoint, NetworkModel, Subnet, TrafficRule, WayOut } from "./network-model.ts";
import { cidrHolds, leadsTo, opens, PUBLIC_ADDRESS } from "./traffic.ts";

/** Where a function stands. */
export interface Placement {
  readonly functionName: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** Where a socket is to go: a public address of the internet, by protocol and port. */
export interface PublicDestination {
  readonly protocol: "tcp" | "udp";
  readonly port: number;
}

/** Why the network carries nothing there, and what would change that. */
export interface Refusal {
  readonly allowed: false;
  /** One sentence that names function, subnet and the missing route or rule. */
  readonly cause: string;
  readonly remedy: string;
}
export type Verdict = { readonly allowed: true; readonly endpoint?: Endpoint } | Refusal;

const HTTPS = 443;
const ALLOWED: Verdict = { allowed: true };

/** Whether a function's network carries packets to a public address: a route from each of its subnets, and a rule. */
export function reachInternet(network: NetworkModel, placement: Placement, destination: PublicDestination): Verdict {
  const place = standing(network, placement);
  for (const subnet of place.subnets) {
    const refusal = withoutWayOut(network, placement, subnet);
    if (refusal !== undefined) return refusal;
  }
  const isLetOut = place.egress.some((rule) => opens(rule, destination) && leadsTo(rule, PUBLIC_ADDRESS));
  if (isLetOut) return ALLOWED;
  const { functionName, securityGroupIds } = placement;
  return {
    allowed: false,
    cause: `${functionName} may not send ${destination.protocol} to port ${destination.port} of public addresses: no egress rule of ${securityGroupIds.join(", ")} lets it out.`,
    remedy: `Add an egress rule to the security group in services/platform/resources/network.yml, if ${functionName} has to reach it.`,
  };
}

/**
 * Whether a function's network carries requests to an AWS service: through an endpoint for it where the VPC has one,
 * else as to any public address.
 * @param service the last part of the endpoint's name, e.g. "bedrock-runtime"
 */
export function reachService(network: NetworkModel, placement: Placement, service: string): Verdict {
  const place = standing(network, placement);
  const endpoint = endpointOnTheWay(network, placement, service);
  if (endpoint !== undefined) return throughEndpoint(network, { placement, ...place, endpoint });
  const out = reachInternet(network, placement, { protocol: "tcp", port: HTTPS });
  if (out.allowed) return out;
  return {
    allowed: false,
    cause: `${placement.functionName} cannot reach the service ${service}: there is no endpoint for it where it stands. ${out.cause}`,
    remedy: `Add an endpoint for ${service} to services/platform/resources/endpoints.yml, or name ${placement.functionName} an internet function in custom.guard.tiers of its service.`,
  };
}

/**
 * The endpoint that carries a function's requests to an AWS service, if there is one, whatever the security groups say.
 * @param service the last part of the endpoint's name, e.g. "bedrock-runtime"
 */
export function endpointOnTheWay(network: NetworkModel, placement: Placement, service: string): Endpoint | undefined {
  const { subnets } = standing(network, placement);
  const vpcs = new Set(subnets.map(({ vpcId }) => vpcId));
  return network.endpoints.find((each) => each.service === service && vpcs.has(each.vpcId) && serves(each, subnets));
}

/** The names that a DNS firewall answers where the function stands; undefined where every name is answered. */
export function answeredNames(network: NetworkModel, placement: Placement): readonly string[] | undefined {
  const vpcs = new Set(standing(network, placement).subnets.map(({ vpcId }) => vpcId));
  const firewalls = network.answeredNames.filter(({ vpcId }) => vpcs.has(vpcId));
  return firewalls.length === 0 ? undefined : firewalls.flatMap(({ domains }) => domains);
}

interface Standing {
  readonly subnets: readonly Subnet[];
  readonly egress: readonly TrafficRule[];
}

/** A subnet or group that nobody made is one without routes and rules. */
function standing(network: NetworkModel, { subnetIds, securityGroupIds }: Placement): Standing {
  const nowhere = { vpcId: "", cidr: "", routeTableId: undefined };
  return {
    subnets: subnetIds.map((subnetId) => network.subnets.get(subnetId) ?? { subnetId, ...nowhere }),
    egress: securityGroupIds.flatMap((id) => network.securityGroups.get(id)?.egress ?? []),
  };
}

/** A gateway serves the subnets whose route tables it is in, an interface with private names the whole VPC. */
function serves(endpoint: Endpoint, subnets: readonly Subnet[]): boolean {
  if (endpoint.kind === "interface") return endpoint.hasPrivateNames;
  return subnets.every(({ routeTableId = "" }) => endpoint.routeTableIds.includes(routeTableId));
}

function withoutWayOut(network: NetworkModel, { functionName }: Placement, subnet: Subnet): Refusal | undefined {
  const way = wayOutOf(network, subnet);
  const where = `${functionName} stands in ${subnet.subnetId} (${subnet.cidr})`;
  const remedy = `Name ${functionName} an internet function in custom.guard.tiers of its service, if it has to speak with others than AWS.`;
  if (way === undefined) {
    const cause = `${where}, whose route table has no route to 0.0.0.0/0: no packet leaves the VPC.`;
    return { allowed: false, cause, remedy };
  }
  if (way.kind === "internet-gateway") {
    const cause = `${where}, a public subnet: a function has no public address, so nothing comes back through ${way.id}.`;
    return { allowed: false, cause, remedy: "Put it into subnets behind a NAT gateway or instance." };
  }
  const natSubnet = network.subnets.get(way.subnetId);
  if (natSubnet !== undefined && wayOutOf(network, natSubnet)?.kind === "internet-gateway") return undefined;
  const cause = `${where}; ${way.id}, which it is routed to, stands in ${way.subnetId}, which has no route to an internet gateway.`;
  return { allowed: false, cause, remedy: "Put the NAT into a public subnet." };
}

function wayOutOf(network: NetworkModel, { routeTableId }: Subnet): WayOut | undefined {
  return routeTableId === undefined ? undefined : network.waysOut.get(routeTableId);
}

interface Passage extends Standing {
  readonly placement: Placement;
  readonly endpoint: Endpoint;
}

function throughEndpoint(network: NetworkModel, { placement, egress, subnets, endpoint }: Passage): Verdict {
  const destination = { protocol: "tcp", port: HTTPS } as const;
  const letsOut = (rule: TrafficRule): boolean =>
    opens(rule, destination) && leadsTo(rule, endpointPeer(endpoint, network));
  const { functionName, securityGroupIds } = placement;
  if (!egress.some(letsOut)) {
    return {
      allowed: false,
      cause: `${functionName} cannot reach the endpoint of ${endpoint.service} (${endpoint.id}): no egress rule of ${securityGroupIds.join(", ")} lets HTTPS out to it.`,
      remedy: "Add the rule to the security group in services/platform/resources/network.yml.",
    };
  }
  if (endpoint.kind === "gateway" || letsIn(network, { placement, egress, subnets, endpoint })) {
    return { allowed: true, endpoint };
  }
  return {
    allowed: false,
    cause: `The endpoint of ${endpoint.service} (${endpoint.id}) takes nothing from ${functionName}: no ingress rule of ${endpoint.securityGroupIds.join(", ")} names ${securityGroupIds.join(", ")}.`,
    remedy: "Add the rule to the endpoints' security group in services/platform/resources/network.yml.",
  };
}

function endpointPeer(endpoint: Endpoint, network: NetworkModel): Parameters<typeof leadsTo>[1] {
  if (endpoint.kind === "gateway") return { kind: "service", service: endpoint.service };
  const cidrs = endpoint.subnetIds.flatMap((id) => network.subnets.get(id)?.cidr ?? []);
  return { kind: "interface", groupIds: endpoint.securityGroupIds, cidrs };
}

function letsIn(network: NetworkModel, { placement, subnets, endpoint }: Passage): boolean {
  const rules = endpoint.securityGroupIds.flatMap((id) => network.securityGroups.get(id)?.ingress ?? []);
  return rules
    .filter((rule) => opens(rule, { protocol: "tcp", port: HTTPS }))
    .some(({ peer }) => {
      if (peer.kind === "group") return placement.securityGroupIds.includes(peer.groupId);
      return peer.kind === "cidr" && subnets.every(({ cidr }) => cidrHolds(peer.cidr, cidr));
    });
}
