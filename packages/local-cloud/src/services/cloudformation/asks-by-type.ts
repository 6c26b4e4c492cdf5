import type { PolicyDocument } from "@agentic-pm/iam";
import { arn } from "../../gateway/account.ts";
import type { Ask } from "../../gateway/service-module.ts";
import { isJsonObject, type JsonObject } from "../../template/model.ts";
import type { ResourceChange } from "../../template/stack-engine.ts";
import { changedParts, changedProperties } from "./changed-parts.ts";

type AsksOf = (change: ResourceChange) => readonly Ask[];

const text = (properties: JsonObject, name: string): string | undefined => {
  const value = properties[name];
  return typeof value === "string" ? value : undefined;
};

/** The name that a resource has or will have. */
export const nameOf = ({ properties, stackName, logicalId, physicalId }: ResourceChange, property: string): string =>
  text(properties, property) ?? (physicalId === "" ? `${stackName}-${logicalId}-000000000000` : physicalId);

/** A type whose three changes are three actions on one resource. */
function plain(
  actions: readonly [create: string, update: string, remove: string],
  on: (change: ResourceChange) => string,
): AsksOf {
  return (change) => {
    const [create, update, remove] = actions;
    const action = { create, update, delete: remove }[change.kind];
    return [{ action, resource: on(change) }];
  };
}

/** A type whose updates are calls for single properties: those of `CALLS_BESIDE`. */
function madeAndRemoved(
  actions: readonly [create: string, remove: string],
  on: (change: ResourceChange) => string,
): AsksOf {
  return (change) => {
    const [create, remove] = actions;
    if (change.kind === "update") return [];
    return [{ action: change.kind === "create" ? create : remove, resource: on(change) }];
  };
}

/** Giving a role to a service, where the change gives one. */
export function passRole(change: ResourceChange, service: string, property = "Role"): readonly Ask[] {
  const role = text(change.properties, property);
  if (role === undefined || change.kind === "delete" || change.previous?.[property] === role) return [];
  return [{ action: "iam:PassRole", resource: role, context: { "iam:PassedToService": service } }];
}

/** A function's ARN by its name, or by itself. */
export const functionArn = (name: string): string =>
  name.startsWith("arn:") ? name : arn("lambda", `function:${name}`);
const bucketArn = (name: string): string => `arn:aws:s3:::${name.toLowerCase()}`;
const secretArn = (change: ResourceChange): string =>
  change.physicalId.startsWith("arn:")
    ? change.physicalId
    : arn("secretsmanager", `secret:${nameOf(change, "Name")}-AbCdEf`);

/** A role's boundary decides what the deployer may do with it. */
const roleAsks: AsksOf = (change) => {
  const { kind, properties } = change;
  const resource = arn("iam", `role/${nameOf(change, "RoleName")}`, { region: "" });
  const boundary = text(properties, "PermissionsBoundary");
  const context = boundary === undefined ? {} : { context: { "iam:PermissionsBoundary": boundary } };
  if (kind === "delete") {
    const parts = [
      ["Policies", "iam:DeleteRolePolicy"],
      ["ManagedPolicyArns", "iam:DetachRolePolicy"],
    ] as const;
    const own = parts.filter(([name]) => properties[name] !== undefined);
    return [{ action: "iam:DeleteRole", resource }, ...own.map(([, action]) => ({ action, resource, ...context }))];
  }
  const changes = kind === "create" ? NEW_ROLE : [...NEW_ROLE, ...CHANGED_ROLE];
  const actions = changes.flatMap(([name, set, taken]) => {
    const { isSet, isTaken } = changedParts(change, name);
    return [...(isSet ? [set] : []), ...(isTaken ? [taken] : [])];
  });
  return [...(kind === "create" ? ["CreateRole"] : []), ...new Set(actions)].map((action) => ({
    action: `iam:${action}`,
    resource,
    ...context,
  }));
};

const NEW_ROLE = [
  ["Policies", "PutRolePolicy", "DeleteRolePolicy"],
  ["ManagedPolicyArns", "AttachRolePolicy", "DetachRolePolicy"],
] as const;

const CHANGED_ROLE = [
  ["AssumeRolePolicyDocument", "UpdateAssumeRolePolicy", "UpdateAssumeRolePolicy"],
  ["PermissionsBoundary", "PutRolePermissionsBoundary", "DeleteRolePermissionsBoundary"],
  ["MaxSessionDuration", "UpdateRole", "UpdateRole"],
  ["Description", "UpdateRoleDescription", "UpdateRoleDescription"],
] as const;

/** Properties of a function that are changed by calls of their own. */
const NOT_CONFIGURATION = new Set(["Code", "ReservedConcurrentExecutions", "Tags"]);

const functionAsks: AsksOf = (change) => {
  const resource = functionArn(nameOf(change, "FunctionName"));
  if (change.kind === "delete") return [{ action: "lambda:DeleteFunction", resource }];
  const names = Object.keys(changedProperties(change));
  const updates = [
    ...(names.includes("Code") ? ["UpdateFunctionCode"] : []),
    ...(names.some((name) => !NOT_CONFIGURATION.has(name)) ? ["UpdateFunctionConfiguration"] : []),
  ];
  return [
    ...(change.kind === "create" ? ["CreateFunction"] : updates).map((action) => ({
      action: `lambda:${action}`,
      resource,
    })),
    ...passRole(change, "lambda.amazonaws.com"),
  ];
};

const keyAsks: AsksOf = (change) => {
  const { kind, properties, previous, physicalId } = change;
  const key = {
    resource: arn("kms", `key/${physicalId === "" ? "*" : physicalId}`),
    // It has the tags that it had, and when it is new those that it gets.
    context: byTags("aws:ResourceTag", previous ?? properties),
  };
  if (kind === "delete") return [{ action: "kms:ScheduleKeyDeletion", ...key }];
  const changed = changedProperties(change);
  const isRotated = (some: JsonObject | undefined): boolean => String(some?.["EnableKeyRotation"]) === "true";
  const isOther = isRotated(properties) !== isRotated(previous);
  const rotation = isOther ? [`kms:${isRotated(properties) ? "Enable" : "Disable"}KeyRotation`] : [];
  if (kind === "update") {
    const policy = changed["KeyPolicy"] === undefined ? [] : ["kms:PutKeyPolicy"];
    const description = changed["Description"] === undefined ? [] : ["kms:UpdateKeyDescription"];
    return [...policy, ...description, ...rotation].map((action) => ({ action, ...key }));
  }
  // A new key has its tags and its policy before it is asked to rotate.
  const policy = properties["KeyPolicy"];
  const own = isJsonObject(policy)
    ? { resourcePolicy: { name: "KeyPolicy", document: policy as unknown as PolicyDocument } }
    : {};
  return [
    { action: "kms:CreateKey", resource: "*", context: byTags("aws:RequestTag", properties) },
    ...rotation.map((action) => ({ action, ...key, ...own })),
  ];
};

function byTags(prefix: string, { Tags: tags }: JsonObject): Readonly<Record<string, string>> {
  const listed = Array.isArray(tags) ? tags.filter(isJsonObject) : [];
  return Object.fromEntries(listed.map((tag) => [`${prefix}/${String(tag["Key"])}`, String(tag["Value"])]));
}

const apiAsks: AsksOf = (change) => {
  const { kind, type, properties, physicalId } = change;
  const api = text(properties, "ApiId") ?? physicalId;
  const method = { create: "POST", update: "PATCH", delete: "DELETE" }[kind];
  const path = api === "" ? "/apis" : `/apis/${api}`;
  const main = { action: `apigateway:${method}`, resource: `arn:aws:apigateway:us-east-1::${path}` };
  if (!TAGGED_OF_APIS.has(type) || kind === "delete") return [main];
  // Tags have a path of their own, with what they are put on written into it.
  const resource = `arn:aws:apigateway:us-east-1::/tags/${encodeURIComponent(main.resource)}`;
  const { isSet, isTaken } = changedParts(change, "Tags");
  return [
    main,
    ...(isSet ? [{ action: "apigateway:POST", resource }] : []),
    ...(isTaken ? [{ action: "apigateway:DELETE", resource }] : []),
  ];
};

const TAGGED_OF_APIS = new Set(["AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage"]);

const API_TYPES = [
  "Api",
  "Authorizer",
  "Deployment",
  "Integration",
  "IntegrationResponse",
  "Route",
  "RouteResponse",
  "Stage",
];

/** What is asked of IAM for the types whose calls are written down one by one. */
export const ASKS_BY_TYPE: Readonly<Record<string, AsksOf>> = {
  "AWS::IAM::Role": roleAsks,
  "AWS::IAM::ManagedPolicy": plain(["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy"], (change) =>
    change.physicalId.startsWith("arn:")
      ? change.physicalId
      : arn("iam", `policy/${nameOf(change, "ManagedPolicyName")}`, { region: "" }),
  ),
  "AWS::Lambda::Function": functionAsks,
  "AWS::Lambda::Permission": plain(
    ["lambda:AddPermission", "lambda:AddPermission", "lambda:RemovePermission"],
    ({ properties }) => functionArn(String(properties["FunctionName"])),
  ),
  "AWS::S3::Bucket": madeAndRemoved(["s3:CreateBucket", "s3:DeleteBucket"], (change) =>
    bucketArn(nameOf(change, "BucketName")),
  ),
  "AWS::S3::BucketPolicy": plain(
    ["s3:PutBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"],
    ({ properties }) => bucketArn(String(properties["Bucket"])),
  ),
  "AWS::DynamoDB::Table": plain(["dynamodb:CreateTable", "dynamodb:UpdateTable", "dynamodb:DeleteTable"], (change) =>
    arn("dynamodb", `table/${nameOf(change, "TableName")}`),
  ),
  "AWS::KMS::Key": keyAsks,
  "AWS::KMS::Alias": plain(["kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"], ({ properties }) =>
    arn("kms", String(properties["AliasName"])),
  ),
  "AWS::SecretsManager::Secret": plain(
    ["secretsmanager:CreateSecret", "secretsmanager:UpdateSecret", "secretsmanager:DeleteSecret"],
    secretArn,
  ),
  "AWS::SecretsManager::ResourcePolicy": plain(
    ["secretsmanager:PutResourcePolicy", "secretsmanager:PutResourcePolicy", "secretsmanager:DeleteResourcePolicy"],
    ({ properties }) => String(properties["SecretId"]),
  ),
  "AWS::RDS::DBCluster": plain(["rds:CreateDBCluster", "rds:ModifyDBCluster", "rds:DeleteDBCluster"], (change) =>
    arn("rds", `cluster:${nameOf(change, "DBClusterIdentifier")}`),
  ),
  "AWS::Logs::LogGroup": madeAndRemoved(["logs:CreateLogGroup", "logs:DeleteLogGroup"], (change) =>
    arn("logs", `log-group:${nameOf(change, "LogGroupName")}`),
  ),
  "AWS::StepFunctions::StateMachine": (change) => {
    const verb = { create: "Create", update: "Update", delete: "Delete" }[change.kind];
    const resource = arn("states", `stateMachine:${nameOf(change, "StateMachineName").split(":").at(-1) ?? ""}`);
    return [{ action: `states:${verb}StateMachine`, resource }, ...passRole(change, "states.amazonaws.com", "RoleArn")];
  },
  "AWS::Events::Rule": plain(["events:PutRule", "events:PutRule", "events:DeleteRule"], (change) =>
    arn("events", `rule/${nameOf(change, "Name")}`),
  ),
  "AWS::Scheduler::Schedule": plain(
    ["scheduler:CreateSchedule", "scheduler:UpdateSchedule", "scheduler:DeleteSchedule"],
    (change) =>
      arn("scheduler", `schedule/${text(change.properties, "GroupName") ?? "default"}/${nameOf(change, "Name")}`),
  ),
  "AWS::SNS::Topic": plain(["sns:CreateTopic", "sns:SetTopicAttributes", "sns:DeleteTopic"], (change) =>
    arn("sns", nameOf(change, "TopicName").split(":").at(-1) ?? ""),
  ),
  "AWS::CloudWatch::Alarm": plain(
    ["cloudwatch:PutMetricAlarm", "cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"],
    (change) => arn("cloudwatch", `alarm:${nameOf(change, "AlarmName")}`),
  ),
  ...Object.fromEntries(API_TYPES.map((type) => [`AWS::ApiGatewayV2::${type}`, apiAsks])),
};
