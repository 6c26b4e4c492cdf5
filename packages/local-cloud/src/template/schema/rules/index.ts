import type { Objection, Rule, RuledResource } from "../objection.ts";
import { functionRule, permissionRule } from "./functions.ts";
import { groupRuleRule, routeRule, securityGroupRule, subnetRule, vpcRule } from "./networks.ts";
import { idsRule, limitsRule } from "./limits.ts";
import { managedPolicyRule, resourcePolicyRule, roleRule } from "./policies.ts";
import { alarmRule, bucketRule, clusterRule, keyRule, secretRule, subscriptionRule } from "./storage-and-keys.ts";
import { tableRule } from "./tables.ts";
import { tagsRule } from "./tags.ts";
import { eventRuleRule, machineRule, scheduleRule } from "./workflows.ts";

const MOST_BUCKET_POLICY = 20_480;
const MOST_SECRET_POLICY = 20_480;
const MOST_KEY_POLICY = 32_768;
const MOST_TOPIC_POLICY = 30_720;

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  "AWS::CloudWatch::Alarm": [alarmRule],
  "AWS::DynamoDB::Table": [tableRule],
  "AWS::EC2::Route": [routeRule],
  "AWS::EC2::SecurityGroup": [securityGroupRule],
  "AWS::EC2::SecurityGroupEgress": [groupRuleRule],
  "AWS::EC2::SecurityGroupIngress": [groupRuleRule],
  "AWS::EC2::Subnet": [subnetRule],
  "AWS::EC2::VPC": [vpcRule],
  "AWS::EC2::VPCEndpoint": [resourcePolicyRule("PolicyDocument", MOST_BUCKET_POLICY)],
  "AWS::Events::Rule": [eventRuleRule],
  "AWS::IAM::ManagedPolicy": [managedPolicyRule],
  "AWS::IAM::Role": [roleRule],
  "AWS::KMS::Key": [keyRule, resourcePolicyRule("KeyPolicy", MOST_KEY_POLICY)],
  "AWS::Lambda::Function": [functionRule],
  "AWS::Lambda::Permission": [permissionRule],
  "AWS::RDS::DBCluster": [clusterRule],
  "AWS::S3::Bucket": [bucketRule],
  "AWS::S3::BucketPolicy": [resourcePolicyRule("PolicyDocument", MOST_BUCKET_POLICY)],
  "AWS::SNS::Subscription": [subscriptionRule],
  "AWS::SNS::TopicPolicy": [resourcePolicyRule("PolicyDocument", MOST_TOPIC_POLICY)],
  "AWS::SQS::QueuePolicy": [resourcePolicyRule("PolicyDocument", MOST_BUCKET_POLICY)],
  "AWS::Scheduler::Schedule": [scheduleRule],
  "AWS::SecretsManager::ResourcePolicy": [resourcePolicyRule("ResourcePolicy", MOST_SECRET_POLICY)],
  "AWS::SecretsManager::Secret": [secretRule],
  "AWS::StepFunctions::StateMachine": [machineRule],
};

/** What AWS refuses in a resource though its schema of the type would let it pass. */
export function checkRules(resource: RuledResource, others: readonly RuledResource[]): readonly Objection[] {
  return [...(RULES[resource.type] ?? []), limitsRule, idsRule, tagsRule].flatMap((rule) => rule(resource, others));
}
