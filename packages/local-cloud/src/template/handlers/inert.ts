import { randomBytes } from "node:crypto";
import { arn } from "../../gateway/account.ts";
import type { Json } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { optionalText } from "./properties.ts";

/** How a type that is recorded only gets its id, and what GetAtt finds. */
interface InertType {
  /** Prefix of an id by chance, e.g. "vpc"; without one the resource has a name. */
  readonly prefix?: string;
  readonly nameProperty?: string;
  readonly nameScope?: string;
  readonly attributes?: (id: string, request: ResourceRequest) => Readonly<Record<string, Json>>;
}

const arnOf =
  (service: string, kind: string) =>
  (id: string): Record<string, Json> => ({ Arn: arn(service, `${kind}${id}`) });
const idAs =
  (attribute: string) =>
  (id: string): Record<string, Json> => ({ [attribute]: id });

const INERT_TYPES: Readonly<Record<string, InertType>> = {
  "AWS::EC2::VPC": {
    prefix: "vpc",
    attributes: (id, { properties }) => ({
      VpcId: id,
      CidrBlock: properties["CidrBlock"] ?? "",
      DefaultSecurityGroup: `sg-${id}`,
    }),
  },
  "AWS::EC2::Subnet": {
    prefix: "subnet",
    attributes: (id, { properties }) => ({
      SubnetId: id,
      AvailabilityZone: properties["AvailabilityZone"] ?? "us-east-1a",
    }),
  },
  "AWS::EC2::SecurityGroup": {
    prefix: "sg",
    attributes: (id, { properties }) => ({ GroupId: id, VpcId: properties["VpcId"] ?? "" }),
  },
  "AWS::EC2::SecurityGroupIngress": { prefix: "sgr", attributes: idAs("Id") },
  "AWS::EC2::SecurityGroupEgress": { prefix: "sgr", attributes: idAs("Id") },
  "AWS::EC2::RouteTable": { prefix: "rtb", attributes: idAs("RouteTableId") },
  "AWS::EC2::Route": { prefix: "route" },
  "AWS::EC2::SubnetRouteTableAssociation": { prefix: "rtbassoc", attributes: idAs("Id") },
  "AWS::EC2::InternetGateway": { prefix: "igw", attributes: idAs("InternetGatewayId") },
  "AWS::EC2::VPCGatewayAttachment": { prefix: "attachment" },
  "AWS::EC2::NatGateway": { prefix: "nat", attributes: idAs("NatGatewayId") },
  "AWS::EC2::EIP": { prefix: "eipalloc", attributes: (id) => ({ AllocationId: id, PublicIp: "203.0.113.10" }) },
  "AWS::EC2::Instance": { prefix: "i", attributes: (id) => ({ InstanceId: id, PrivateIp: "10.0.0.10" }) },
  "AWS::EC2::EIPAssociation": { prefix: "eipassoc", attributes: idAs("Id") },
  "AWS::EC2::NetworkInterface": { prefix: "eni", attributes: idAs("Id") },
  "AWS::EC2::VPCEndpoint": {
    prefix: "vpce",
    attributes: (id) => ({ Id: id, DnsEntries: [], NetworkInterfaceIds: [] }),
  },
  "AWS::EC2::FlowLog": { prefix: "fl", attributes: idAs("Id") },
  "AWS::EC2::NetworkAcl": { prefix: "acl", attributes: idAs("Id") },
  "AWS::EC2::NetworkAclEntry": { prefix: "aclentry" },
  "AWS::EC2::SubnetNetworkAclAssociation": { prefix: "aclassoc" },
  "AWS::IAM::OIDCProvider": {
    prefix: "provider",
    attributes: (id) => ({ Arn: arn("iam", `oidc-provider/${id}`, { region: "" }) }),
  },
  "AWS::Route53Resolver::FirewallDomainList": { prefix: "rslvr-fdl", attributes: idAs("Id") },
  "AWS::Route53Resolver::FirewallRuleGroup": { prefix: "rslvr-frg", attributes: idAs("Id") },
  "AWS::Route53Resolver::FirewallRuleGroupAssociation": { prefix: "rslvr-frgassoc", attributes: idAs("Id") },
  "AWS::RDS::DBSubnetGroup": { nameProperty: "DBSubnetGroupName" },
  "AWS::RDS::DBClusterParameterGroup": { nameProperty: "DBClusterParameterGroupName" },
  "AWS::CloudTrail::Trail": { nameProperty: "TrailName", attributes: arnOf("cloudtrail", "trail/") },
  "AWS::CloudWatch::Dashboard": { nameProperty: "DashboardName" },
  "AWS::Budgets::Budget": { prefix: "budget" },
  "AWS::GuardDuty::Detector": { prefix: "detector", attributes: idAs("Id") },
  "AWS::CloudFront::Distribution": {
    prefix: "distribution",
    attributes: (id) => ({ Id: id, DomainName: `${id}.cloudfront.net` }),
  },
  "AWS::WAFv2::WebACL": { nameProperty: "Name", nameScope: "Scope", attributes: arnOf("wafv2", "regional/webacl/") },
  "AWS::WAFv2::WebACLAssociation": { prefix: "association" },
  "AWS::Logs::MetricFilter": { nameProperty: "FilterName", nameScope: "LogGroupName" },
  "AWS::Logs::ResourcePolicy": { nameProperty: "PolicyName" },
  "AWS::Lambda::EventInvokeConfig": { prefix: "invokeconfig" },
  "AWS::Lambda::EventSourceMapping": { prefix: "esm", attributes: idAs("Id") },
  "AWS::SNS::TopicPolicy": { prefix: "topicpolicy", attributes: idAs("Id") },
  "AWS::SQS::Queue": {
    nameProperty: "QueueName",
    attributes: (id) => ({
      Arn: arn("sqs", id),
      QueueName: id,
      QueueUrl: `https://sqs.us-east-1.amazonaws.com/111122223333/${id}`,
    }),
  },
  "AWS::SQS::QueuePolicy": { prefix: "queuepolicy", attributes: idAs("Id") },
};

/** Types that get an id and are kept, and behind which nothing is simulated. */
export function inertHandlers(): readonly ResourceHandler[] {
  return Object.entries(INERT_TYPES).map(([type, inert]) => inertHandler(type, inert));
}

function inertHandler(
  type: string,
  { prefix, nameProperty, nameScope, attributes = () => ({}) }: InertType,
): ResourceHandler {
  return {
    types: [type],
    inert: true,
    immutable: [nameProperty, nameScope].filter((name) => name !== undefined),
    ...(nameProperty === undefined ? {} : { nameProperty }),
    ...(nameScope === undefined ? {} : { nameScope }),
    create: async (request) => {
      const named = nameProperty === undefined ? undefined : optionalText(request.properties, nameProperty);
      const chance = randomBytes(9).toString("hex").slice(0, 17);
      const physicalId = named ?? (prefix === undefined ? generatedName(request) : `${prefix}-${chance}`);
      return { physicalId, attributes: attributes(physicalId, request) };
    },
    update: async (request, previous) => ({
      physicalId: previous.physicalId,
      attributes: attributes(previous.physicalId, request),
    }),
    delete: async () => undefined,
  };
}
