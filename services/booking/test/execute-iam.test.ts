import { describe, expect, test } from "@jest/globals";
import { asker, browserArn, secretArn, sealKeyArn, tableArn } from "@agentic-pm/testing/packaged-statements";

const YML = new URL("../serverless.yml", import.meta.url);
const ACCOUNT = "111122223333";
const BROWSER = browserArn();
const RUN = `arn:aws:nova-act:us-east-1:${ACCOUNT}:workflow-definition/agentic-pm-booking/workflow-run/1`;
const PORTAL_LOGIN = secretArn("/agentic-pm/portal/credentials");
const BOOKINGS = tableArn("bookings");
const row = (...columns: string[]) => ({ "dynamodb:LeadingKeys": ["bkg_1"], "dynamodb:Attributes": columns });
const together = (...columns: string[]) => ({
  ...row(...columns),
  "dynamodb:EnclosingOperation": "ExecuteTransaction",
});
const specific = (...columns: string[]) => ({
  ...row("bookingId", ...columns),
  "dynamodb:Select": "SPECIFIC_ATTRIBUTES",
});
const said = (...columns: string[]) => ({
  "dynamodb:LeadingKeys": ["said#0123"],
  "dynamodb:Attributes": columns,
  "dynamodb:Select": "SPECIFIC_ATTRIBUTES",
});
const payment = (...columns: string[]) => ({
  "dynamodb:LeadingKeys": ["effect#bkg_1"],
  "dynamodb:Attributes": columns,
});

describe("what re-quote may do", () => {
  const ask = asker(YML, "re-quote");
  test.each([
    ["kms:VerifyMac", sealKeyArn("connect"), {}, "CheckSealOfConfirmation"],
    ["kms:VerifyMac", sealKeyArn("operator"), {}, "CheckSealOfConfirmation"],
    ["kms:GenerateMac", sealKeyArn("requote"), {}, "SealRequotedBooking"],
    ["dynamodb:GetItem", BOOKINGS, { "dynamodb:LeadingKeys": ["bkg_1"] }, "ReadConfirmedBooking"],
    ["dynamodb:GetItem", tableArn("employees"), {}, "KnowWhoTravels"],
    ["dynamodb:UpdateItem", BOOKINGS, row("bookingId", "status", "offer"), "UseConfirmationUpOrOfferAgain"],
    ["dynamodb:PartiQLInsert", tableArn("audit"), {}, "AppendAuditRecords"],
  ])("%s on %s by its own statement", (action, resource, context, sid) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: true, sid });
  });

  test.each([
    ["log in at the portal", "secretsmanager:GetSecretValue", PORTAL_LOGIN, {}],
    ["drive a browser", "bedrock-agentcore:StartBrowserSession", BROWSER, {}],
    ["step through pages", "nova-act:InvokeActStep", RUN, {}],
    ["say that a booking was made", "dynamodb:UpdateItem", BOOKINGS, row("status", "confirmationNumber")],
    ["note a payment", "dynamodb:UpdateItem", BOOKINGS, payment("bookingId", "status")],
    ["rewrite who travels", "dynamodb:UpdateItem", tableArn("employees"), {}],
    ["confirm in an employee's name", "kms:GenerateMac", sealKeyArn("connect"), {}],
    ["approve in the operator's name", "kms:GenerateMac", sealKeyArn("operator"), {}],
  ])("but not %s", (_what, action, resource, context) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });
});

describe("what portal-login may do", () => {
  const ask = asker(YML, "portal-login");
  test.each([
    ["secretsmanager:GetSecretValue", PORTAL_LOGIN, {}, "ReadPortalLoginToTypeIt"],
    ["bedrock-agentcore:StartBrowserSession", BROWSER, {}, "StartBrowserSessionAndSignIn"],
    ["bedrock-agentcore:ConnectBrowserAutomationStream", BROWSER, {}, "StartBrowserSessionAndSignIn"],
    ["dynamodb:GetItem", BOOKINGS, specific("status", "commandHash", "execution"), "ReadBookingUnderWay"],
    ["kms:VerifyMac", sealKeyArn("requote"), {}, "CheckSealOfRequote"],
  ])("%s on %s by its own statement", (action, resource, context, sid) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: true, sid });
  });

  test.each([
    ["ask the act model", "nova-act:InvokeActStep", RUN, {}],
    ["ask any model", "bedrock:InvokeModel", "*", {}],
    ["read who travels", "dynamodb:GetItem", BOOKINGS, specific("status", "command")],
    [
      "read a booking whole",
      "dynamodb:GetItem",
      BOOKINGS,
      { ...row("bookingId"), "dynamodb:Select": "ALL_ATTRIBUTES" },
    ],
    ["write a booking", "dynamodb:UpdateItem", BOOKINGS, row("status")],
    ["note a payment", "dynamodb:PutItem", BOOKINGS, payment("bookingId")],
    ["keep pictures of what it does", "s3:PutObject", "arn:aws:s3:::agentic-pm-screenshots-dev/screenshots/x.jpg", {}],
    ["seal anything", "kms:GenerateMac", sealKeyArn("requote"), {}],
  ])("but not %s", (_what, action, resource, context) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });
});

describe("what booking-executor may do", () => {
  const ask = asker(YML, "booking-executor");
  test.each([
    ["bedrock-agentcore:ConnectBrowserAutomationStream", BROWSER, {}, "WorkInBrowserSession"],
    ["bedrock-agentcore:UpdateBrowserStream", BROWSER, {}, "WorkInBrowserSession"],
    ["nova-act:InvokeActStep", RUN, {}, "StepThroughPortalPages"],
    ["dynamodb:PutItem", BOOKINGS, payment("bookingId", "effectState"), "PayOnce"],
    ["dynamodb:UpdateItem", BOOKINGS, payment("effectState", "confirmationNumber"), "RecordOutcome"],
    ["dynamodb:UpdateItem", BOOKINGS, row("status", "confirmationNumber"), "RecordOutcome"],
    ["s3:PutObject", "arn:aws:s3:::agentic-pm-screenshots-dev/screenshots/x.jpg", {}, "KeepPicturesOfSteps"],
    ["kms:VerifyMac", sealKeyArn("requote"), {}, "CheckSealOfRequote"],
    ["dynamodb:PartiQLInsert", tableArn("audit"), {}, "AppendAuditRecords"],
  ])("%s on %s by its own statement", (action, resource, context, sid) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: true, sid });
  });

  test.each([
    ["read the portal's login", "secretsmanager:GetSecretValue", PORTAL_LOGIN, {}],
    ["read any database password", "secretsmanager:GetSecretValue", secretArn("/agentic-pm/database/re-quote"), {}],
    ["start a session of its own", "bedrock-agentcore:StartBrowserSession", BROWSER, {}],
    ["ask any other model", "bedrock:InvokeModel", "*", {}],
    ["put a booking", "dynamodb:PutItem", BOOKINGS, row("bookingId", "status")],
    ["put anything else under a payment's key", "dynamodb:PutItem", BOOKINGS, payment("bookingId", "status")],
    ["rewrite a command", "dynamodb:UpdateItem", BOOKINGS, row("status", "command")],
    ["rewrite an approval", "dynamodb:UpdateItem", BOOKINGS, row("approval")],
    ["delete a note of a payment", "dynamodb:DeleteItem", BOOKINGS, payment("bookingId")],
    ["seal what it did not check", "kms:GenerateMac", sealKeyArn("requote"), {}],
    ["overwrite audit records", "dynamodb:PutItem", tableArn("audit"), {}],
  ])("but not %s", (_what, action, resource, context) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });
});

describe("what close-booking may do", () => {
  const ask = asker(YML, "close-booking");
  test.each([
    ["dynamodb:GetItem", BOOKINGS, specific("status", "turn", "execution"), "SeeHowBookingStands"],
    ["dynamodb:PartiQLUpdate", BOOKINGS, together("bookingId", "status", "reason", "auditSeq"), "EndBooking"],
    ["dynamodb:GetItem", tableArn("outbox"), said("employeeId", "seq"), "SeeWhetherEndWasSaid"],
    ["kms:VerifyMac", sealKeyArn("connect"), {}, "CheckSealOfFailedStage"],
    ["kms:VerifyMac", sealKeyArn("requote"), {}, "CheckSealOfFailedStage"],
    ["dynamodb:PartiQLInsert", tableArn("audit"), {}, "AppendAuditRecords"],
  ])("%s on %s by its own statement", (action, resource, context, sid) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: true, sid });
  });

  test.each([
    ["read what was confirmed, or who travels", "dynamodb:GetItem", BOOKINGS, specific("command")],
    [
      "read a booking whole",
      "dynamodb:GetItem",
      BOOKINGS,
      { ...row("bookingId"), "dynamodb:Select": "ALL_ATTRIBUTES" },
    ],
    [
      "be shown a booking whole",
      "dynamodb:PartiQLUpdate",
      BOOKINGS,
      { ...together("status"), "dynamodb:ReturnValues": "ALL_NEW" },
    ],
    ["say that a booking was made", "dynamodb:PartiQLUpdate", BOOKINGS, together("status", "confirmationNumber")],
    ["rewrite a command", "dynamodb:PartiQLUpdate", BOOKINGS, together("status", "command")],
    ["approve", "dynamodb:PartiQLUpdate", BOOKINGS, together("approval")],
    ["touch a note of a payment", "dynamodb:PartiQLUpdate", BOOKINGS, { ...together("status"), ...payment("status") }],
    ["end a booking outside of a transaction", "dynamodb:PartiQLUpdate", BOOKINGS, row("status", "reason")],
    ["end a booking by an update", "dynamodb:UpdateItem", BOOKINGS, row("status", "reason")],
    ["put a booking", "dynamodb:PutItem", BOOKINGS, row("bookingId")],
    ["read what was said", "dynamodb:GetItem", tableArn("outbox"), said("employeeId", "message")],
    ["read an employee's messages", "dynamodb:Query", tableArn("outbox"), { "dynamodb:LeadingKeys": ["user_1"] }],
    ["say anything", "dynamodb:PutItem", tableArn("outbox"), said("employeeId")],
    ["seal anything", "kms:GenerateMac", sealKeyArn("requote"), {}],
    ["read any secret", "secretsmanager:GetSecretValue", PORTAL_LOGIN, {}],
    ["drive a browser", "bedrock-agentcore:ConnectBrowserAutomationStream", BROWSER, {}],
    ["ask any model", "bedrock:InvokeModel", "*", {}],
  ])("but not %s", (_what, action, resource, context) => {
    expect(ask(action, resource, context)).toMatchObject({ allowed: false, outcome: "ImplicitDeny" });
  });
});

test.each([
  ["search-options", "dynamodb:UpdateItem"],
  ["re-quote", "dynamodb:UpdateItem"],
  ["booking-executor", "dynamodb:UpdateItem"],
  ["close-booking", "dynamodb:PartiQLUpdate"],
])("%s changes a row without being shown it", (name, action) => {
  const ask = asker(YML, name);
  const returning = (values: string) => ({ ...together("bookingId", "status"), "dynamodb:ReturnValues": values });
  expect(ask(action, BOOKINGS, returning("NONE"))).toMatchObject({ allowed: true });
  for (const values of ["ALL_NEW", "ALL_OLD", "UPDATED_OLD"])
    expect(ask(action, BOOKINGS, returning(values))).toMatchObject({ allowed: false });
});
