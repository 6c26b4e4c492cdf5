import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { authorize, compilePolicies, type Statement } from "@agentic-pm/iam";
import { asker, sealKeyArn, secretArn, statementsOf, tableArn } from "@agentic-pm/testing/packaged-statements";
import { parse } from "yaml";

const YML = new URL("../serverless.yml", import.meta.url);
const NOVA = "amazon.nova-2-lite-v1:0";
const ACCOUNT = "111122223333";
const profile = `arn:aws:bedrock:us-east-1:${ACCOUNT}:inference-profile/us.${NOVA}`;
const foundation = `arn:aws:bedrock:us-east-2::foundation-model/${NOVA}`;
const CLUSTER = `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:agentic-pm-dev`;
const parameter = (name: string) => `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/agentic-pm/${name}`;
const lambda = (name: string) => `arn:aws:lambda:us-east-1:${ACCOUNT}:function:agentic-pm-${name}`;

describe("what reason-and-plan may do", () => {
  const ask = asker(YML, "reason-and-plan");
  test.each([
    ["bedrock:InvokeModel", profile, {}, "WeighClausesWithNovaLite"],
    [
      "bedrock:InvokeModel",
      foundation,
      { "bedrock:InferenceProfileArn": profile },
      "WeighClausesWithNovaLiteBehindItsProfile",
    ],
    ["rds-data:ExecuteStatement", CLUSTER, {}, "ReadTripAndClausesStorePlan"],
    ["secretsmanager:GetSecretValue", secretArn("/agentic-pm/database/reason-and-plan"), {}, "ReadOwnDatabasePassword"],
    [
      "dynamodb:UpdateItem",
      tableArn("limits"),
      { "dynamodb:LeadingKeys": ["budget#month#2026-11"] },
      "ReserveAndSettleModelBudget",
    ],
    ["kms:VerifyMac", sealKeyArn("retrieve"), {}, "CheckSealOfRetrieval"],
    ["kms:GenerateMac", sealKeyArn("plan"), {}, "SealPlan"],
    ["dynamodb:PartiQLInsert", tableArn("audit"), {}, "AppendAuditRecords"],
  ])("%s on %s by its own statement", (action, resource, context, sid) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: true, sid });
  });

  test.each([
    ["read a request's words", "s3:GetObject", "arn:aws:s3:::agentic-pm-request-vault-dev/requests/x.json"],
    ["call Nova past its profile", "bedrock:InvokeModel", foundation],
    ["log in at the portal", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/portal/credentials")],
    ["change a booking", "dynamodb:UpdateItem", tableArn("bookings")],
    ["read a booking", "dynamodb:GetItem", tableArn("bookings")],
    ["seal for the stage before", "kms:GenerateMac", sealKeyArn("retrieve")],
    ["check its own seals", "kms:VerifyMac", sealKeyArn("plan")],
    ["drive a browser", "bedrock-agentcore:StartBrowserSession", "*"],
    ["overwrite audit records", "dynamodb:PutItem", tableArn("audit")],
    ["count rates", "dynamodb:UpdateItem", tableArn("limits")],
  ])("but not %s", (_what, action, resource) => {
    const context = action === "dynamodb:UpdateItem" ? { "dynamodb:LeadingKeys": ["rate#x"] } : {};
    expect(ask(action, resource, context)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });
});

describe("what search-options may do", () => {
  const ask = asker(YML, "search-options");
  const OFFER = { "dynamodb:Attributes": ["bookingId", "status", "turn", "offer", "offerExpiresAt", "auditSeq"] };
  test.each([
    ["ssm:GetParameter", parameter("portal/base-url"), {}, "KnowPortalAddress"],
    ["rds-data:ExecuteStatement", CLUSTER, {}, "ReadPlan"],
    ["secretsmanager:GetSecretValue", secretArn("/agentic-pm/database/search-options"), {}, "ReadOwnDatabasePassword"],
    ["dynamodb:UpdateItem", tableArn("bookings"), OFFER, "OfferInBookingRow"],
    ["kms:VerifyMac", sealKeyArn("plan"), {}, "CheckSealOfPlan"],
    ["dynamodb:PartiQLInsert", tableArn("audit"), {}, "AppendAuditRecords"],
  ])("%s on %s by its own statement", (action, resource, context, sid) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: true, sid });
  });

  test.each(["lock#user_2employeeAda", "effect#bkg_1"])("an offer cannot be written into %s", (key) => {
    const context = { ...OFFER, "dynamodb:LeadingKeys": [key] };
    expect(ask("dynamodb:UpdateItem", tableArn("bookings"), context)).toMatchObject({ allowed: false });
  });

  test.each(["command", "commandHash", "approval", "confirmedAt", "confirmationNumber", "requests"])(
    "an offer cannot touch a row's %s",
    (column) => {
      const context = { "dynamodb:Attributes": [...OFFER["dynamodb:Attributes"], column] };
      expect(ask("dynamodb:UpdateItem", tableArn("bookings"), context)).toMatchObject({ allowed: false });
    },
  );

  test.each([
    ["log in at the portal", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/portal/credentials")],
    ["read another parameter", "ssm:GetParameter", parameter("portal/other")],
    ["call a model", "bedrock:InvokeModel", profile],
    ["read a request's words", "s3:GetObject", "arn:aws:s3:::agentic-pm-request-vault-dev/requests/x.json"],
    ["seal anything", "kms:GenerateMac", sealKeyArn("plan")],
    ["replace a row", "dynamodb:PutItem", tableArn("bookings")],
    ["drive a browser", "bedrock-agentcore:StartBrowserSession", "*"],
  ])("but not %s", (_what, action, resource) => {
    expect(ask(action, resource)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });
});

describe("what the booking-plan workflow may do", () => {
  const text = readFileSync(new URL("../resources/booking-plan.yml", import.meta.url), "utf8")
    .replaceAll("${AWS::Partition}", "aws")
    .replaceAll("${AWS::Region}", "us-east-1")
    .replaceAll("${AWS::AccountId}", ACCOUNT)
    .replaceAll("${sls:stage}", "dev")
    .replaceAll('{ Fn::ImportValue: "agentic-pm-dev-BookingsTableArn" }', tableArn("bookings"));
  const { Resources } = parse(text, { logLevel: "silent" }) as {
    Resources: {
      BookingPlanWorkflowRole: { Properties: { Policies: { PolicyDocument: { Statement: Statement[] } }[] } };
    };
  };
  const [policy] = Resources.BookingPlanWorkflowRole.Properties.Policies;
  const document = { Version: "2012-10-17" as const, Statement: policy?.PolicyDocument.Statement ?? [] };
  const compiled = compilePolicies({ identity: [{ name: "booking-plan-workflow", document }] });
  const ask = (action: string, resource: string, context: Record<string, string[]> = {}) =>
    authorize(compiled, {
      principal: {
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/agentic-pm-dev-booking-plan-workflow/x`,
        accountId: ACCOUNT,
      },
      action,
      resource,
      context,
    });
  const ENDS = ["bookingId", "employeeId", "turn", "status", "reason", "updatedAt", "auditSeq", "auditHash"];

  test.each([
    ["triage-dev-sanitise-request", "InvokeStagesOfPlanning"],
    ["booking-dev-embed-and-retrieve", "InvokeStagesOfPlanning"],
    ["booking-dev-reason-and-plan", "InvokeStagesOfPlanning"],
    ["booking-dev-search-options", "InvokeStagesOfPlanning"],
    ["booking-dev-close-booking", "InvokeStagesOfPlanning"],
    ["websocket-gateway-dev-response-sender", "TellEmployee"],
  ])("invoke %s", (name, sid) => {
    expect(ask("lambda:InvokeFunction", lambda(name))).toMatchObject({ allowed: true, sid });
  });

  test("record how planning ended, and nothing that an employee or an operator decides", () => {
    const update = (columns: string[]) =>
      ask("dynamodb:UpdateItem", tableArn("bookings"), { "dynamodb:Attributes": columns });
    expect(update(ENDS)).toMatchObject({ allowed: true, sid: "RecordOutcomeOfPlanning" });
    for (const column of ["offer", "command", "commandHash", "approval", "confirmationNumber"]) {
      expect(update([...ENDS, column])).toMatchObject({ allowed: false });
    }
    for (const key of ["lock#user_2employeeAda", "effect#bkg_1"]) {
      const context = { "dynamodb:Attributes": ENDS, "dynamodb:LeadingKeys": [key] };
      expect(ask("dynamodb:UpdateItem", tableArn("bookings"), context)).toMatchObject({ allowed: false });
    }
  });

  test.each([
    ["book", "lambda:InvokeFunction", lambda("booking-dev-booking-executor")],
    ["log in", "lambda:InvokeFunction", lambda("booking-dev-portal-login")],
    ["start another workflow", "states:StartExecution", `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:x`],
    ["delete a booking", "dynamodb:DeleteItem", tableArn("bookings")],
  ])("but not %s", (_what, action, resource) => {
    expect(ask(action, resource)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });
});

test.each(["reason-and-plan", "search-options"])("%s has no wildcard, and every Sid is its own", (name) => {
  const statements = statementsOf(YML, name);
  expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
  expect(JSON.stringify(statements.map(({ Action, Resource }) => [Action, Resource]))).not.toContain("*");
});
