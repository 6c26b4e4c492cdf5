/** Templates that AWS takes, each with something that looks wrong at a glance. */
import type { Planted } from "./planted-values.ts";

type Parts = Record<string, unknown>;

const trust = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
};
const role = (...statements: readonly Parts[]): Planted => [
  "AWS::IAM::Role",
  {
    AssumeRolePolicyDocument: trust,
    Policies: [
      {
        PolicyName: "own",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: statements.map((more) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...more })),
        },
      },
    ],
  },
];
const schedule = (name: string, more: Parts): Parts => ({
  Type: "AWS::Scheduler::Schedule",
  Properties: {
    Name: name,
    ScheduleExpression: "rate(1 hour)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: {
      Arn: "arn:aws:lambda:us-east-1:111122223333:function:f",
      RoleArn: "arn:aws:iam::111122223333:role/some",
    },
    ...more,
  },
});
const cron = (ScheduleExpression: string): Planted => ({
  parts: { Resources: { X: schedule("x", { ScheduleExpression }) } },
});
const topic = { Type: "AWS::SNS::Topic", Properties: {} };
const exported = (parameter: string, resource: string, name: unknown): Planted => ({
  parts: {
    Parameters: { [parameter]: { Type: "String", Default: "dev" } },
    Resources: { [resource]: topic },
    Outputs: { Out: { Value: "v", Export: { Name: name } } },
  },
});
const given = (parameter: Parts): Planted => ({
  parts: { Parameters: { P: parameter }, Resources: { X: topic } },
});
const vpc = (CidrBlock: string): Parts => ({ Type: "AWS::EC2::VPC", Properties: { CidrBlock } });
const subnet = (CidrBlock: string, network: string): Parts => ({
  Type: "AWS::EC2::Subnet",
  Properties: { CidrBlock, VpcId: { Ref: network } },
});
const filter = (group: string): Parts => ({
  Type: "AWS::Logs::MetricFilter",
  Properties: {
    FilterName: "errors",
    LogGroupName: group,
    FilterPattern: "ERROR",
    MetricTransformations: [{ MetricName: "errors", MetricNamespace: "own", MetricValue: "1" }],
  },
});
const webAcl = (Scope: string): Parts => ({
  Type: "AWS::WAFv2::WebACL",
  Properties: {
    Name: "front",
    Scope,
    DefaultAction: { Allow: {} },
    VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: "front", SampledRequestsEnabled: true },
  },
});

/** Each has to become a change set that could be executed. */
export const SOUND_VALUES: readonly (readonly [what: string, template: Planted])[] = [
  [
    "an export named by a parameter that begins like a resource",
    exported("StageName", "Stage", { "Fn::Sub": "${StageName}-url" }),
  ],
  ["the same of a network", exported("VpcName", "Vpc", { "Fn::Sub": "${VpcName}-id" })],
  ["an export named by the stack, beside a resource A", exported("Some", "A", { "Fn::Sub": "${AWS::StackName}-url" })],
  [
    "two networks of which one's name ends like the other's",
    {
      parts: {
        Resources: {
          Vpc: vpc("10.0.0.0/16"),
          PeerVpc: vpc("10.1.0.0/16"),
          One: subnet("10.0.1.0/24", "Vpc"),
          Two: subnet("10.1.1.0/24", "PeerVpc"),
        },
      },
    },
  ],
  ["two statements with an empty Sid", role({ Sid: "" }, { Sid: "" })],
  ["an ARN of a service alone", role({ Resource: "arn:aws:sqs" })],
  ["an ARN that ends with a star for its region", role({ Resource: "arn:aws:s3:*" })],
  ["all actions of all services", role({ Action: "*:*" })],
  ["a condition operator in small letters", role({ Condition: { stringEquals: { "aws:PrincipalTag/team": "a" } } })],
  [
    "filters of one name on two log groups",
    {
      parts: {
        Resources: {
          OneGroup: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "one" } },
          TwoGroup: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "two" } },
          One: filter("one"),
          Two: filter("two"),
        },
      },
    },
  ],
  [
    "schedules of one name in two groups",
    { parts: { Resources: { One: schedule("x", { GroupName: "a" }), Two: schedule("x", { GroupName: "b" }) } } },
  ],
  [
    "firewalls of one name in two scopes",
    { parts: { Resources: { One: webAcl("REGIONAL"), Two: webAcl("CLOUDFRONT") } } },
  ],
  [
    "a pattern that minds no case, as Java writes it",
    given({ Type: "String", Default: "DEV", AllowedPattern: "(?i)[a-z]+" }),
  ],
  ["a pattern that gives nothing back", given({ Type: "String", Default: "dev", AllowedPattern: "[a-z]++" })],
  ["a pattern that only Java reads", given({ Type: "String", Default: "dev", AllowedPattern: "[a-z&&[^x]]+" })],
  ["numbers that are allowed, given as a text", given({ Type: "Number", Default: "30", AllowedValues: [7, 30] })],
  ["the last weekday of a month", cron("cron(0 9 LW * ? *)")],
  ["the weekday nearest to the third", cron("cron(0 9 3W * ? *)")],
  ["the last day of the week", cron("cron(0 9 ? * L *)")],
  [
    "an event pattern of a network",
    [
      "AWS::Events::Rule",
      { EventPattern: { source: ["aws.s3"], detail: { "source-ip-address": [{ cidr: "10.0.0.0/24" }] } } },
    ],
  ],
  [
    "a permission of all actions",
    ["AWS::Lambda::Permission", { FunctionName: "f", Action: "*", Principal: "s3.amazonaws.com" }],
  ],
  [
    "a state machine with a dot in its name",
    [
      "AWS::StepFunctions::StateMachine",
      {
        StateMachineName: "a.b",
        RoleArn: "arn:aws:iam::111122223333:role/some",
        DefinitionString: '{"StartAt":"End","States":{"End":{"Type":"Succeed"}}}',
      },
    ],
  ],
];
