import type { PolicyDocument } from "@agentic-pm/iam";
import { isJsonObject, type JsonObject } from "../template/model.ts";
import type { AnsweredNames, Endpoint, NetworkModel, SecurityGroup, Subnet, WayOut } from "./network-model.ts";
import { egressOf, ingressOf } from "./read-rules.ts";

/** A resource with every function in its properties resolved: made, or foretold from a template. */
export interface NetworkResource {
  readonly type: string;
  readonly physicalId: string;
  readonly properties: JsonObject;
}

/** Reads the networks out of resources; other types are passed over. */
export function readNetwork(resources: readonly NetworkResource[]): NetworkModel {
  const ofType = (type: string): readonly NetworkResource[] => resources.filter((each) => each.type === type);
  const subnets = ofType("AWS::EC2::Subnet").map((each) => subnetOf(each, resources));
  return {
    subnets: new Map(subnets.map((subnet) => [subnet.subnetId, subnet])),
    securityGroups: new Map(
      ofType("AWS::EC2::SecurityGroup").map((each) => [each.physicalId, securityGroupOf(each, resources)]),
    ),
    waysOut: new Map(ofType("AWS::EC2::Route").flatMap((each) => wayOutOf(each, resources))),
    endpoints: ofType("AWS::EC2::VPCEndpoint").map(endpointOf),
    answeredNames: ofType("AWS::Route53Resolver::FirewallRuleGroupAssociation").map((each) =>
      answeredNamesOf(each, resources),
    ),
  };
}

function subnetOf({ physicalId, properties }: NetworkResource, resources: readonly NetworkResource[]): Subnet {
  const association = resources.find(
    (each) => each.type === "AWS::EC2::SubnetRouteTableAssociation" && text(each, "SubnetId") === physicalId,
  );
  return {
    subnetId: physicalId,
    vpcId: String(properties["VpcId"]),
    cidr: String(properties["CidrBlock"]),
    routeTableId: association === undefined ? undefined : text(association, "RouteTableId"),
  };
}

function securityGroupOf(group: NetworkResource, resources: readonly NetworkResource[]): SecurityGroup {
  const standalone = (type: string): readonly JsonObject[] =>
    resources
      .filter((each) => each.type === type && text(each, "GroupId") === group.physicalId)
      .map(({ properties }) => properties);
  return {
    groupId: group.physicalId,
    egress: egressOf([
      ...objects(group.properties["SecurityGroupEgress"]),
      ...standalone("AWS::EC2::SecurityGroupEgress"),
    ]),
    ingress: ingressOf([
      ...objects(group.properties["SecurityGroupIngress"]),
      ...standalone("AWS::EC2::SecurityGroupIngress"),
    ]),
  };
}

function wayOutOf(route: NetworkResource, resources: readonly NetworkResource[]): [string, WayOut][] {
  if (text(route, "DestinationCidrBlock") !== "0.0.0.0/0") return [];
  const table = text(route, "RouteTableId");
  const gateway = text(route, "GatewayId");
  if (gateway !== "") return [[table, { kind: "internet-gateway", id: gateway }]];
  const id = text(route, "NatGatewayId") || text(route, "InstanceId");
  const nat = resources.find(({ physicalId }) => physicalId === id);
  return nat === undefined ? [] : [[table, { kind: "nat", id, subnetId: text(nat, "SubnetId") }]];
}

function endpointOf({ physicalId, properties }: NetworkResource): Endpoint {
  const policy = properties["PolicyDocument"];
  return {
    id: physicalId,
    service: String(properties["ServiceName"]).split(".").at(-1) ?? "",
    vpcId: String(properties["VpcId"]),
    kind: properties["VpcEndpointType"] === "Interface" ? "interface" : "gateway",
    routeTableIds: texts(properties["RouteTableIds"]),
    subnetIds: texts(properties["SubnetIds"]),
    securityGroupIds: texts(properties["SecurityGroupIds"]),
    hasPrivateNames: String(properties["PrivateDnsEnabled"]) === "true",
    policy: isJsonObject(policy) ? (policy as unknown as PolicyDocument) : undefined,
  };
}

function answeredNamesOf(association: NetworkResource, resources: readonly NetworkResource[]): AnsweredNames {
  const found = (id: string): JsonObject => resources.find(({ physicalId }) => physicalId === id)?.properties ?? {};
  const allowing = objects(found(text(association, "FirewallRuleGroupId"))["FirewallRules"]).filter(
    (rule) => rule["Action"] === "ALLOW",
  );
  const domains = allowing.flatMap((rule) => texts(found(String(rule["FirewallDomainListId"]))["Domains"]));
  return { vpcId: text(association, "VpcId"), domains };
}

function text({ properties }: NetworkResource, name: string): string {
  return String(properties[name] ?? "");
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
