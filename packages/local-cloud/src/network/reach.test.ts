import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../template/model.ts";
import { answeredNames, reachInternet, reachService, type Placement } from "./reach.ts";
import { readNetwork, type NetworkResource } from "./read-network.ts";

const made = (type: string, physicalId: string, properties: JsonObject = {}): NetworkResource => ({
  type: `AWS::${type}`,
  physicalId,
  properties,
});
const HTTPS = { IpProtocol: "tcp", FromPort: 443, ToPort: 443 };
const OUT = { protocol: "tcp", port: 443 } as const;

/** One VPC with a public, a private and an isolated subnet, and a group for each kind of function. */
const BASE: readonly NetworkResource[] = [
  ...["public", "private", "isolated"].flatMap((name, at) => [
    made("EC2::Subnet", `subnet-${name}`, { VpcId: "vpc-1", CidrBlock: `10.0.${at}.0/24` }),
    made("EC2::SubnetRouteTableAssociation", `assoc-${name}`, {
      SubnetId: `subnet-${name}`,
      RouteTableId: `rtb-${name}`,
    }),
  ]),
  made("EC2::SecurityGroup", "sg-web", { SecurityGroupEgress: [{ ...HTTPS, CidrIp: "0.0.0.0/0" }] }),
  made("EC2::SecurityGroup", "sg-isolated", {
    SecurityGroupEgress: [
      { ...HTTPS, DestinationSecurityGroupId: "sg-endpoint" },
      { ...HTTPS, DestinationPrefixListId: "pl-63a5400a" },
    ],
  }),
  made("EC2::SecurityGroup", "sg-endpoint", { SecurityGroupEgress: [{ IpProtocol: "-1", CidrIp: "127.0.0.1/32" }] }),
  made("EC2::SecurityGroupIngress", "sgr-1", {
    ...HTTPS,
    GroupId: "sg-endpoint",
    SourceSecurityGroupId: "sg-isolated",
  }),
];
const NAT: readonly NetworkResource[] = [
  made("EC2::NatGateway", "nat-1", { SubnetId: "subnet-public" }),
  route("private", { NatGatewayId: "nat-1" }),
  route("public", { GatewayId: "igw-1" }),
];
const KMS = endpoint("kms", { VpcEndpointType: "Interface", PrivateDnsEnabled: true, SubnetIds: ["subnet-isolated"] });
const S3 = endpoint("s3", { VpcEndpointType: "Gateway", RouteTableIds: ["rtb-isolated"] });

function route(table: string, target: JsonObject): NetworkResource {
  return made("EC2::Route", `route-${table}`, {
    RouteTableId: `rtb-${table}`,
    DestinationCidrBlock: "0.0.0.0/0",
    ...target,
  });
}

function endpoint(service: string, more: JsonObject): NetworkResource {
  const properties = { VpcId: "vpc-1", ServiceName: `com.amazonaws.us-east-1.${service}` };
  return made("EC2::VPCEndpoint", `vpce-${service}`, { ...properties, SecurityGroupIds: ["sg-endpoint"], ...more });
}

const standing = (subnet: string, group: string): Placement => ({
  functionName: "triage",
  subnetIds: [`subnet-${subnet}`],
  securityGroupIds: [`sg-${group}`],
});
const ISOLATED = standing("isolated", "isolated");

describe("the way to the internet", () => {
  test("is open behind a NAT gateway in a public subnet", () => {
    expect(reachInternet(readNetwork([...BASE, ...NAT]), standing("private", "web"), OUT)).toEqual({ allowed: true });
  });

  test("is open behind a NAT instance", () => {
    const network = readNetwork([
      ...BASE,
      made("EC2::Instance", "i-1", { SubnetId: "subnet-public" }),
      route("private", { InstanceId: "i-1" }),
      route("public", { GatewayId: "igw-1" }),
    ]);
    expect(reachInternet(network, standing("private", "web"), OUT)).toEqual({ allowed: true });
  });

  test("is closed in a subnet without a route, and says which", () => {
    const verdict = reachInternet(readNetwork([...BASE, ...NAT]), standing("isolated", "web"), OUT);
    expect(verdict).toMatchObject({
      allowed: false,
      cause: expect.stringMatching(/triage stands in subnet-isolated \(10\.0\.2\.0\/24\).* no route to 0\.0\.0\.0\/0/),
      remedy: expect.stringContaining("custom.guard.tiers"),
    });
  });

  test("is closed in a public subnet, for functions have no public address", () => {
    const verdict = reachInternet(readNetwork([...BASE, ...NAT]), standing("public", "web"), OUT);
    expect(verdict).toMatchObject({ allowed: false, cause: expect.stringContaining("no public address") });
  });

  test("is closed behind a NAT that has no way out itself", () => {
    const [nat, toNat] = NAT;
    const network = readNetwork([...BASE, ...[nat, toNat].filter((each) => each !== undefined)]);
    expect(reachInternet(network, standing("private", "web"), OUT)).toMatchObject({
      allowed: false,
      cause: expect.stringContaining("no route to an internet gateway"),
    });
  });

  test("is closed to ports and protocols that no egress rule names", () => {
    const network = readNetwork([...BASE, ...NAT]);
    for (const destination of [{ protocol: "tcp", port: 25 } as const, { protocol: "udp", port: 443 } as const]) {
      expect(reachInternet(network, standing("private", "web"), destination)).toMatchObject({
        allowed: false,
        cause: expect.stringContaining("no egress rule of sg-web"),
      });
    }
  });

  test("is closed if one of several subnets has no way out", () => {
    const both = { ...standing("private", "web"), subnetIds: ["subnet-private", "subnet-isolated"] };
    expect(reachInternet(readNetwork([...BASE, ...NAT]), both, OUT)).toMatchObject({ allowed: false });
  });

  test("is closed in a subnet that nobody made", () => {
    expect(reachInternet(readNetwork([...BASE, ...NAT]), standing("gone", "web"), OUT)).toMatchObject({
      allowed: false,
    });
  });

  test("a group without egress rules lets everything out, as AWS's do", () => {
    const network = readNetwork([...BASE, ...NAT, made("EC2::SecurityGroup", "sg-bare")]);
    expect(reachInternet(network, standing("private", "bare"), { protocol: "udp", port: 53 })).toEqual({
      allowed: true,
    });
  });
});

describe("the way to an AWS service", () => {
  test("is open through an interface endpoint that both groups let pass", () => {
    const verdict = reachService(readNetwork([...BASE, KMS]), ISOLATED, "kms");
    expect(verdict).toMatchObject({ allowed: true, endpoint: { id: "vpce-kms", service: "kms" } });
  });

  test("is open through a gateway endpoint in the subnet's route table", () => {
    expect(reachService(readNetwork([...BASE, S3]), ISOLATED, "s3")).toMatchObject({ allowed: true });
  });

  test("is closed without an endpoint and without a way out, and names the service", () => {
    expect(reachService(readNetwork([...BASE, KMS, S3]), ISOLATED, "states")).toMatchObject({
      allowed: false,
      cause: expect.stringMatching(/triage cannot reach the service states: there is no endpoint.* no route/),
      remedy: expect.stringContaining("endpoint for states"),
    });
  });

  test("goes out through NAT where there is no endpoint but a way out", () => {
    expect(reachService(readNetwork([...BASE, ...NAT]), standing("private", "web"), "states")).toEqual({
      allowed: true,
    });
  });

  test("is closed if the endpoint's group does not let the function in", () => {
    const verdict = reachService(readNetwork([...BASE, ...NAT, KMS]), standing("private", "web"), "kms");
    expect(verdict).toMatchObject({ allowed: false, cause: expect.stringContaining("no ingress rule of sg-endpoint") });
  });

  test("is closed if the function's group does not let it out", () => {
    const dynamodb = endpoint("dynamodb", { VpcEndpointType: "Gateway", RouteTableIds: ["rtb-isolated"] });
    expect(reachService(readNetwork([...BASE, dynamodb]), ISOLATED, "dynamodb")).toMatchObject({
      allowed: false,
      cause: expect.stringContaining("no egress rule of sg-isolated"),
    });
  });

  test.each([
    ["a gateway that is not in the subnet's route table", endpoint("s3", { RouteTableIds: ["rtb-private"] }), "s3"],
    [
      "an interface without private names",
      { ...KMS, properties: { ...KMS.properties, PrivateDnsEnabled: false } },
      "kms",
    ],
    ["an endpoint in another VPC", { ...KMS, properties: { ...KMS.properties, VpcId: "vpc-2" } }, "kms"],
  ])("%s does not serve it", (_what, resource, service) => {
    expect(reachService(readNetwork([...BASE, resource]), ISOLATED, service)).toMatchObject({ allowed: false });
  });

  test("an ingress rule by address lets the subnets in that it holds", () => {
    const rule = made("EC2::SecurityGroupIngress", "sgr-2", {
      ...HTTPS,
      GroupId: "sg-endpoint",
      CidrIp: "10.0.1.0/24",
    });
    const network = readNetwork([...BASE, ...NAT, KMS, rule]);
    expect(reachService(network, standing("private", "web"), "kms")).toMatchObject({ allowed: true });
    expect(reachService(network, standing("isolated", "web"), "kms")).toMatchObject({ allowed: false });
  });
});

describe("names", () => {
  test("are all answered where there is no DNS firewall", () => {
    expect(answeredNames(readNetwork(BASE), ISOLATED)).toBeUndefined();
  });

  test("are those that the firewall's rules allow, where there is one", () => {
    const network = readNetwork([
      ...BASE,
      made("Route53Resolver::FirewallDomainList", "fdl-1", { Domains: ["kms.us-east-1.amazonaws.com"] }),
      made("Route53Resolver::FirewallDomainList", "fdl-2", { Domains: ["*"] }),
      made("Route53Resolver::FirewallRuleGroup", "frg-1", {
        FirewallRules: [
          { Action: "ALLOW", FirewallDomainListId: "fdl-1" },
          { Action: "BLOCK", FirewallDomainListId: "fdl-2" },
        ],
      }),
      made("Route53Resolver::FirewallRuleGroupAssociation", "a-1", { FirewallRuleGroupId: "frg-1", VpcId: "vpc-1" }),
    ]);
    expect(answeredNames(network, ISOLATED)).toEqual(["kms.us-east-1.amazonaws.com"]);
  });
});
