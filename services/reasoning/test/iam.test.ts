import { describe, expect, test } from "@jest/globals";
import { asker, sealKeyArn, secretArn, statementsOf, tableArn } from "@agentic-pm/testing/packaged-statements";

const YML = new URL("../serverless.yml", import.meta.url);
const ask = asker(YML, "recommend");
const HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
const SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";
const profile = (model: string) => `arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.${model}`;
const foundation = (model: string, region = "us-east-2") => `arn:aws:bedrock:${region}::foundation-model/${model}`;
const behind = (model: string) => ({ "bedrock:InferenceProfileArn": profile(model) });

describe("what recommend may do", () => {
  test.each([
    ["bedrock:InvokeModel", profile(HAIKU), {}, "RecommendWithHaiku"],
    ["bedrock:InvokeModel", foundation(HAIKU), behind(HAIKU), "RecommendWithHaikuBehindItsProfile"],
    ["bedrock:InvokeModel", profile(SONNET), {}, "WeighWithSonnet"],
    ["bedrock:InvokeModel", foundation(SONNET), behind(SONNET), "WeighWithSonnetBehindItsProfile"],
    [
      "rds-data:ExecuteStatement",
      "arn:aws:rds:us-east-1:111122223333:cluster:agentic-pm-dev",
      {},
      "ReadSignalsStoreRecommendation",
    ],
    ["secretsmanager:GetSecretValue", secretArn("/agentic-pm/database/recommend"), {}, "ReadOwnDatabasePassword"],
    [
      "dynamodb:UpdateItem",
      tableArn("limits"),
      { "dynamodb:LeadingKeys": ["budget#day#2026-11-21"] },
      "ReserveAndSettleModelBudget",
    ],
    ["kms:VerifyMac", sealKeyArn("triage"), {}, "CheckSealOfSanitise"],
    ["kms:GenerateMac", sealKeyArn("reasoning"), {}, "SealRecommendation"],
    ["dynamodb:PartiQLInsert", tableArn("audit"), {}, "AppendOwnAuditRecords"],
  ])("%s on %s is allowed by its own statement", (action, resource, context, sid) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: true, sid });
  });
});

describe("what recommend may not do", () => {
  test.each([
    ["seal for the stage before", "kms:GenerateMac", sealKeyArn("triage")],
    ["seal for a later stage", "kms:GenerateMac", sealKeyArn("decision")],
    ["check its own seals", "kms:VerifyMac", sealKeyArn("reasoning")],
    ["read raw text", "s3:GetObject", "arn:aws:s3:::agentic-pm-vault-dev/signals/sig_1.json"],
    ["decrypt raw text", "kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/data"],
    ["call Sonnet past its profile", "bedrock:InvokeModel", foundation(SONNET)],
    ["call another model", "bedrock:InvokeModel", profile("anthropic.claude-opus-4-5-20251101-v1:0")],
    ["read the Jira token", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/jira/api-token")],
    ["read the Graph credentials", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/graph/credentials")],
    ["read the Resend key", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/resend/api-key")],
    ["read sanitise's database password", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/database/sanitise")],
    ["read the registry", "dynamodb:GetItem", tableArn("registry")],
    ["insert actions", "dynamodb:PartiQLInsert", tableArn("actions")],
    ["overwrite audit records", "dynamodb:PutItem", tableArn("audit")],
    [
      "invoke execute",
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

  test("it may not touch limits other than the budget", () => {
    expect(ask("dynamodb:UpdateItem", tableArn("limits"), { "dynamodb:LeadingKeys": ["rate#mail"] }).allowed).toBe(
      false,
    );
  });
});

test("every statement has its own Sid and no wildcard action", () => {
  const statements = statementsOf(YML, "recommend");
  expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
  expect(JSON.stringify(statements.map(({ Action }) => Action))).not.toContain("*");
});
