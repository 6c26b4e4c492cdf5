import { isJsonObject, type JsonObject } from "../../template/model.ts";

/** A call that a resource provider makes: always, or where the properties ask for it. */
export type ProviderCall = string | readonly [action: string, when: (properties: JsonObject) => boolean];

/** What a type's provider calls, as `handlers` in AWS's schema of the type lists it. */
export interface ProviderCalls {
  readonly create: readonly ProviderCall[];
  readonly update: readonly ProviderCall[];
  readonly delete: readonly ProviderCall[];
}

const has =
  (...names: readonly string[]) =>
  (properties: JsonObject): boolean =>
    names.some((name) => properties[name] !== undefined);

/** EC2's providers make and remove alike: `ec2:Create…` and `ec2:Delete…`. */
function ec2(kind: string, more: Partial<ProviderCalls> = {}): ProviderCalls {
  return {
    create: [`ec2:Create${kind}`, ...(more.create ?? [])],
    update: more.update ?? [],
    delete: more.delete ?? [`ec2:Delete${kind}`],
  };
}

/** A resolver's firewall: three types that are called alike. */
function firewall(
  kind: string,
  more: readonly ProviderCall[] = [],
  change: readonly ProviderCall[] = more,
): ProviderCalls {
  return {
    create: [`route53resolver:Create${kind}`, ...more],
    update: change,
    delete: [`route53resolver:Delete${kind}`],
  };
}

/**
 * Every type of our templates whose calls are not asked for by name in `asks-by-type.ts`. Left out of AWS's lists are
 * reads, and what no template of ours asks for (replicas, imports, links to other accounts).
 */
export const PROVIDER_CALLS: Readonly<Record<string, ProviderCalls>> = {
  "AWS::BedrockAgentCore::BrowserCustom": {
    create: ["bedrock-agentcore:CreateBrowser"],
    update: [],
    delete: ["bedrock-agentcore:DeleteBrowser"],
  },
  "AWS::CloudFront::Distribution": {
    create: ["cloudfront:CreateDistribution"],
    update: ["cloudfront:UpdateDistribution"],
    delete: ["cloudfront:DeleteDistribution"],
  },
  "AWS::EC2::EIP": {
    create: ["ec2:AllocateAddress", ["ec2:AssociateAddress", has("InstanceId")]],
    update: [],
    delete: ["ec2:ReleaseAddress"],
  },
  "AWS::EC2::EIPAssociation": { create: ["ec2:AssociateAddress"], update: [], delete: ["ec2:DisassociateAddress"] },
  "AWS::EC2::FlowLog": {
    create: ["ec2:CreateFlowLogs"],
    update: [],
    delete: ["ec2:DeleteFlowLogs"],
  },
  "AWS::EC2::Instance": {
    create: ["ec2:RunInstances"],
    update: [["ec2:ModifyInstanceAttribute", has("SourceDestCheck")]],
    delete: ["ec2:TerminateInstances"],
  },
  "AWS::EC2::InternetGateway": ec2("InternetGateway"),
  "AWS::EC2::NatGateway": ec2("NatGateway"),
  "AWS::EC2::Route": { create: ["ec2:CreateRoute"], update: ["ec2:ReplaceRoute"], delete: ["ec2:DeleteRoute"] },
  "AWS::EC2::RouteTable": ec2("RouteTable"),
  "AWS::EC2::SecurityGroup": ec2("SecurityGroup", {
    create: [
      ["ec2:AuthorizeSecurityGroupIngress", has("SecurityGroupIngress")],
      ["ec2:AuthorizeSecurityGroupEgress", has("SecurityGroupEgress")],
      ["ec2:RevokeSecurityGroupEgress", has("SecurityGroupEgress")],
    ],
    update: [
      ["ec2:AuthorizeSecurityGroupIngress", has("SecurityGroupIngress")],
      ["ec2:RevokeSecurityGroupIngress", has("SecurityGroupIngress")],
      ["ec2:AuthorizeSecurityGroupEgress", has("SecurityGroupEgress")],
      ["ec2:RevokeSecurityGroupEgress", has("SecurityGroupEgress")],
    ],
  }),
  "AWS::EC2::SecurityGroupEgress": {
    create: ["ec2:AuthorizeSecurityGroupEgress"],
    update: ["ec2:UpdateSecurityGroupRuleDescriptionsEgress"],
    delete: ["ec2:RevokeSecurityGroupEgress"],
  },
  "AWS::EC2::SecurityGroupIngress": {
    create: ["ec2:AuthorizeSecurityGroupIngress"],
    update: ["ec2:UpdateSecurityGroupRuleDescriptionsIngress"],
    delete: ["ec2:RevokeSecurityGroupIngress"],
  },
  "AWS::EC2::Subnet": ec2("Subnet", {
    create: [["ec2:ModifySubnetAttribute", has("MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation")]],
    update: ["ec2:ModifySubnetAttribute"],
  }),
  "AWS::EC2::SubnetRouteTableAssociation": {
    create: ["ec2:AssociateRouteTable"],
    update: [],
    delete: ["ec2:DisassociateRouteTable"],
  },
  "AWS::EC2::VPC": ec2("Vpc", {
    create: [["ec2:ModifyVpcAttribute", has("EnableDnsSupport", "EnableDnsHostnames")]],
    update: ["ec2:ModifyVpcAttribute"],
  }),
  "AWS::EC2::VPCEndpoint": ec2("VpcEndpoint", {
    update: ["ec2:ModifyVpcEndpoint"],
    delete: ["ec2:DeleteVpcEndpoints"],
  }),
  "AWS::EC2::VPCGatewayAttachment": {
    create: ["ec2:AttachInternetGateway"],
    update: ["ec2:AttachInternetGateway"],
    delete: ["ec2:DetachInternetGateway"],
  },
  "AWS::GuardDuty::Detector": {
    create: ["guardduty:CreateDetector"],
    update: ["guardduty:UpdateDetector"],
    delete: ["guardduty:DeleteDetector"],
  },
  "AWS::IAM::OIDCProvider": {
    create: ["iam:CreateOpenIDConnectProvider"],
    update: ["iam:UpdateOpenIDConnectProviderThumbprint"],
    delete: ["iam:DeleteOpenIDConnectProvider"],
  },
  // A version is retained by the framework: it goes with its function.
  "AWS::Lambda::Version": { create: ["lambda:PublishVersion"], update: [], delete: ["lambda:DeleteFunction"] },
  "AWS::NovaAct::WorkflowDefinition": {
    create: ["nova-act:CreateWorkflowDefinition"],
    update: [],
    delete: ["nova-act:DeleteWorkflowDefinition"],
  },
  "AWS::RDS::DBInstance": {
    create: ["rds:CreateDBInstance"],
    update: ["rds:ModifyDBInstance"],
    delete: ["rds:DeleteDBInstance"],
  },
  "AWS::RDS::DBSubnetGroup": {
    create: ["rds:CreateDBSubnetGroup"],
    update: ["rds:ModifyDBSubnetGroup"],
    delete: ["rds:DeleteDBSubnetGroup"],
  },
  "AWS::Route53Resolver::FirewallDomainList": firewall("FirewallDomainList", ["route53resolver:UpdateFirewallDomains"]),
  "AWS::Route53Resolver::FirewallRuleGroup": firewall(
    "FirewallRuleGroup",
    [["route53resolver:CreateFirewallRule", has("FirewallRules")]],
    [["route53resolver:UpdateFirewallRule", has("FirewallRules")]],
  ),
  "AWS::Route53Resolver::FirewallRuleGroupAssociation": {
    create: ["route53resolver:AssociateFirewallRuleGroup"],
    update: ["route53resolver:UpdateFirewallRuleGroupAssociation"],
    delete: ["route53resolver:DisassociateFirewallRuleGroup"],
  },
  "AWS::SecretsManager::RotationSchedule": {
    create: ["secretsmanager:RotateSecret"],
    update: ["secretsmanager:RotateSecret"],
    delete: ["secretsmanager:CancelRotateSecret"],
  },
  "AWS::WAFv2::WebACL": {
    create: ["wafv2:CreateWebACL"],
    update: ["wafv2:UpdateWebACL"],
    delete: ["wafv2:DeleteWebACL"],
  },
};

/** A call for a property beside the main call: where it is set or changes, and where it or a part of it is taken away. */
export type CallBeside = readonly [property: string, set: string, taken?: string];

const tags = (service: string, set = "TagResource", taken = "UntagResource"): CallBeside => [
  "Tags",
  `${service}:${set}`,
  `${service}:${taken}`,
];
const RDS_TAGS = tags("rds", "AddTagsToResource", "RemoveTagsFromResource");
const EC2_TAGS = tags("ec2", "CreateTags", "DeleteTags");

const EC2_TAGGED = [
  "EIP",
  "FlowLog",
  "Instance",
  "InternetGateway",
  "NatGateway",
  "RouteTable",
  "SecurityGroup",
  "Subnet",
  "VPC",
  "VPCEndpoint",
];
const RESOLVER_TAGGED = ["FirewallDomainList", "FirewallRuleGroup", "FirewallRuleGroupAssociation"];

/** What providers call beside the main call, when they make or change a resource. */
export const CALLS_BESIDE: Readonly<Record<string, readonly CallBeside[]>> = {
  ...Object.fromEntries(EC2_TAGGED.map((kind) => [`AWS::EC2::${kind}`, [EC2_TAGS]])),
  ...Object.fromEntries(RESOLVER_TAGGED.map((kind) => [`AWS::Route53Resolver::${kind}`, [tags("route53resolver")]])),
  "AWS::BedrockAgentCore::BrowserCustom": [tags("bedrock-agentcore")],
  "AWS::CloudFront::Distribution": [tags("cloudfront")],
  "AWS::CloudWatch::Alarm": [tags("cloudwatch")],
  "AWS::DynamoDB::Table": [
    ["TimeToLiveSpecification", "dynamodb:UpdateTimeToLive"],
    ["PointInTimeRecoverySpecification", "dynamodb:UpdateContinuousBackups"],
    tags("dynamodb"),
  ],
  "AWS::Events::Rule": [["Targets", "events:PutTargets", "events:RemoveTargets"], tags("events")],
  "AWS::GuardDuty::Detector": [tags("guardduty")],
  "AWS::IAM::OIDCProvider": [tags("iam", "TagOpenIDConnectProvider", "UntagOpenIDConnectProvider")],
  "AWS::IAM::Role": [tags("iam", "TagRole", "UntagRole")],
  "AWS::KMS::Key": [tags("kms")],
  "AWS::Lambda::Function": [
    ["ReservedConcurrentExecutions", "lambda:PutFunctionConcurrency", "lambda:DeleteFunctionConcurrency"],
    tags("lambda"),
  ],
  "AWS::Logs::LogGroup": [["RetentionInDays", "logs:PutRetentionPolicy", "logs:DeleteRetentionPolicy"], tags("logs")],
  "AWS::RDS::DBCluster": [RDS_TAGS],
  "AWS::RDS::DBInstance": [RDS_TAGS],
  "AWS::RDS::DBSubnetGroup": [RDS_TAGS],
  "AWS::S3::Bucket": [
    ["BucketEncryption", "s3:PutEncryptionConfiguration"],
    ["VersioningConfiguration", "s3:PutBucketVersioning"],
    ["LifecycleConfiguration", "s3:PutLifecycleConfiguration"],
    ["PublicAccessBlockConfiguration", "s3:PutBucketPublicAccessBlock"],
    ["OwnershipControls", "s3:PutBucketOwnershipControls"],
    ["NotificationConfiguration", "s3:PutBucketNotification"],
    ["ObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"],
    ["Tags", "s3:PutBucketTagging"],
  ],
  "AWS::SecretsManager::Secret": [["GenerateSecretString", "secretsmanager:GetRandomPassword"], tags("secretsmanager")],
  "AWS::SNS::Topic": [tags("sns")],
  "AWS::StepFunctions::StateMachine": [tags("states")],
  "AWS::WAFv2::WebACL": [tags("wafv2")],
};

/** The actions of some calls that the properties ask for. */
export function actionsOf(calls: readonly ProviderCall[], properties: JsonObject): readonly string[] {
  return calls.flatMap((call) => {
    if (typeof call === "string") return [call];
    const [action, when] = call;
    return when(properties) ? [action] : [];
  });
}

/** The targets of a rule or schedule with the role that each is started by. */
export function targetRoles({ Targets: targets, Target: target }: JsonObject): readonly string[] {
  const list = Array.isArray(targets) ? targets : target === undefined ? [] : [target];
  return list.flatMap((each: unknown) =>
    isJsonObject(each) && typeof each["RoleArn"] === "string" ? [each["RoleArn"]] : [],
  );
}
