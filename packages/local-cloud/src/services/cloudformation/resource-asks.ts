import { arn } from "../../gateway/account.ts";
import type { Ask } from "../../gateway/service-module.ts";
import type { ResourceChange } from "../../template/stack-engine.ts";
import { ASKS_BY_TYPE, functionArn, nameOf, passRole } from "./asks-by-type.ts";
import { changedParts, changedProperties } from "./changed-parts.ts";
import { actionsOf, CALLS_BESIDE, PROVIDER_CALLS, targetRoles } from "./provider-calls.ts";

/** Actions of AWS that know no resource. */
const WITHOUT_RESOURCE = new Set(["secretsmanager:GetRandomPassword", "ec2:DescribeSubnets"]);

/** A call that CloudFormation makes in a role's name says so, whether the role was passed to it or is the caller's. */
export function viaCloudFormation(ask: Ask): Ask {
  return { ...ask, context: { ...ask.context, ...BY_CLOUDFORMATION } };
}

const SERVICE = "cloudformation.amazonaws.com";
const BY_CLOUDFORMATION = { "aws:CalledVia": [SERVICE], "aws:CalledViaFirst": SERVICE, "aws:CalledViaLast": SERVICE };

/**
 * What the role that deploys has to be allowed for a change of a resource: the calls that CloudFormation makes in its
 * name, of every type that is made here.
 */
export function resourceAsks(change: ResourceChange): readonly Ask[] {
  const main = mainAsks(change);
  return [...main, ...asksBeside(change, main), ...rolesGiven(change)].map(viaCloudFormation);
}

function mainAsks(change: ResourceChange): readonly Ask[] {
  return ASKS_BY_TYPE[change.type]?.(change) ?? providerAsks(change);
}

/** Beside the main call a provider calls for the properties that are set, change or go, and for no others. */
function asksBeside(change: ResourceChange, main: readonly Ask[]): readonly Ask[] {
  const { type, kind } = change;
  if (kind === "delete") return [];
  const calls = (CALLS_BESIDE[type] ?? []).flatMap(([property, set, taken = set]) => {
    const { isSet, isTaken } = changedParts(change, property);
    return [...(isSet ? [set] : []), ...(isTaken ? [taken] : [])];
  });
  // What is there is asked about as its removal would be, also where an update has no main call.
  const [{ resource = "*", context = {} } = {}] = kind === "create" ? main : mainAsks({ ...change, kind: "delete" });
  const known = new Set(main.map(({ action }) => action));
  return [...new Set(calls)]
    .filter((action) => !known.has(action))
    .map((action) => ({ action, resource: WITHOUT_RESOURCE.has(action) ? "*" : resource, context }));
}

/** True for a type whose calls are known. */
export function isAskedAbout(type: string): boolean {
  return ASKS_BY_TYPE[type] !== undefined || PROVIDER_CALLS[type] !== undefined;
}

function providerAsks(change: ResourceChange): readonly Ask[] {
  const calls = PROVIDER_CALLS[change.type]?.[change.kind] ?? [];
  const resource = providerResource(change);
  return actionsOf(calls, changedProperties(change)).map((action) => ({ action, resource }));
}

/** The ARN that a type without asks of its own is asked about. */
function providerResource(change: ResourceChange): string {
  const { type, physicalId, properties } = change;
  const id = physicalId === "" ? "*" : physicalId;
  const [, service = "", kind = ""] = type.split("::");
  switch (type) {
    case "AWS::Lambda::Version":
      return functionArn(String(properties["FunctionName"]));
    case "AWS::SecretsManager::RotationSchedule":
      return String(properties["SecretId"]);
    case "AWS::NovaAct::WorkflowDefinition":
      return arn("nova-act", `workflow-definition/${nameOf(change, "Name")}`);
    case "AWS::BedrockAgentCore::BrowserCustom":
      return arn("bedrock-agentcore", `browser-custom/${id}`);
    case "AWS::RDS::DBInstance":
      return arn("rds", `db:${nameOf(change, "DBInstanceIdentifier").toLowerCase()}`);
    case "AWS::RDS::DBSubnetGroup":
      return arn("rds", `subgrp:${nameOf(change, "DBSubnetGroupName").toLowerCase()}`);
    case "AWS::IAM::OIDCProvider":
      return arn("iam", `oidc-provider/${String(properties["Url"] ?? id).replace("https://", "")}`, { region: "" });
    case "AWS::EC2::FlowLog":
      return arn("ec2", `vpc-flow-log/${id}`);
    default:
      if (service === "EC2") return arn("ec2", `${EC2_KINDS[kind] ?? "*"}/${EC2_KINDS[kind] === undefined ? "*" : id}`);
      return physicalId.startsWith("arn:") ? physicalId : "*";
  }
}

/** EC2's names of its kinds in ARNs. */
const EC2_KINDS: Readonly<Record<string, string>> = {
  EIP: "elastic-ip",
  Instance: "instance",
  InternetGateway: "internet-gateway",
  NatGateway: "natgateway",
  RouteTable: "route-table",
  SecurityGroup: "security-group",
  Subnet: "subnet",
  VPC: "vpc",
  VPCEndpoint: "vpc-endpoint",
};

/** Roles that a rule, a schedule or a browser is given. */
function rolesGiven(change: ResourceChange): readonly Ask[] {
  const service = GIVEN_TO[change.type];
  if (service === undefined || change.kind === "delete") return [];
  const before = new Set(targetRoles(change.previous ?? {}));
  const targets = targetRoles(change.properties).filter((role) => !before.has(role));
  const asks = [...new Set(targets)].map((resource) => ({
    action: "iam:PassRole",
    resource,
    context: { "iam:PassedToService": service },
  }));
  return [...asks, ...passRole(change, service, "ExecutionRoleArn")];
}

const GIVEN_TO: Readonly<Record<string, string>> = {
  "AWS::BedrockAgentCore::BrowserCustom": "bedrock-agentcore.amazonaws.com",
  "AWS::Events::Rule": "events.amazonaws.com",
  "AWS::Scheduler::Schedule": "scheduler.amazonaws.com",
};
