import { arn } from "../gateway/account.ts";
import type { Json, ResourceState, TemplateResource } from "./model.ts";

/** How a type's resources are named and called before they exist. */
interface Prediction {
  readonly nameProperty: string;
  readonly arn: (name: string) => string;
  /** True where `Ref` answers with the ARN. */
  readonly refIsArn?: boolean;
}

const PREDICTIONS: Readonly<Record<string, Prediction>> = {
  "AWS::BedrockAgentCore::BrowserCustom": {
    nameProperty: "Name",
    arn: (name) => arn("bedrock-agentcore", `browser-custom/${name}`),
  },
  "AWS::DynamoDB::Table": { nameProperty: "TableName", arn: (name) => arn("dynamodb", `table/${name}`) },
  "AWS::IAM::ManagedPolicy": {
    nameProperty: "ManagedPolicyName",
    arn: (name) => arn("iam", `policy/${name}`, { region: "" }),
    refIsArn: true,
  },
  "AWS::IAM::Role": { nameProperty: "RoleName", arn: (name) => arn("iam", `role/${name}`, { region: "" }) },
  "AWS::KMS::Key": { nameProperty: "", arn: (name) => arn("kms", `key/${name}`) },
  "AWS::Lambda::Function": { nameProperty: "FunctionName", arn: (name) => arn("lambda", `function:${name}`) },
  "AWS::Logs::LogGroup": { nameProperty: "LogGroupName", arn: (name) => arn("logs", `log-group:${name}:*`) },
  "AWS::RDS::DBCluster": { nameProperty: "DBClusterIdentifier", arn: (name) => arn("rds", `cluster:${name}`) },
  "AWS::S3::Bucket": { nameProperty: "BucketName", arn: (name) => arn("s3", name, { region: "", account: "" }) },
  "AWS::SNS::Topic": { nameProperty: "TopicName", arn: (name) => arn("sns", name), refIsArn: true },
  "AWS::SecretsManager::Secret": {
    nameProperty: "Name",
    arn: (name) => arn("secretsmanager", `secret:${name}-AbCdEf`),
    refIsArn: true,
  },
  "AWS::StepFunctions::StateMachine": {
    nameProperty: "StateMachineName",
    arn: (name) => arn("states", `stateMachine:${name}`),
    refIsArn: true,
  },
};

/** What `Ref` and `Fn::GetAtt` will answer for a resource that was never made; `name` is its resolved name property. */
export function predictedState(logicalId: string, { Type }: TemplateResource, name: string | undefined): ResourceState {
  const prediction = PREDICTIONS[Type];
  const called = name ?? logicalId;
  if (prediction === undefined) return { physicalId: called, attributes: anyAttribute(logicalId, {}) };
  const own = prediction.arn(called);
  const attributes = {
    Arn: own,
    DBClusterArn: own,
    StreamArn: `${own}/stream/predicted`,
    BrowserArn: own,
    Name: called,
  };
  return { physicalId: prediction.refIsArn === true ? own : called, attributes: anyAttribute(logicalId, attributes) };
}

/** The property that names resources of this type, if the type has one. */
export function namePropertyOf(type: string): string | undefined {
  return PREDICTIONS[type]?.nameProperty;
}

/** Attributes that nobody can foretell (endpoints, ids) read as `<logicalId>.<attribute>`. */
function anyAttribute(logicalId: string, known: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  return new Proxy(known, {
    get: (target, name) => (typeof name === "string" ? (target[name] ?? `${logicalId}.${name}`) : undefined),
  });
}
