import { describe, expect, test } from "@jest/globals";
import { asker, sealKeyArn, secretArn, statementsOf, tableArn } from "@agentic-pm/testing/packaged-statements";

const YML = new URL("../serverless.yml", import.meta.url);
const ask = asker(YML, "sanitise");
const VAULT = "arn:aws:s3:::agentic-pm-vault-dev";
const HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
const SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";
const profile = (model: string) => `arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.${model}`;
const foundation = (model: string, region = "us-west-2") => `arn:aws:bedrock:${region}::foundation-model/${model}`;

describe("what sanitise may do", () => {
  test.each([
    ["s3:GetObject", `${VAULT}/signals/sig_1.json`, {}, "ReadRawSignalToSanitise"],
    [
      "kms:Decrypt",
      "arn:aws:kms:us-east-1:111122223333:key/data",
      { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
      "DecryptRawSignalToSanitise",
    ],
    ["bedrock:InvokeModel", profile(HAIKU), {}, "TriageWithHaiku"],
    [
      "bedrock:InvokeModel",
      foundation(HAIKU),
      { "bedrock:InferenceProfileArn": profile(HAIKU) },
      "TriageWithHaikuBehindItsProfile",
    ],
    [
      "rds-data:ExecuteStatement",
      "arn:aws:rds:us-east-1:111122223333:cluster:agentic-pm-dev",
      {},
      "StoreSanitisedSignal",
    ],
    ["secretsmanager:GetSecretValue", secretArn("/agentic-pm/database/sanitise"), {}, "ReadOwnDatabasePassword"],
    [
      "dynamodb:UpdateItem",
      tableArn("limits"),
      { "dynamodb:LeadingKeys": ["budget#day#2026-11-21", "budget#month#2026-11"] },
      "ReserveAndSettleModelBudget",
    ],
    ["kms:VerifyMac", sealKeyArn("intake"), {}, "CheckSealOfIntake"],
    ["kms:GenerateMac", sealKeyArn("triage"), {}, "SealSanitisedSignal"],
    ["dynamodb:PartiQLInsert", tableArn("audit"), {}, "AppendOwnAuditRecords"],
  ])("%s on %s is allowed by its own statement", (action, resource, context, sid) => {
    const decision = ask(action, resource, context);
    expect(decision).toMatchObject({ allowed: true, sid });
  });
});

describe("what sanitise may not do", () => {
  test.each([
    ["seal for the stage before", "kms:GenerateMac", sealKeyArn("intake")],
    ["seal for a later stage", "kms:GenerateMac", sealKeyArn("decision")],
    ["check its own seals", "kms:VerifyMac", sealKeyArn("triage")],
    ["write the vault", "s3:PutObject", `${VAULT}/signals/sig_1.json`],
    ["read elsewhere in the vault", "s3:GetObject", `${VAULT}/other/sig_1.json`],
    ["list the vault", "s3:ListBucket", VAULT],
    ["call Sonnet's profile", "bedrock:InvokeModel", profile(SONNET)],
    ["call Haiku past its profile", "bedrock:InvokeModel", foundation(HAIKU)],
    ["read the Jira token", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/jira/api-token")],
    ["read the Jira read token", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/jira/read-token")],
    ["read the Graph credentials", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/graph/credentials")],
    ["read the Resend key", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/resend/api-key")],
    ["read another database password", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/database/execute")],
    ["overwrite audit records", "dynamodb:PutItem", tableArn("audit")],
    ["read audit records", "dynamodb:Query", tableArn("audit")],
    ["touch actions", "dynamodb:PartiQLInsert", tableArn("actions")],
    ["read the registry", "dynamodb:GetItem", tableArn("registry")],
    [
      "invoke a function",
      "lambda:InvokeFunction",
      "arn:aws:lambda:us-east-1:111122223333:function:agentic-pm-executor-dev-execute",
    ],
    [
      "start a workflow",
      "states:StartExecution",
      "arn:aws:states:us-east-1:111122223333:stateMachine:agentic-pm-action-dev",
    ],
  ])("it may not %s", (_what, action, resource) => {
    expect(ask(action, resource)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });

  test("it may not reach Sonnet behind Haiku's profile", () => {
    expect(
      ask("bedrock:InvokeModel", foundation(SONNET), { "bedrock:InferenceProfileArn": profile(HAIKU) }).allowed,
    ).toBe(false);
  });

  test("it may not touch limits other than the budget", () => {
    expect(ask("dynamodb:UpdateItem", tableArn("limits"), { "dynamodb:LeadingKeys": ["rate#mail"] }).allowed).toBe(
      false,
    );
  });
});

const askRequest = asker(YML, "sanitise-request");
const REQUESTS = "arn:aws:s3:::agentic-pm-request-vault-dev";

describe("what sanitise-request may do", () => {
  test.each([
    ["s3:GetObject", `${REQUESTS}/requests/bkg_1/a.json`, {}, "ReadRequestToUnderstand"],
    [
      "kms:Decrypt",
      "arn:aws:kms:us-east-1:111122223333:key/data",
      { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
      "DecryptRequestToUnderstand",
    ],
    ["bedrock:InvokeModel", profile(HAIKU), {}, "ReadAgainWithHaiku"],
    [
      "bedrock:InvokeModel",
      foundation(HAIKU),
      { "bedrock:InferenceProfileArn": profile(HAIKU) },
      "ReadAgainWithHaikuBehindItsProfile",
    ],
    ["rds-data:ExecuteStatement", "arn:aws:rds:us-east-1:111122223333:cluster:agentic-pm-dev", {}, "StoreTrip"],
    [
      "secretsmanager:GetSecretValue",
      secretArn("/agentic-pm/database/sanitise-request"),
      {},
      "ReadOwnDatabasePassword",
    ],
    [
      "dynamodb:UpdateItem",
      tableArn("limits"),
      { "dynamodb:LeadingKeys": ["budget#day#2026-11-21", "budget#month#2026-11"] },
      "ReserveAndSettleModelBudget",
    ],
    ["kms:VerifyMac", sealKeyArn("connect"), {}, "CheckSealOfGateway"],
    ["kms:GenerateMac", sealKeyArn("sanitise-request"), {}, "SealTrip"],
    ["dynamodb:PartiQLInsert", tableArn("audit"), {}, "AppendOwnAuditRecords"],
  ])("%s on %s is allowed by its own statement", (action, resource, context, sid) => {
    expect(askRequest(action, resource, context)).toMatchObject({ allowed: true, sid });
  });
});

describe("what sanitise-request may not do", () => {
  test.each([
    ["seal for the gateway", "kms:GenerateMac", sealKeyArn("connect")],
    ["seal for a later stage", "kms:GenerateMac", sealKeyArn("plan")],
    ["seal signals", "kms:GenerateMac", sealKeyArn("triage")],
    ["write requests", "s3:PutObject", `${REQUESTS}/requests/bkg_1/a.json`],
    ["list requests", "s3:ListBucket", REQUESTS],
    ["read the signals' vault", "s3:GetObject", `${VAULT}/signals/sig_1.json`],
    ["call Haiku past its profile", "bedrock:InvokeModel", foundation(HAIKU)],
    ["call Sonnet's profile", "bedrock:InvokeModel", profile(SONNET)],
    ["read the portal's credentials", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/portal/credentials")],
    ["read sanitise's password", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/database/sanitise")],
    ["touch bookings", "dynamodb:UpdateItem", tableArn("bookings")],
    ["read employees", "dynamodb:GetItem", tableArn("employees")],
    ["overwrite audit records", "dynamodb:PutItem", tableArn("audit")],
    [
      "start a workflow",
      "states:StartExecution",
      "arn:aws:states:us-east-1:111122223333:stateMachine:agentic-pm-booking-execute-dev",
    ],
  ])("it may not %s", (_what, action, resource) => {
    expect(askRequest(action, resource)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });
});

test.each(["sanitise", "sanitise-request"])("every statement of %s has its own Sid and no wildcard action", (name) => {
  const statements = statementsOf(YML, name);
  const sids = statements.map(({ Sid }) => Sid);
  expect(new Set(sids).size).toBe(statements.length);
  expect(sids).not.toContain(undefined);
  expect(JSON.stringify(statements.map(({ Action }) => Action))).not.toContain("*");
});
