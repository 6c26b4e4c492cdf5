import { describe, expect, test } from "@jest/globals";
import { inertHandlers } from "../../template/handlers/inert.ts";
import type { JsonObject } from "../../template/model.ts";
import type { ResourceChange } from "../../template/stack-engine.ts";
import { isAskedAbout, resourceAsks } from "./resource-asks.ts";
import { withStackTags } from "./stack-tags.ts";

/** Kept as records, and in no template of ours. */
const NOT_OURS = [
  "AWS::Budgets::Budget",
  "AWS::CloudTrail::Trail",
  "AWS::CloudWatch::Dashboard",
  "AWS::EC2::NetworkAcl",
  "AWS::EC2::NetworkAclEntry",
  "AWS::EC2::NetworkInterface",
  "AWS::EC2::SubnetNetworkAclAssociation",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Logs::MetricFilter",
  "AWS::Logs::ResourcePolicy",
  "AWS::RDS::DBClusterParameterGroup",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::Queue",
  "AWS::SQS::QueuePolicy",
  "AWS::WAFv2::WebACLAssociation",
];

/** By which AWS tells CloudFormation's calls from those that a role makes itself. */
const SERVICE = "cloudformation.amazonaws.com";
const VIA = { "aws:CalledVia": [SERVICE], "aws:CalledViaFirst": SERVICE, "aws:CalledViaLast": SERVICE };

function asked(type: string, properties: JsonObject, more: Partial<ResourceChange> = {}): readonly string[] {
  const change = { stackName: "s", logicalId: "X", physicalId: "", kind: "create" as const, previous: undefined };
  return resourceAsks({ ...change, type, properties, ...more }).map(({ action, resource }) => `${action} ${resource}`);
}

const tags = (...keys: readonly string[]) => keys.map((Key) => ({ Key, Value: "x" }));

/** What an update from some properties to others is asked for. */
function updated(type: string, previous: JsonObject, properties: JsonObject, physicalId = "x"): readonly string[] {
  return asked(type, properties, { kind: "update", physicalId, previous });
}

describe("who deploys is asked for what an update takes away:", () => {
  const FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:f";

  test("a function's limit, a tag of it and all of them, on the function", () => {
    const plain = { FunctionName: "f", Timeout: 1 };
    const limited = { ...plain, ReservedConcurrentExecutions: 1, Tags: tags("a", "b") };
    const type = "AWS::Lambda::Function";
    expect(updated(type, limited, plain)).toEqual([
      `lambda:DeleteFunctionConcurrency ${FUNCTION}`,
      `lambda:UntagResource ${FUNCTION}`,
    ]);
    expect(updated(type, limited, { ...limited, Tags: tags("b") })).toEqual([`lambda:UntagResource ${FUNCTION}`]);
    expect(updated(type, limited, { ...limited, Tags: tags("b", "c") })).toEqual([
      `lambda:TagResource ${FUNCTION}`,
      `lambda:UntagResource ${FUNCTION}`,
    ]);
    expect(updated(type, plain, { ...plain, ReservedConcurrentExecutions: 2 })).toEqual([
      `lambda:PutFunctionConcurrency ${FUNCTION}`,
    ]);
  });

  test("a log group's retention", () => {
    const group = "arn:aws:logs:us-east-1:111122223333:log-group:g";
    const plain = { LogGroupName: "g" };
    const type = "AWS::Logs::LogGroup";
    expect(updated(type, { ...plain, RetentionInDays: 7 }, plain)).toEqual([`logs:DeleteRetentionPolicy ${group}`]);
    expect(updated(type, plain, { ...plain, RetentionInDays: 7 })).toEqual([`logs:PutRetentionPolicy ${group}`]);
  });

  test("a role's policies, its boundary, its description and how long its sessions last", () => {
    const before = {
      RoleName: "r",
      Description: "d",
      MaxSessionDuration: 7200,
      ManagedPolicyArns: ["arn:aws:iam::111122223333:policy/p"],
      PermissionsBoundary: "arn:aws:iam::111122223333:policy/b",
      Policies: [{ PolicyName: "a", PolicyDocument: {} }],
    };
    const role = "arn:aws:iam::111122223333:role/r";
    expect(updated("AWS::IAM::Role", before, { RoleName: "r" })).toEqual(
      [
        "DeleteRolePolicy",
        "DetachRolePolicy",
        "DeleteRolePermissionsBoundary",
        "UpdateRole",
        "UpdateRoleDescription",
      ].map((action) => `iam:${action} ${role}`),
    );
    const others = { ...before, Policies: [{ PolicyName: "b", PolicyDocument: {} }] };
    expect(updated("AWS::IAM::Role", before, others)).toEqual([
      `iam:PutRolePolicy ${role}`,
      `iam:DeleteRolePolicy ${role}`,
    ]);
  });

  test("a key's rotation, its description and its tags, by the tags that it has", () => {
    const change = { stackName: "s", logicalId: "X", physicalId: "1", kind: "update" as const, type: "AWS::KMS::Key" };
    const previous = { EnableKeyRotation: true, Description: "d", KeyPolicy: {}, Tags: tags("a") };
    const asks = resourceAsks({ ...change, previous, properties: { KeyPolicy: {}, Tags: [] } });
    expect(asks).toEqual(
      ["kms:UpdateKeyDescription", "kms:DisableKeyRotation", "kms:UntagResource"].map((action) => ({
        action,
        resource: "arn:aws:kms:us-east-1:111122223333:key/1",
        context: { ...VIA, "aws:ResourceTag/a": "x" },
      })),
    );
  });

  test("a rule's targets, by their ids", () => {
    const target = (Id: string) => ({ Id, Arn: "arn:aws:lambda:us-east-1:111122223333:function:f" });
    const before = { Name: "n", Targets: [target("a"), target("b")] };
    expect(updated("AWS::Events::Rule", before, { Name: "n", Targets: [target("b")] })).toEqual([
      "events:PutRule arn:aws:events:us-east-1:111122223333:rule/n",
      "events:RemoveTargets arn:aws:events:us-east-1:111122223333:rule/n",
    ]);
  });

  test("an API's tags on their own path, a network's on the network", () => {
    const removed = updated("AWS::ApiGatewayV2::Api", { Name: "chat", Tags: { a: "x" } }, { Name: "chat" });
    expect(removed[1]).toMatch(/^apigateway:DELETE \S+\/tags\/arn%3A/);
    expect(updated("AWS::EC2::InternetGateway", { Tags: tags("a") }, {}, "igw-1")).toEqual([
      "ec2:DeleteTags arn:aws:ec2:us-east-1:111122223333:internet-gateway/igw-1",
    ]);
  });

  test("of a bucket only what changes: what is taken away is put without it", () => {
    const plain = { BucketName: "b" };
    expect(updated("AWS::S3::Bucket", { ...plain, Tags: tags("a"), LifecycleConfiguration: {} }, plain)).toEqual([
      "s3:PutBucketTagging arn:aws:s3:::b",
    ]);
  });
});

describe("who deploys is asked for", () => {
  test("every type that is recorded, but for those that no template of ours has", () => {
    const types = inertHandlers().flatMap((handler) => handler.types);
    expect(types.filter((type) => !isAskedAbout(type)).toSorted()).toEqual(NOT_OURS);
  });

  test("a network's creation with what its properties need", () => {
    expect(asked("AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16", EnableDnsHostnames: true, Tags: tags("a") })).toEqual([
      "ec2:CreateVpc arn:aws:ec2:us-east-1:111122223333:vpc/*",
      "ec2:ModifyVpcAttribute arn:aws:ec2:us-east-1:111122223333:vpc/*",
      "ec2:CreateTags arn:aws:ec2:us-east-1:111122223333:vpc/*",
    ]);
  });

  test("a subnet's removal on the subnet itself", () => {
    expect(asked("AWS::EC2::Subnet", {}, { kind: "delete", physicalId: "subnet-1" })).toEqual([
      "ec2:DeleteSubnet arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1",
    ]);
  });

  test("the parts of a table that change, and no others", () => {
    const expiry = { AttributeName: "until", Enabled: true };
    const table = { TableName: "t", PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } };
    const wanted = { ...table, TimeToLiveSpecification: expiry };
    expect(asked("AWS::DynamoDB::Table", wanted, { kind: "update", physicalId: "t", previous: table })).toEqual([
      "dynamodb:UpdateTable arn:aws:dynamodb:us-east-1:111122223333:table/t",
      "dynamodb:UpdateTimeToLive arn:aws:dynamodb:us-east-1:111122223333:table/t",
    ]);
  });

  test("the role that a schedule's target gets, and not again when it stays", () => {
    const role = "arn:aws:iam::111122223333:role/r";
    const schedule = { Name: "n", Target: { Arn: "a", RoleArn: role } };
    expect(asked("AWS::Scheduler::Schedule", schedule)).toContain(`iam:PassRole ${role}`);
    expect(asked("AWS::Scheduler::Schedule", schedule, { kind: "update", previous: schedule })).toHaveLength(1);
  });

  test("a key's making by the tags that it gets, and its rotation by those that it has then", () => {
    const key = { stackName: "s", logicalId: "X", physicalId: "", kind: "create" as const, type: "AWS::KMS::Key" };
    const change = withStackTags({ ...key, properties: { EnableKeyRotation: true } }, [{ Key: "project", Value: "p" }]);
    expect(resourceAsks(change)).toEqual([
      { action: "kms:CreateKey", resource: "*", context: { ...VIA, "aws:RequestTag/project": "p" } },
      {
        action: "kms:EnableKeyRotation",
        resource: "arn:aws:kms:us-east-1:111122223333:key/*",
        context: { ...VIA, "aws:ResourceTag/project": "p" },
      },
      { action: "kms:TagResource", resource: "*", context: { ...VIA, "aws:RequestTag/project": "p" } },
    ]);
  });

  test("as CloudFormation, which calls in the role's name", () => {
    const change = { stackName: "s", logicalId: "X", physicalId: "", kind: "create" as const, previous: undefined };
    const properties = { FunctionName: "f", Role: "arn:aws:iam::111122223333:role/r" };
    const asks = resourceAsks({ ...change, type: "AWS::Lambda::Function", properties });
    expect(asks.map(({ action, context }) => [action, context])).toEqual([
      ["lambda:CreateFunction", VIA],
      ["iam:PassRole", { ...VIA, "iam:PassedToService": "lambda.amazonaws.com" }],
    ]);
  });

  test("an API's tags on their own path", () => {
    expect(asked("AWS::ApiGatewayV2::Api", { Name: "chat", Tags: { project: "p" } })).toEqual([
      "apigateway:POST arn:aws:apigateway:us-east-1::/apis",
      "apigateway:POST arn:aws:apigateway:us-east-1::/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fapis",
    ]);
  });

  test("a function's code and its configuration, each where it changes", () => {
    const before = { FunctionName: "f", Code: { S3Key: "a" }, Timeout: 1 };
    const actions = (properties: JsonObject): readonly string[] =>
      asked("AWS::Lambda::Function", properties, { kind: "update", physicalId: "f", previous: before }).map(
        (ask) => ask.split(" ")[0] ?? "",
      );
    expect(actions({ ...before, Code: { S3Key: "b" } })).toEqual(["lambda:UpdateFunctionCode"]);
    expect(actions({ ...before, Timeout: 2 })).toEqual(["lambda:UpdateFunctionConfiguration"]);
    expect(actions({ FunctionName: "f", Code: { S3Key: "b" } })).toHaveLength(2);
  });

  test("a role's policies before the role is removed", () => {
    const properties = { RoleName: "r", Policies: [], PermissionsBoundary: "arn:aws:iam::111122223333:policy/b" };
    const change = { kind: "delete" as const, physicalId: "r" };
    expect(asked("AWS::IAM::Role", properties, change)).toEqual([
      "iam:DeleteRole arn:aws:iam::111122223333:role/r",
      "iam:DeleteRolePolicy arn:aws:iam::111122223333:role/r",
    ]);
  });

  test("a schedule in its group", () => {
    expect(asked("AWS::Scheduler::Schedule", { Name: "n", GroupName: "g" })).toEqual([
      "scheduler:CreateSchedule arn:aws:scheduler:us-east-1:111122223333:schedule/g/n",
    ]);
  });
});
