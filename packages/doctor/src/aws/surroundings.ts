import { GetAccountCommand } from "@aws-sdk/client-api-gateway";
import { ListBrowsersCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { DescribeTrailsCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import { GetRoleCommand, ListOpenIDConnectProvidersCommand } from "@aws-sdk/client-iam";
import { type Diagnosis, failing, ok, warn } from "../diagnosis.ts";
import type { Account } from "./account.ts";
import { asked, isNamed } from "./asked.ts";
import type { Needs } from "./needs.ts";

const GITHUB = "token.actions.githubusercontent.com";
/** The stack's name is none of those that the pipeline may change: agentic-pm-*-STAGE. */
const bootstrap = (stage: string) =>
  `\`aws cloudformation deploy --stack-name agentic-pm-${stage}-bootstrap --template-file deploy/bootstrap.yml ` +
  `--capabilities CAPABILITY_NAMED_IAM --parameter-overrides Stage=${stage} Repository=OWNER/NAME\``;

/** GitHub as an identity provider, and the role that deploy.yml takes. A deploy by hand needs neither. */
export async function checkBootstrap({ iam }: Account, { stage }: Needs): Promise<readonly Diagnosis[]> {
  const role = `agentic-pm-deploy-${stage}`;
  const remedy = `An administrator deploys it once (packages/pipelines/README.md): ${bootstrap(stage)}.`;
  const found = await Promise.all([
    asked("GitHub's identity provider", "iam:ListOpenIDConnectProviders", async () => {
      const { OpenIDConnectProviderList: list = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
      const isThere = list.some(({ Arn: arn = "" }) => arn.endsWith(`/${GITHUB}`));
      const check = "GitHub's identity provider";
      return [isThere ? ok(check, "there") : warn(check, "not there: deploy.yml cannot sign in", remedy)];
    }),
    asked(`role ${role}`, "iam:GetRole", async () => {
      try {
        const { Role: answer } = await iam.send(new GetRoleCommand({ RoleName: role }));
        if (answer?.PermissionsBoundary !== undefined) return [ok(`role ${role}`, "there, within its boundary")];
        return [
          failing(`role ${role}`, "has no permission boundary", `It is not the one of deploy/bootstrap.yml. ${remedy}`),
        ];
      } catch (error) {
        if (!isNamed(error, "NoSuchEntityException", "NoSuchEntity")) throw error;
        return [warn(`role ${role}`, "not there: deploy.yml has nothing to take", remedy)];
      }
    }),
  ]);
  return found.flat();
}

/** Who did what in the account is recorded somewhere that lasts. */
export function checkTrail({ cloudTrail, region }: Account): Promise<readonly Diagnosis[]> {
  const check = "CloudTrail";
  const remedy =
    "Make a trail of all regions with log file validation: `aws cloudtrail create-trail --is-multi-region-trail --enable-log-file-validation …`, then `start-logging`.";
  return asked(check, "cloudtrail:DescribeTrails or cloudtrail:GetTrailStatus", async () => {
    const { trailList: trails = [] } = await cloudTrail.send(new DescribeTrailsCommand({}));
    const here = trails.filter((trail) => trail.IsMultiRegionTrail === true || trail.HomeRegion === region);
    const logging = await Promise.all(
      here.map(async (trail) => {
        const { IsLogging } = await cloudTrail.send(new GetTrailStatusCommand({ Name: trail.TrailARN }));
        return IsLogging === true ? [trail] : [];
      }),
    );
    const [trail] = logging
      .flat()
      .toSorted((a, b) => Number(b.LogFileValidationEnabled) - Number(a.LogFileValidationEnabled));
    if (trail === undefined) return [warn(check, `no trail records ${region}`, remedy)];
    if (trail.LogFileValidationEnabled === true)
      return [ok(check, `${trail.Name} records, and its files can be verified`)];
    return [warn(check, `${trail.Name} records, and its files could be changed unnoticed`, remedy)];
  });
}

/** API Gateway writes access logs of socket APIs only in accounts that gave it a role for it. */
export async function checkSocketLogs({ apiGateway }: Account, { logsSockets }: Needs): Promise<readonly Diagnosis[]> {
  if (!logsSockets) return [];
  const check = "API Gateway's role for logs";
  return asked(check, "apigateway:GET", async () => {
    const { cloudwatchRoleArn } = await apiGateway.send(new GetAccountCommand({}));
    if (cloudwatchRoleArn !== undefined && cloudwatchRoleArn !== "") return [ok(check, cloudwatchRoleArn)];
    const remedy =
      "Once for the account: a role with the managed policy AmazonAPIGatewayPushToCloudWatchLogs, then `aws apigateway " +
      "update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=ROLE_ARN`.";
    return [failing(check, "none: the stage of websocket-gateway would be refused", remedy)];
  });
}

/** Regions of what cannot be asked for them, as their documentation has it; AgentCore and the models are asked. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  "Nova Act": ["us-east-1"],
  "Nova multimodal embeddings": ["us-east-1"],
};

/** Whether everything that we use is offered in the region. */
export async function checkRegion(account: Account, { browsers, actWorkflows }: Needs): Promise<readonly Diagnosis[]> {
  const { region } = account;
  const missing = Object.entries(REGIONS).filter(([, regions]) => !regions.includes(region));
  const found =
    missing.length === 0
      ? ok(`region ${region}`, `has ${Object.keys(REGIONS).join(", ")}`)
      : failing(`region ${region}`, `has no ${missing.map(([name]) => name).join(", ")}`, "Deploy to us-east-1.");
  if (browsers + actWorkflows === 0) return [found];
  const answered = await asked("AgentCore", "bedrock-agentcore:ListBrowsers", async () => {
    const { browserSummaries = [] } = await account.agentCore.send(new ListBrowsersCommand({ maxResults: 1 }));
    return [ok("AgentCore", `answers${browserSummaries.length === 0 ? "" : ", and has browsers"}`)];
  });
  return [found, ...answered];
}
