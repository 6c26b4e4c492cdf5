/**
 * The three things of which no role may have more than two:
 * - `untrusted`: it can read text that a stranger wrote (raw, or what a model made of it) before the policy ruled on it;
 * - `secrets`: it can read the credentials of an integration;
 * - `effects`: it can cause, order or release an effect outside, or help itself to permissions.
 */
export type Leg = "untrusted" | "secrets" | "effects";

/** A permission that gives a role a leg, on every resource of a type whose name fits. */
export interface Capability {
  readonly leg: Leg;
  readonly actions: readonly string[];
  /** The resource's type and its name, or an ARN that no template makes; "*" asks about what the role itself names. */
  readonly on:
    | { readonly type: string; readonly name: RegExp; readonly suffixes?: readonly string[] }
    | { readonly arn: string }
    | "*";
  readonly why: string;
}

const table = (name: string) => ({ type: "AWS::DynamoDB::Table", name: new RegExp(`^agentic-pm-${name}-`) });
const secret = (name: RegExp) => ({ type: "AWS::SecretsManager::Secret", name });

const READ_ITEMS = ["GetItem", "BatchGetItem", "Query", "Scan", "PartiQLSelect"].map((name) => `dynamodb:${name}`);
const WRITE_ITEMS = ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "PartiQLInsert", "PartiQLUpdate"].map(
  (name) => `dynamodb:${name}`,
);

/** Functions that act, or speak to employees. */
const ACTING = /-(?:execute|undo|re-quote|portal-login|booking-executor|close-booking|response-sender|session-ender)$/;

/** What counts, and why. What a database password opens is read from the migrations' grants (database-grants.ts). */
export const CAPABILITIES: readonly Capability[] = [
  {
    leg: "untrusted",
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    on: { type: "AWS::S3::Bucket", name: /^agentic-pm-vault-/, suffixes: ["/signals/any.json"] },
    why: "raw text lies in the vault",
  },
  {
    leg: "untrusted",
    actions: ["secretsmanager:GetSecretValue"],
    on: secret(/^\/agentic-pm\/(?:jira\/read-token|graph\/read-(?:rotation-)?credentials)$/),
    why: "a read token fetches tickets and mail that strangers wrote; who may make one has one",
  },
  {
    leg: "untrusted",
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    on: { type: "AWS::S3::Bucket", name: /^agentic-pm-requests-/, suffixes: ["/requests/any.json"] },
    why: "employees' own words lie in the request vault",
  },
  {
    leg: "untrusted",
    actions: ["s3:PutObject"],
    on: { type: "AWS::S3::Bucket", name: /^agentic-pm-requests-/, suffixes: ["/requests/any.json"] },
    why: "who puts employees' words away had them in its hands",
  },
  {
    leg: "untrusted",
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    on: {
      type: "AWS::S3::Bucket",
      name: /^agentic-pm-policies-/,
      suffixes: ["/policies/any.pdf", "/extracted/any.json", "/what-if/any.pdf", "/extracted/what-if/any.json"],
    },
    why: "a policy is a file that somebody wrote, and what Data Automation took out of it is its text",
  },
  {
    leg: "untrusted",
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    on: { type: "AWS::S3::Bucket", name: /^agentic-pm-screenshots-/, suffixes: ["/screenshots/any.jpeg"] },
    why: "pictures of the portal's pages, which others write",
  },
  {
    leg: "untrusted",
    actions: ["ssm:GetParameter"],
    on: { arn: "arn:aws:ssm:us-east-1:111122223333:parameter/agentic-pm/portal/base-url" },
    why: "who knows the portal's address reads its answers or its pages, which others write",
  },
  {
    leg: "untrusted",
    actions: ["nova-act:InvokeActStep"],
    on: {
      arn: "arn:aws:nova-act:us-east-1:111122223333:workflow-definition/agentic-pm-booking/workflow-run/any",
    },
    why: "a model that reads the portal's pages says what to click",
  },
  {
    leg: "secrets",
    actions: ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret"],
    on: secret(/^\/agentic-pm\/(?!database\/|clerk\/verification$)/),
    why: "credentials of an integration, to read or to write with",
  },
  {
    leg: "effects",
    actions: ["secretsmanager:GetSecretValue"],
    on: secret(/^\/agentic-pm\/(?:jira\/api-token|graph\/(?:rotation-)?credentials|resend\/)/),
    why: "a write token comments, moves tickets, sends mail; who may make one has one",
  },
  {
    leg: "effects",
    actions: ["bedrock-agentcore:ConnectBrowserAutomationStream"],
    on: { type: "AWS::BedrockAgentCore::BrowserCustom", name: /booking/ },
    why: "works a browser that is, or will be, signed in at the portal",
  },
  {
    leg: "effects",
    actions: WRITE_ITEMS,
    on: table("bookings"),
    why: "a row says what is booked, releases it, and keeps it from being paid twice",
  },
  {
    leg: "effects",
    actions: ["execute-api:ManageConnections"],
    on: "*",
    why: "speaks to employees, or cuts them off",
  },
  {
    leg: "effects",
    actions: WRITE_ITEMS,
    on: table("actions"),
    why: "a row orders an effect; its status and approval release it",
  },
  { leg: "effects", actions: WRITE_ITEMS, on: table("effects"), why: "forgetting an effect makes it happen again" },
  {
    leg: "effects",
    actions: ["states:StartExecution", "states:RedriveExecution"],
    on: { type: "AWS::StepFunctions::StateMachine", name: /^agentic-pm-(?:action|undo|booking-execute)-/ },
    why: "starts the execution of an approved action or a confirmed booking, or takes an action back",
  },
  {
    leg: "effects",
    actions: ["lambda:InvokeFunction", "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
    on: { type: "AWS::Lambda::Function", name: ACTING, suffixes: ["", ":live"] },
    why: "calls a function that acts or speaks to employees, or changes it",
  },
  {
    leg: "effects",
    actions: [
      "ses:SendEmail",
      "ses:SendRawEmail",
      "sns:Publish",
      "sqs:SendMessage",
      "events:PutEvents",
      "execute-api:Invoke",
    ],
    on: "*",
    why: "a way out of the house that nobody needs",
  },
  {
    leg: "effects",
    actions: ["iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PassRole", "sts:AssumeRole", "kms:PutKeyPolicy"],
    on: "*",
    why: "changes or borrows somebody else's permissions",
  },
];

/** What looks like a leg and is none, with the reason; the tests ask that some role still has each of them. */
export const WEIGHED_AND_LEFT_OUT: readonly Omit<Capability, "leg">[] = [
  {
    actions: READ_ITEMS,
    on: table("actions"),
    why: "commands in it were ruled on: typed, resolved, bounded, bound by their hash, and read by no model",
  },
  {
    actions: ["secretsmanager:GetSecretValue"],
    on: secret(/^\/agentic-pm\/clerk\/verification$/),
    why:
      "it holds a public key and who may have signed for whom: with it a session can be checked and none made; its " +
      "schema refuses a key that is not a public one, and anything beside",
  },
  {
    actions: ["bedrock-agentcore:StartBrowserSession"],
    on: { type: "AWS::BedrockAgentCore::BrowserCustom", name: /booking/ },
    // As text that others wrote: the effect of working the browser is counted above.
    why:
      "portal-login sees the login page alone: code looks for two fields and a button by their names, no model reads " +
      "the page and no word of it goes on; the pages behind it are read by booking-executor, which is counted for them",
  },
  {
    actions: READ_ITEMS,
    on: table("bookings"),
    why: "offers and commands in it are typed and bounded values that code chose; no fare's description and no request",
  },
  {
    actions: ["states:StartExecution"],
    on: { type: "AWS::StepFunctions::StateMachine", name: /^agentic-pm-(?:booking-plan|policy-ingestion)-/ },
    why:
      "hands on a request or a policy's PDF by its name; a plan books nothing, and a policy in force only says what is " +
      "allowed: who may put one into the bucket is the operator",
  },
  {
    actions: ["states:StartExecution"],
    on: { type: "AWS::StepFunctions::StateMachine", name: /^agentic-pm-signal-/ },
    why: "hands on a signal by its id; whether anything follows is ruled by decide and again by execute",
  },
  {
    actions: ["dynamodb:PutItem", "dynamodb:UpdateItem"],
    on: table("registry"),
    // What it could do if it lied, and what then holds: a row neither starts an execution nor writes an action.
    why:
      "intake writes entities from the vendors' typed fields, never from text; a forged row could swap the ticket or " +
      "the colleague that a handle stands for, within what runs by itself anyway; mail to an address outside the " +
      "company's domains waits for a person whatever the row calls it, for the domains are the deployment's settings",
  },
];
