import { readFileSync } from "node:fs";
import { authorize, compilePolicies, type Decision, type Statement } from "@agentic-pm/iam";
import { parseDocument } from "yaml";

const ACCOUNT = "111122223333";
const REGION = "us-east-1";
const PSEUDO: Readonly<Record<string, string>> = {
  "AWS::Partition": "aws",
  "AWS::Region": REGION,
  "AWS::AccountId": ACCOUNT,
};
/** What the exports of platform and audit are in stage dev. */
const EXPORTS: Readonly<Record<string, string>> = {
  VaultBucketArn: "arn:aws:s3:::agentic-pm-vault-dev",
  DataKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/data`,
  DatabaseClusterArn: `arn:aws:rds:${REGION}:${ACCOUNT}:cluster:agentic-pm-dev`,
  DatabaseSecretArnSanitise: secretArn("/agentic-pm/database/sanitise"),
  DatabaseSecretArnRecommend: secretArn("/agentic-pm/database/recommend"),
  IntakeSealKeyArn: sealKeyArn("intake"),
  TriageSealKeyArn: sealKeyArn("triage"),
  ReasoningSealKeyArn: sealKeyArn("reasoning"),
  DecisionSealKeyArn: sealKeyArn("decision"),
  DatabaseSecretArnSanitiseRequest: secretArn("/agentic-pm/database/sanitise-request"),
  DatabaseSecretArnEmbedAndRetrieve: secretArn("/agentic-pm/database/embed-and-retrieve"),
  DatabaseSecretArnReasonAndPlan: secretArn("/agentic-pm/database/reason-and-plan"),
  DatabaseSecretArnSearchOptions: secretArn("/agentic-pm/database/search-options"),
  DatabaseSecretArnReQuote: secretArn("/agentic-pm/database/re-quote"),
  DatabaseSecretArnIndexPolicy: secretArn("/agentic-pm/database/index-policy"),
  PortalSecretArn: secretArn("/agentic-pm/portal/credentials"),
  ClerkSecretArn: secretArn("/agentic-pm/clerk/verification"),
  RequestVaultBucketArn: "arn:aws:s3:::agentic-pm-request-vault-dev",
  PolicyBucketArn: "arn:aws:s3:::agentic-pm-policies-dev",
  ScreenshotsBucketArn: "arn:aws:s3:::agentic-pm-screenshots-dev",
  ConnectSealKeyArn: sealKeyArn("connect"),
  SanitiseRequestSealKeyArn: sealKeyArn("sanitise-request"),
  RetrieveSealKeyArn: sealKeyArn("retrieve"),
  PlanSealKeyArn: sealKeyArn("plan"),
  RequoteSealKeyArn: sealKeyArn("requote"),
  OperatorSealKeyArn: sealKeyArn("operator"),
  BookingsTableArn: tableArn("bookings"),
  ConnectionsTableArn: tableArn("connections"),
  OutboxTableArn: tableArn("outbox"),
  EmployeesTableArn: tableArn("employees"),
  LimitsTableArn: tableArn("limits"),
  AuditTableArn: tableArn("audit"),
};

/** What a service's own resources are, by what GetAtt asks of them. */
const OWN: Readonly<Record<string, string>> = {
  "BookingBrowser.BrowserArn": browserArn(),
};

/** The ARN that the tests give to the browser that bookings are made in. */
export function browserArn(): string {
  return `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:browser-custom/agentic_pm_booking_dev-0123456789`;
}

/** The ARN that the tests give to the seal key of a service. */
export function sealKeyArn(name: string): string {
  return `arn:aws:kms:${REGION}:${ACCOUNT}:key/seal-${name}`;
}

/** A secret's ARN, with the suffix that Secrets Manager adds. */
export function secretArn(name: string): string {
  return `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`;
}

/** The ARN of a table of ours in stage dev. */
export function tableArn(name: string): string {
  return `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/agentic-pm-${name}-dev`;
}

/** Asks the function's own statements, as its serverless.yml has them. */
export function asker(serverlessYml: URL, functionName: string) {
  const statements = statementsOf(serverlessYml, functionName);
  const compiled = compilePolicies({
    identity: [{ name: functionName, document: { Version: "2012-10-17", Statement: statements } }],
  });
  const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/agentic-pm-dev-${functionName}/test`;
  return (action: string, resource: string, context: Record<string, string | string[]> = {}): Decision =>
    authorize(compiled, {
      principal: { arn, accountId: ACCOUNT },
      action,
      resource,
      context,
      resourcePolicyIsRequired: false,
    });
}

/** A function's own statements in its serverless.yml, with imports and pseudo parameters filled in. Throws when it has none. */
export function statementsOf(serverlessYml: URL, functionName: string): Statement[] {
  // Tags such as !Sub are unknown here and leave their plain value, which `resolved` reads.
  const service: unknown = parseDocument(readFileSync(serverlessYml, "utf8"), { logLevel: "silent" }).toJS();
  const found = member(member(member(service, "functions"), functionName), "iamRoleStatements");
  if (!Array.isArray(found)) throw new Error(`${functionName} has no statements`);
  const custom = member(service, "custom");
  return found.map((statement) => resolved(withCustom(statement, custom)) as Statement);
}

/** With `${self:custom.…}` filled in where it is all of a value. */
function withCustom(value: unknown, custom: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withCustom(item, custom));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withCustom(item, custom)]));
  }
  const name = typeof value === "string" ? /^\$\{self:custom\.(\w+)\}$/u.exec(value)?.[1] : undefined;
  return name === undefined ? value : member(custom, name);
}

function resolved(value: unknown): unknown {
  if (typeof value === "string") return OWN[value] ?? substituted(value, PSEUDO);
  if (Array.isArray(value)) {
    const [pattern, names] = value as [unknown, unknown];
    const isSub = value.length === 2 && typeof pattern === "string" && typeof names === "object" && names !== null;
    if (!isSub) return value.map(resolved);
    return substituted(
      pattern,
      Object.fromEntries(Object.entries(names).map(([name, to]) => [name, String(resolved(to))])),
    );
  }
  if (typeof value !== "object" || value === null) return value;
  const imported = member(value, "Fn::ImportValue");
  if (typeof imported === "string") return exported(imported);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item)]));
}

function exported(name: string): string {
  const arn = EXPORTS[name.split("-").at(-1) ?? ""];
  if (arn === undefined) throw new Error(`no export ${name}`);
  return arn;
}

function substituted(text: string, names: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{([\w:.]+)\}/gu, (whole, name: string) => names[name] ?? whole);
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
