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
const TAGS = has("Tags");

/** EC2's providers make, change and remove alike: `ec2:Create…`, tags where there are some, `ec2:Delete…`. */
function ec2(kind: string, more: Partial<ProviderCalls> = {}): ProviderCalls {
  return {
    create: [`ec2:Create${kind}`, ["ec2:CreateTags", TAGS], ...(more.create ?? [])],
    update: [["ec2:CreateTags", TAGS], ...(more.update ?? [])],
    delete: more.delete ?? [`ec2:Delete${kind}`],
  };
}

/** A resolver's firewall: three types that are called alike. */
function firewall(
  kind: string,
  more: readonly ProviderCall[] = [],
  change: readonly ProviderCall[] = more,
): ProviderCalls {
  const tag: ProviderCall = ["route53resolver:TagResource", TAGS];
  return {
    create: [`route53resolver:Create${kind}`, ...more, tag],
    update: [...change, tag],
    delete: [`route53resolver:Delete${kind}`],
  };
}

/**
 * Every type of our templates whose calls are not asked for by name in `asks-by-type.ts`. Left out of AWS's lists are
 * reads, and what no template of ours asks for (replicas, imports, links to other accounts).
 */
export const PROVIDER_CALLS: Readonly<Record<string, ProviderCalls>> = {
  "AWS::BedrockAgentCore::BrowserCustom": {
    create: ["bedrock-agentcore:CreateBrowser", ["bedrock-agentcore:TagResource", TAGS]],
    update: [["bedrock-agentcore:TagResource", TAGS]],
    delete: ["bedrock-agentcore:DeleteBrowser"],
  },
  "AWS::CloudFront::Distribution": {
    create: ["cloudfront:CreateDistribution", ["cloudfront:TagResource", TAGS]],
    update: ["cloudfront:UpdateDistribution"],
    delete: ["cloudfront:DeleteDistribution"],
  },
  "AWS::EC2::EIP": {
    create: ["ec2:AllocateAddress", ["ec2:CreateTags", TAGS], ["ec2:AssociateAddress", has("InstanceId")]],
    update: [["ec2:CreateTags", TAGS]],
    delete: ["ec2:ReleaseAddress"],
  },
  "AWS::EC2::EIPAssociation": { create: ["ec2:AssociateAddress"], update: [], delete: ["ec2:DisassociateAddress"] },
  "AWS::EC2::FlowLog": {
    create: ["ec2:CreateFlowLogs", ["ec2:CreateTags", TAGS]],
    update: [["ec2:CreateTags", TAGS]],
    delete: ["ec2:DeleteFlowLogs"],
  },
  "AWS::EC2::Instance": {
    create: ["ec2:RunInstances", ["ec2:CreateTags", TAGS]],
    update: [
      ["ec2:ModifyInstanceAttribute", has("SourceDestCheck")],
      ["ec2:CreateTags", TAGS],
    ],
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
    create: ["guardduty:CreateDetector", ["guardduty:TagResource", TAGS]],
    update: ["guardduty:UpdateDetector"],
    delete: ["guardduty:DeleteDetector"],
  },
  "AWS::IAM::OIDCProvider": {
    create: ["iam:CreateOpenIDConnectProvider", ["iam:TagOpenIDConnectProvider", TAGS]],
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
    create: ["rds:CreateDBInstance", ["rds:AddTagsToResource", TAGS]],
    update: ["rds:ModifyDBInstance", ["rds:AddTagsToResource", TAGS]],
    delete: ["rds:DeleteDBInstance"],
  },
  "AWS::RDS::DBSubnetGroup": {
    create: ["rds:CreateDBSubnetGroup", ["rds:AddTagsToResource", TAGS]],
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
    create: ["route53resolver:AssociateFirewallRuleGroup", ["route53resolver:TagResource", TAGS]],
    update: ["route53resolver:UpdateFirewallRuleGroupAssociation"],
    delete: ["route53resolver:DisassociateFirewallRuleGroup"],
  },
  "AWS::SecretsManager::RotationSchedule": {
    create: ["secretsmanager:RotateSecret"],
    update: ["secretsmanager:RotateSecret"],
    delete: ["secretsmanager:CancelRotateSecret"],
  },
  "AWS::WAFv2::WebACL": {
    create: ["wafv2:CreateWebACL", ["wafv2:TagResource", TAGS]],
    update: ["wafv2:UpdateWebACL"],
    delete: ["wafv2:DeleteWebACL"],
  },
};

/** What the providers of types in `asks-by-type.ts` call beside the main call, when they make or change a resource. */
export const CALLS_BESIDE: Readonly<Record<string, readonly ProviderCall[]>> = {
  "AWS::DynamoDB::Table": [
    ["dynamodb:UpdateTimeToLive", has("TimeToLiveSpecification")],
    ["dynamodb:UpdateContinuousBackups", has("PointInTimeRecoverySpecification")],
    ["dynamodb:TagResource", TAGS],
  ],
  "AWS::CloudWatch::Alarm": [["cloudwatch:TagResource", TAGS]],
  "AWS::Events::Rule": [
    ["events:PutTargets", has("Targets")],
    ["events:TagResource", TAGS],
  ],
  "AWS::IAM::Role": [["iam:TagRole", TAGS]],
  "AWS::KMS::Key": [["kms:TagResource", TAGS]],
  "AWS::Lambda::Function": [["lambda:TagResource", TAGS]],
  "AWS::Logs::LogGroup": [
    ["logs:PutRetentionPolicy", has("RetentionInDays")],
    ["logs:TagResource", TAGS],
  ],
  "AWS::RDS::DBCluster": [["rds:AddTagsToResource", TAGS]],
  "AWS::S3::Bucket": [
    ["s3:PutEncryptionConfiguration", has("BucketEncryption")],
    ["s3:PutBucketVersioning", has("VersioningConfiguration")],
    ["s3:PutLifecycleConfiguration", has("LifecycleConfiguration")],
    ["s3:PutBucketPublicAccessBlock", has("PublicAccessBlockConfiguration")],
    ["s3:PutBucketOwnershipControls", has("OwnershipControls")],
    ["s3:PutBucketNotification", has("NotificationConfiguration")],
    ["s3:PutBucketObjectLockConfiguration", has("ObjectLockConfiguration")],
    ["s3:PutBucketTagging", TAGS],
  ],
  "AWS::SecretsManager::Secret": [
    ["secretsmanager:GetRandomPassword", has("GenerateSecretString")],
    ["secretsmanager:TagResource", TAGS],
  ],
  "AWS::SNS::Topic": [["sns:TagResource", TAGS]],
  "AWS::StepFunctions::StateMachine": [["states:TagResource", TAGS]],
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
