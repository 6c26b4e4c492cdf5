import type { Needs } from "../src/aws/needs.ts";
import { ACCOUNT, type Answers, ec2, json, query, queryError } from "./replaying-account.ts";

const PLATFORM = "agentic-pm-platform-dev";

/** What a small deployment needs. */
export const NEEDS: Needs = {
  stage: "dev",
  stacks: [PLATFORM],
  models: ["amazon.nova-2-multimodal-embeddings-v1:0", "us.anthropic.claude-haiku-4-5-20251001-v1:0"],
  secrets: [
    { name: "/agentic-pm/jira/read-token", stack: PLATFORM, isGenerated: false },
    { name: "/agentic-pm/database/decide", stack: PLATFORM, isGenerated: true },
  ],
  roles: 28,
  managedPolicies: 12,
  tables: [{ name: "agentic-pm-signals-dev", stack: PLATFORM }],
  stateMachines: [{ name: "agentic-pm-signal-dev", stack: PLATFORM }],
  functions: [
    { name: "intake", stack: PLATFORM, reserved: 1 },
    { name: "sanitise", stack: PLATFORM, reserved: 5 },
  ],
  vpcs: 1,
  addresses: 2,
  natGateways: 2,
  logsSockets: true,
  browsers: 1,
  actWorkflows: 1,
};

const quota = (ServiceCode: string, QuotaCode: string, Value: number) =>
  json({ Quota: { ServiceCode, QuotaCode, Value, Adjustable: true, GlobalQuota: false, Unit: "None" } });

/** An account in which nothing of ours is deployed, and nothing stands in the way. */
export const SOUND: Answers = {
  "sts:GetCallerIdentity": query(
    "GetCallerIdentity",
    `<Arn>arn:aws:sts::${ACCOUNT}:assumed-role/Administrator/ada</Arn><UserId>AROAEXAMPLE:ada</UserId><Account>${ACCOUNT}</Account>`,
  ),
  "iam:GetAccountSummary": query(
    "GetAccountSummary",
    `<SummaryMap>${Object.entries({
      Roles: 31,
      RolesQuota: 1000,
      Policies: 4,
      PoliciesQuota: 1500,
      AccountMFAEnabled: 1,
    })
      .map(([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`)
      .join("")}</SummaryMap>`,
  ),
  "iam:ListOpenIDConnectProviders": query(
    "ListOpenIDConnectProviders",
    `<OpenIDConnectProviderList><member><Arn>arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com</Arn></member></OpenIDConnectProviderList>`,
  ),
  "iam:GetRole": query(
    "GetRole",
    `<Role><Path>/</Path><RoleName>agentic-pm-deploy-dev</RoleName><RoleId>AROAEXAMPLE</RoleId><Arn>arn:aws:iam::${ACCOUNT}:role/agentic-pm-deploy-dev</Arn><CreateDate>2026-11-01T00:00:00Z</CreateDate><PermissionsBoundary><PermissionsBoundaryType>PermissionsBoundaryPolicy</PermissionsBoundaryType><PermissionsBoundaryArn>arn:aws:iam::${ACCOUNT}:policy/agentic-pm-deploy-dev</PermissionsBoundaryArn></PermissionsBoundary></Role>`,
  ),
  "cloudformation:DescribeStacks": queryError("ValidationError", `Stack with id ${PLATFORM} does not exist`),
  "cloudformation:ListExports": query(
    "ListExports",
    `<Exports><member><ExportingStackId>arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/other/1</ExportingStackId><Name>other-vpc</Name><Value>vpc-1</Value></member></Exports>`,
  ),
  "bedrock:GetInferenceProfile": (id) =>
    json({
      inferenceProfileName: "US Anthropic Claude Haiku 4.5",
      inferenceProfileArn: `arn:aws:bedrock:us-east-1:${ACCOUNT}:inference-profile/${id}`,
      inferenceProfileId: id,
      models: ["us-east-1", "us-east-2", "us-west-2"].map((region) => ({
        modelArn: `arn:aws:bedrock:${region}::foundation-model/${id.slice(3)}`,
      })),
      status: "ACTIVE",
      type: "SYSTEM_DEFINED",
    }),
  "bedrock:GetFoundationModel": (id) =>
    json({
      modelDetails: {
        modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${id}`,
        modelId: id,
        modelLifecycle: { status: "ACTIVE" },
      },
    }),
  "bedrock:GetFoundationModelAvailability": (id) =>
    json({
      modelId: id,
      agreementAvailability: { status: "AVAILABLE" },
      authorizationStatus: "AUTHORIZED",
      entitlementAvailability: "AVAILABLE",
      regionAvailability: "AVAILABLE",
    }),
  "bedrock:GetUseCaseForModelAccess": json({ formData: Buffer.from('{"companyName":"Atlas"}').toString("base64") }),
  "bedrock-agentcore:ListBrowsers": json({ browserSummaries: [] }),
  "lambda:GetAccountSettings": json({
    AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000, TotalCodeSize: 80530636800 },
    AccountUsage: { FunctionCount: 0, TotalCodeSize: 0 },
  }),
  "servicequotas:GetServiceQuota": (about) => {
    const { ServiceCode, QuotaCode } = JSON.parse(about) as { ServiceCode: string; QuotaCode: string };
    return quota(ServiceCode, QuotaCode, 5);
  },
  "ec2:DescribeVpcs": ec2("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId><state>available</state></item></vpcSet>"),
  "ec2:DescribeAddresses": ec2("DescribeAddresses", "<addressesSet/>"),
  "ec2:DescribeNatGateways": ec2("DescribeNatGateways", "<natGatewaySet/>"),
  "secretsmanager:DescribeSecret": json(
    { __type: "ResourceNotFoundException", Message: "Secrets Manager can't find the specified secret." },
    400,
  ),
  "dynamodb:ListTables": json({ TableNames: ["orders"] }),
  "states:ListStateMachines": json({ stateMachines: [] }),
  "apigateway:GET": json({
    cloudwatchRoleArn: `arn:aws:iam::${ACCOUNT}:role/api-gateway-logs`,
    throttleSettings: { rateLimit: 10000, burstLimit: 5000 },
    features: ["UsagePlans"],
  }),
  "cloudtrail:DescribeTrails": json({
    trailList: [
      {
        Name: "everything",
        TrailARN: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/everything`,
        IsMultiRegionTrail: true,
        HomeRegion: "eu-west-1",
        LogFileValidationEnabled: true,
        S3BucketName: "trails",
      },
    ],
  }),
  "cloudtrail:GetTrailStatus": json({ IsLogging: true }),
};

/** The platform is deployed: how CloudFormation says it. */
export function deployedAs(status: string): Answers {
  const member = `<member><StackId>arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/${PLATFORM}/1</StackId><StackName>${PLATFORM}</StackName><CreationTime>2026-11-20T08:00:00Z</CreationTime><StackStatus>${status}</StackStatus></member>`;
  return { "cloudformation:DescribeStacks": query("DescribeStacks", `<Stacks>${member}</Stacks>`) };
}
