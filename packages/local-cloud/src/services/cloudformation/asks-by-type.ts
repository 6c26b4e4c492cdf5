import type { PolicyDocument } from "@agentic-pm/iam";
import { arn } from "../../gateway/account.ts";
import type { Ask } from "../../gateway/service-module.ts";
import { canonicalJson, isJsonObject, type JsonObject } from "../../template/model.ts";
import type { ResourceChange } from "../../template/stack-engine.ts";

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
  const { kind, properties, previous } = change;
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
  const has = (name: string): boolean =>
    properties[name] !== undefined && canonicalJson(properties[name]) !== canonicalJson(previous?.[name]);
  const asks: Ask[] = kind === "create" ? [{ action: "iam:CreateRole", resource, ...context }] : [];
  if (has("Policies")) asks.push({ action: "iam:PutRolePolicy", resource, ...context });
  if (has("ManagedPolicyArns")) asks.push({ action: "iam:AttachRolePolicy", resource, ...context });
  if (kind === "update" && has("AssumeRolePolicyDocument"))
    asks.push({ action: "iam:UpdateAssumeRolePolicy", resource });
  if (kind === "update" && boundary !== previous?.["PermissionsBoundary"]) {
    asks.push({ action: "iam:PutRolePermissionsBoundary", resource, ...context });
  }
  return asks;
};

/** Properties of a function that are changed by calls of their own. */
const NOT_CONFIGURATION = new Set(["Code", "ReservedConcurrentExecutions", "Tags"]);

const functionAsks: AsksOf = (change) => {
  const resource = functionArn(nameOf(change, "FunctionName"));
  const { kind, properties, previous } = change;
  if (kind === "delete") return [{ action: "lambda:DeleteFunction", resource }];
  const differs = (name: string): boolean => canonicalJson(properties[name]) !== canonicalJson(previous?.[name]);
  const names = [...new Set([...Object.keys(properties), ...Object.keys(previous ?? {})])];
  const configuration = names.some((name) => !NOT_CONFIGURATION.has(name) && differs(name));
  const updates = [
    ...(differs("Code") ? ["UpdateFunctionCode"] : []),
    ...(configuration ? ["UpdateFunctionConfiguration"] : []),
  ];
  const actions = kind === "create" ? ["CreateFunction"] : updates;
  if (properties["ReservedConcurrentExecutions"] !== previous?.["ReservedConcurrentExecutions"]) {
    actions.push("PutFunctionConcurrency");
  }
  return [
    ...actions.map((action) => ({ action: `lambda:${action}`, resource })),
    ...passRole(change, "lambda.amazonaws.com"),
  ];
};

const keyAsks: AsksOf = ({ kind, properties, previous, physicalId }) => {
  const tags = Array.isArray(properties["Tags"]) ? properties["Tags"].filter(isJsonObject) : [];
  const named = (prefix: string) =>
    Object.fromEntries(tags.map((tag) => [`${prefix}/${String(tag["Key"])}`, String(tag["Value"])]));
  const key = {
    resource: arn("kms", `key/${physicalId === "" ? "*" : physicalId}`),
    context: named("aws:ResourceTag"),
  };
  if (kind === "delete") return [{ action: "kms:ScheduleKeyDeletion", ...key }];
  const isRotated =
    String(properties["EnableKeyRotation"]) === "true" &&
    previous?.["EnableKeyRotation"] !== properties["EnableKeyRotation"];
  const rotation = isRotated ? [{ action: "kms:EnableKeyRotation", ...key }] : [];
  if (kind === "update") return [{ action: "kms:PutKeyPolicy", ...key }, ...rotation];
  // A new key has its tags and its policy before it is asked to rotate.
  const policy = properties["KeyPolicy"];
  const own = isJsonObject(policy)
    ? { resourcePolicy: { name: "KeyPolicy", document: policy as unknown as PolicyDocument } }
    : {};
  return [
    { action: "kms:CreateKey", resource: "*", context: named("aws:RequestTag") },
    ...rotation.map((ask) => ({ ...ask, ...own })),
  ];
};

const apiAsks: AsksOf = ({ kind, type, properties, physicalId, previous }) => {
  const api = text(properties, "ApiId") ?? physicalId;
  const method = { create: "POST", update: "PATCH", delete: "DELETE" }[kind];
  const path = api === "" ? "/apis" : `/apis/${api}`;
  const main = { action: `apigateway:${method}`, resource: `arn:aws:apigateway:us-east-1::${path}` };
  const isTagged = TAGGED_OF_APIS.has(type) && properties["Tags"] !== undefined;
  if (!isTagged || kind === "delete" || canonicalJson(properties["Tags"]) === canonicalJson(previous?.["Tags"])) {
    return [main];
  }
  // Tags have a path of their own, with what they are put on written into it.
  const put = {
    action: "apigateway:POST",
    resource: `arn:aws:apigateway:us-east-1::/tags/${encodeURIComponent(main.resource)}`,
  };
  return [main, put];
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
  "AWS::S3::Bucket": (change) => {
    const action = { create: "CreateBucket", update: "PutBucketVersioning", delete: "DeleteBucket" }[change.kind];
    return [{ action: `s3:${action}`, resource: bucketArn(nameOf(change, "BucketName")) }];
  },
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
  "AWS::Logs::LogGroup": plain(["logs:CreateLogGroup", "logs:PutRetentionPolicy", "logs:DeleteLogGroup"], (change) =>
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
