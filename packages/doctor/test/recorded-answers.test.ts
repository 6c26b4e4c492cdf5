import * as apiGateway from "@aws-sdk/client-api-gateway";
import * as bedrock from "@aws-sdk/client-bedrock";
import * as agentCore from "@aws-sdk/client-bedrock-agentcore-control";
import { DescribeStacksCommand, ListExportsCommand } from "@aws-sdk/client-cloudformation";
import * as cloudTrail from "@aws-sdk/client-cloudtrail";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import { GetAccountSettingsCommand } from "@aws-sdk/client-lambda";
import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import { GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import { ListStateMachinesCommand } from "@aws-sdk/client-sfn";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Account, openAccount } from "../src/aws/account.ts";
import { type Answer, replay, type ReplayingAccount } from "./replaying-account.ts";
import { deployedAs, SOUND } from "./sound-account.ts";

// The doctor's checks are tested with answers that nobody recorded in an account of ours. Here the SDK's own models read
// them: a member that AWS does not have, or of another type, would not come out of them.

const ANSWERS = { ...SOUND, ...deployedAs("UPDATE_COMPLETE") };
const ENVIRONMENT = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "example" };
const before = { ...process.env };
let server: ReplayingAccount;
let account: Account;

beforeAll(async () => {
  server = await replay(ANSWERS);
  Object.assign(process.env, ENVIRONMENT, { AWS_ENDPOINT_URL: server.endpoint });
  account = openAccount("us-east-1");
});
afterAll(async () => {
  account.close();
  await server.close();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

const MODEL = "us.anthropic.claude-haiku-4-5-20251001-v1:0";

/** The call of each recorded action, as the SDK makes it. */
const CALLS: Readonly<Record<string, () => Promise<object>>> = {
  "sts:GetCallerIdentity": () => account.sts.send(new GetCallerIdentityCommand({})),
  "iam:GetAccountSummary": () => account.iam.send(new iam.GetAccountSummaryCommand({})),
  "iam:ListOpenIDConnectProviders": () => account.iam.send(new iam.ListOpenIDConnectProvidersCommand({})),
  "iam:GetRole": () => account.iam.send(new iam.GetRoleCommand({ RoleName: "agentic-pm-deploy-dev" })),
  "cloudformation:DescribeStacks": () => account.cloudFormation.send(new DescribeStacksCommand({ StackName: "any" })),
  "cloudformation:ListExports": () => account.cloudFormation.send(new ListExportsCommand({})),
  "bedrock:GetInferenceProfile": () =>
    account.bedrock.send(new bedrock.GetInferenceProfileCommand({ inferenceProfileIdentifier: MODEL })),
  "bedrock:GetFoundationModel": () =>
    account.bedrock.send(new bedrock.GetFoundationModelCommand({ modelIdentifier: MODEL })),
  "bedrock:GetFoundationModelAvailability": () =>
    account.bedrock.send(new bedrock.GetFoundationModelAvailabilityCommand({ modelId: MODEL })),
  "bedrock:GetUseCaseForModelAccess": () => account.bedrock.send(new bedrock.GetUseCaseForModelAccessCommand({})),
  "bedrock-agentcore:ListBrowsers": () => account.agentCore.send(new agentCore.ListBrowsersCommand({})),
  "lambda:GetAccountSettings": () => account.lambda.send(new GetAccountSettingsCommand({})),
  "servicequotas:GetServiceQuota": () =>
    account.quotas.send(new GetServiceQuotaCommand({ ServiceCode: "lambda", QuotaCode: "L-B99A9384" })),
  "ec2:DescribeVpcs": () => account.ec2.send(new ec2.DescribeVpcsCommand({})),
  "ec2:DescribeAddresses": () => account.ec2.send(new ec2.DescribeAddressesCommand({})),
  "ec2:DescribeNatGateways": () => account.ec2.send(new ec2.DescribeNatGatewaysCommand({})),
  "secretsmanager:DescribeSecret": () => account.secrets.send(new DescribeSecretCommand({ SecretId: "any" })),
  "dynamodb:ListTables": () => account.dynamoDb.send(new ListTablesCommand({})),
  "states:ListStateMachines": () => account.states.send(new ListStateMachinesCommand({})),
  "apigateway:GET": () => account.apiGateway.send(new apiGateway.GetAccountCommand({})),
  "cloudtrail:DescribeTrails": () => account.cloudTrail.send(new cloudTrail.DescribeTrailsCommand({})),
  "cloudtrail:GetTrailStatus": () => account.cloudTrail.send(new cloudTrail.GetTrailStatusCommand({ Name: "any" })),
};

/** Values as text, in one order: what there is to be read, whatever the wire calls it. */
function recorded({ type, body }: Answer): readonly string[] {
  if (type === "json") return leaves(JSON.parse(body));
  const told = body.replace(
    /<ResponseMetadata>.*<\/ResponseMetadata>|<requestId>[^<]*<\/requestId>|<key>[^<]*<\/key>/g,
    "",
  );
  return [...told.matchAll(/>([^<]+)</g)].map(([, text = ""]) => plain(text)).toSorted();
}

function leaves(value: unknown): readonly string[] {
  if (value instanceof Uint8Array) return [Buffer.from(value).toString("base64")];
  if (value instanceof Date || typeof value !== "object" || value === null) return [plain(value)];
  const members = Object.entries(value).filter(([name, member]) => name !== "$metadata" && member !== undefined);
  return members.flatMap(([, member]) => leaves(member)).toSorted();
}

function plain(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? new Date(text).toISOString() : text;
}

/** Strings that look like values of an enumeration. */
const enumerated = (values: readonly string[]): readonly string[] =>
  values.filter((text) => /^[A-Z]+(_[A-Z]+)+$|^[A-Z]{6,}$/.test(text));

describe("what the doctor is tested with", () => {
  test("is called by these calls, each of them and no other", () => {
    expect(Object.keys(CALLS).toSorted()).toEqual(Object.keys(ANSWERS).toSorted());
  });

  test.each(Object.keys(ANSWERS))("is what AWS's model of %s reads, to the last member", async (action) => {
    const entry = ANSWERS[action];
    if (entry === undefined) throw new Error(action);
    const about = action.startsWith("servicequotas") ? '{"ServiceCode":"lambda","QuotaCode":"L-B99A9384"}' : MODEL;
    const answer = typeof entry === "function" ? entry(about) : entry;
    const read = await CALLS[action]?.().catch((error: unknown) => error);
    if ((answer.status ?? 200) >= 400) {
      const { name } = read as Error;
      expect(answer.body).toContain(name);
    } else {
      expect(leaves(read)).toEqual(recorded(answer));
    }
  });

  test("has states that AWS has names for", () => {
    const known = new Set(
      [bedrock, agentCore, cloudTrail, ec2, iam].flatMap((client) =>
        Object.values(client).flatMap((each: unknown) =>
          typeof each === "object" && each !== null
            ? Object.values(each).filter((value) => typeof value === "string")
            : [],
        ),
      ),
    );
    const told = Object.entries(ANSWERS)
      .filter(([action]) => action.startsWith("bedrock:"))
      .flatMap(([, entry]) => enumerated(recorded(typeof entry === "function" ? entry(MODEL) : entry)));
    expect(told.length).toBeGreaterThan(3);
    expect(told.filter((state) => !known.has(state))).toEqual([]);
  });
});
