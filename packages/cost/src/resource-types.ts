import { AppError } from "@agentic-pm/errors";
import type { ResolvedResource } from "@agentic-pm/local-cloud";

/** Types that are billed, by the service on whose lines they stand. */
export const BILLED_TYPES: Readonly<Record<string, string>> = {
  "AWS::Lambda::Function": "Lambda",
  "AWS::StepFunctions::StateMachine": "Step Functions",
  "AWS::DynamoDB::Table": "DynamoDB",
  "AWS::RDS::DBCluster": "Aurora",
  "AWS::RDS::DBInstance": "Aurora",
  "AWS::S3::Bucket": "S3",
  "AWS::KMS::Key": "KMS",
  "AWS::SecretsManager::Secret": "Secrets Manager",
  "AWS::Logs::LogGroup": "CloudWatch",
  "AWS::CloudWatch::Alarm": "CloudWatch",
  "AWS::Scheduler::Schedule": "EventBridge",
  "AWS::SNS::Topic": "SNS",
  "AWS::ApiGatewayV2::Api": "API Gateway",
  "AWS::WAFv2::WebACL": "WAF",
  "AWS::BedrockAgentCore::BrowserCustom": "AgentCore browser",
  "AWS::NovaAct::WorkflowDefinition": "Nova Act",
  "AWS::EC2::NatGateway": "Network",
  "AWS::EC2::EIP": "Network",
  "AWS::EC2::Instance": "Network",
  "AWS::EC2::VPCEndpoint": "Network",
  "AWS::Route53Resolver::FirewallDomainList": "Network",
};

/** Types that cost nothing, and why. */
export const FREE_TYPES: Readonly<Record<string, string>> = {
  "AWS::IAM::Role": "IAM is free",
  "AWS::IAM::ManagedPolicy": "IAM is free",
  "AWS::IAM::InstanceProfile": "IAM is free",
  "AWS::Lambda::Version": "billed by the function's calls",
  "AWS::Lambda::Permission": "part of the function",
  "AWS::Lambda::EventSourceMapping": "polling DynamoDB streams for Lambda is free",
  "AWS::S3::BucketPolicy": "part of the bucket",
  "AWS::KMS::Alias": "part of the key",
  "AWS::SecretsManager::ResourcePolicy": "part of the secret",
  "AWS::SecretsManager::RotationSchedule": "the rotating function's calls are billed",
  "AWS::RDS::DBSubnetGroup": "part of the cluster",
  "AWS::SNS::Subscription": "billed by what is delivered",
  "AWS::SNS::TopicPolicy": "part of the topic",
  "AWS::Events::Rule": "rules on AWS's own events are free",
  "AWS::ApiGatewayV2::Authorizer": "the authorizer's calls are billed as its function's",
  "AWS::ApiGatewayV2::Deployment": "part of the API",
  "AWS::ApiGatewayV2::Integration": "part of the API",
  "AWS::ApiGatewayV2::Route": "part of the API",
  "AWS::ApiGatewayV2::RouteResponse": "part of the API",
  "AWS::ApiGatewayV2::Stage": "part of the API",
  "AWS::EC2::VPC": "networks without appliances are free",
  "AWS::EC2::Subnet": "networks without appliances are free",
  "AWS::EC2::RouteTable": "networks without appliances are free",
  "AWS::EC2::Route": "networks without appliances are free",
  "AWS::EC2::SubnetRouteTableAssociation": "networks without appliances are free",
  "AWS::EC2::InternetGateway": "networks without appliances are free",
  "AWS::EC2::VPCGatewayAttachment": "networks without appliances are free",
  "AWS::GuardDuty::Detector":
    "billed by events analysed, which a workload file does not count; the first month is free",
  "AWS::CloudFront::Distribution": "the free tier holds a thousand times these handshakes",
  "AWS::EC2::FlowLog": "what it writes is billed as logs",
  "AWS::Route53Resolver::FirewallRuleGroup": "part of the DNS firewall, which is billed by names",
  "AWS::Route53Resolver::FirewallRuleGroupAssociation": "part of the DNS firewall, which is billed by names",
  "AWS::EC2::EIPAssociation": "the address itself is billed",
  "AWS::EC2::SecurityGroup": "networks without appliances are free",
  "AWS::EC2::SecurityGroupIngress": "networks without appliances are free",
  "AWS::EC2::SecurityGroupEgress": "networks without appliances are free",
  "AWS::EC2::LaunchTemplate": "the instance is billed",
  "AWS::SSM::Parameter": "standard parameters are free",
};

/** @throws AppError RESOURCE_UNPRICED for a type of which nobody has said what it costs. */
export function checkEveryTypeIsPriced(resources: readonly ResolvedResource[]): void {
  const unknown = resources.find(({ type }) => BILLED_TYPES[type] === undefined && FREE_TYPES[type] === undefined);
  if (unknown === undefined) return;
  throw new AppError("RESOURCE_UNPRICED", {
    cause: `${unknown.stackName} has ${unknown.logicalId} of type ${unknown.type}; nobody has said what that costs.`,
    remedy: "Give it lines in packages/cost/src/lines, or name it free with its reason in src/resource-types.ts.",
  });
}
