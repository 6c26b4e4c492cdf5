import type { Json, JsonObject } from "../../model.ts";
import type { Objection, Rule, RuledResource } from "../objection.ts";
import { certainNumber, certainText, excludesEachOther, needsOneOf, object, objectsOf } from "./objections.ts";

const ZONE = /^us-east-1[a-f]$/;
const PROTOCOLS = ["tcp", "udp", "icmp", "icmpv6", "-1"];
const TARGETS = [
  "GatewayId",
  "NatGatewayId",
  "InstanceId",
  "NetworkInterfaceId",
  "VpcPeeringConnectionId",
  "TransitGatewayId",
  "EgressOnlyInternetGatewayId",
  "VpcEndpointId",
  "CarrierGatewayId",
  "LocalGatewayId",
  "CoreNetworkArn",
];

interface Block {
  readonly first: number;
  readonly last: number;
  readonly bits: number;
}

/** AWS::EC2::VPC. */
export const vpcRule: Rule = (resource) => [
  ...needsOneOf(resource, ["CidrBlock", "Ipv4IpamPoolId"]),
  ...blockObjections("CidrBlock", resource.properties["CidrBlock"], true),
];

/** AWS::EC2::Subnet: inside its network, beside the others, in a zone of the region. */
export const subnetRule: Rule = (resource, others) => {
  const { properties } = resource;
  const own = certainText(properties["CidrBlock"]);
  const block = own === undefined ? undefined : blockOf(own);
  const found = blockObjections("CidrBlock", own, true);
  const zone = certainText(properties["AvailabilityZone"]);
  if (zone !== undefined && !ZONE.test(zone)) {
    const cause = `${JSON.stringify(zone)} is no zone of us-east-1.`;
    found.push(object("AvailabilityZone", cause, "Use Fn::Select of Fn::GetAZs."));
  }
  if (block === undefined || found.length > 0) return found;
  return [...found, ...outside(resource, block, others), ...overlaps(resource, block, others)];
};

/** AWS::EC2::SecurityGroup. */
export const securityGroupRule: Rule = ({ properties }) =>
  ["SecurityGroupIngress", "SecurityGroupEgress"].flatMap((list) =>
    objectsOf(properties[list]).flatMap(([index, rule]) => ruleObjections(rule, `${list}[${index}].`)),
  );

/** AWS::EC2::SecurityGroupIngress and …Egress. */
export const groupRuleRule: Rule = ({ properties }) => ruleObjections(properties, "");

/** AWS::EC2::Route. */
export const routeRule: Rule = (resource) => [
  ...needsOneOf(resource, TARGETS),
  ...needsOneOf(resource, ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"]),
  ...excludesEachOther(resource, "GatewayId", "NatGatewayId"),
  ...blockObjections("DestinationCidrBlock", resource.properties["DestinationCidrBlock"], false),
];

function ruleObjections(rule: JsonObject, prefix: string): readonly Objection[] {
  const protocol = certainText(rule["IpProtocol"]) ?? String(certainNumber(rule["IpProtocol"]) ?? "");
  const [from, to] = [certainNumber(rule["FromPort"]), certainNumber(rule["ToPort"])];
  const found = [...blockObjections(`${prefix}CidrIp`, rule["CidrIp"], false)];
  const isNumber = /^\d+$/.test(protocol) && Number(protocol) <= 255;
  if (protocol !== "" && !PROTOCOLS.includes(protocol.toLowerCase()) && !isNumber) {
    const cause = `${JSON.stringify(protocol)} is no protocol.`;
    found.push(object(`${prefix}IpProtocol`, cause, `Write one of ${PROTOCOLS.join(", ")}, or a number.`));
    return found;
  }
  if (!["tcp", "udp", "6", "17"].includes(protocol.toLowerCase())) return found;
  for (const [name, port] of [
    ["FromPort", from],
    ["ToPort", to],
  ] as const) {
    if (rule[name] === undefined)
      found.push(object(`${prefix}${name}`, "TCP and UDP need their ports.", `Give it ${name}.`));
    else if (port !== undefined && (port < 0 || port > 65_535)) {
      found.push(object(`${prefix}${name}`, `${port} is no port.`, "Write one of 0 to 65535."));
    }
  }
  if (from !== undefined && to !== undefined && from > to) {
    found.push(object(`${prefix}FromPort`, `${from} is past ToPort, which is ${to}.`, "Make it ToPort or less."));
  }
  return found;
}

function outside(resource: RuledResource, block: Block, others: readonly RuledResource[]): readonly Objection[] {
  const network = others.find((each) => isOf(resource, each));
  const range = certainText(network?.properties["CidrBlock"]);
  const whole = range === undefined ? undefined : blockOf(range);
  if (whole === undefined || (block.first >= whole.first && block.last <= whole.last)) return [];
  const cause = `it is outside its network ${network?.logicalId ?? ""}, which is ${range}.`;
  return [object("CidrBlock", cause, `Write a part of ${range}.`)];
}

function overlaps(resource: RuledResource, block: Block, others: readonly RuledResource[]): readonly Objection[] {
  // The later one of two is told, once.
  const before = others.slice(0, others.indexOf(resource)).filter((each) => each.type === resource.type);
  return before.flatMap((each) => {
    const text = certainText(each.properties["CidrBlock"]);
    const other = text === undefined ? undefined : blockOf(text);
    const isSame = each.resolved["VpcId"] === resource.resolved["VpcId"];
    if (other === undefined || !isSame || other.last < block.first || other.first > block.last) return [];
    return [object("CidrBlock", `it overlaps with ${each.logicalId}, which is ${text}.`, "Write a part that is free.")];
  });
}

/** True where the other is the network that the subnet names. */
function isOf(subnet: RuledResource, other: RuledResource): boolean {
  return other.type === "AWS::EC2::VPC" && subnet.resolved["VpcId"] === other.physicalId;
}

function blockObjections(path: string, value: Json | undefined, isNetwork: boolean): Objection[] {
  const text = certainText(value);
  if (text === undefined) return [];
  const block = blockOf(text);
  if (block === undefined) return [object(path, `${JSON.stringify(text)} is no network.`, "Write it as 10.0.0.0/16.")];
  if (!isNetwork || (block.bits >= 16 && block.bits <= 28)) return [];
  return [object(path, `/${block.bits} is not a size that AWS has.`, "Make it /16 to /28.")];
}

function blockOf(text: string): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const bits = Number(match[5]);
  if (octets.some((octet) => octet > 255) || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, bits };
}
