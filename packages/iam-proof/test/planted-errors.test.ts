import { describe, expect, test } from "@jest/globals";
import { checkDeployment, checkRuleOfTwo } from "../src/check/check-deployment.ts";
import type { FindingKind } from "../src/finding.ts";
import { of, planted, READ_NOTES, resourceOf, type Resources, statement, statements } from "./small-template.ts";

interface Planted {
  readonly error: string;
  readonly change: (resources: Resources) => void;
  readonly kind: FindingKind;
  readonly resource: string;
  readonly property: string;
  readonly cause: RegExp;
  readonly remedy: RegExp;
}

const inRole = (change: (each: Record<string, unknown>) => void) => (resources: Resources) => {
  for (const each of [...statements(resources, "Role"), ...statements(resources, "Boundary")]) change(each);
};
const set = (name: string, property: string, value: unknown) => (resources: Resources) => {
  of(resources, name)[property] = value;
};
const drop = (name: string, property: string) => (resources: Resources) => {
  delete of(resources, name)[property];
};
const POLICY = "Policies[0].PolicyDocument";

const PLANTED: readonly Planted[] = [
  {
    error: "an action that AWS does not have",
    change: inRole((each) => (each["Action"] = ["dynamodb:GetItem", "dynamodb:TransactWriteItems"])),
    kind: "unknown-action",
    resource: "Role",
    property: `${POLICY}.Statement.Action`,
    cause: /no action dynamodb:TransactWriteItems/,
    remedy: /take dynamodb:TransactWriteItems out/,
  },
  {
    error: "an action of a service that AWS does not have",
    change: inRole((each) => (each["Action"] = ["dynamo:GetItem", "dynamodb:GetItem"])),
    kind: "unknown-action",
    resource: "Role",
    property: `${POLICY}.Statement.Action`,
    cause: /dynamo:GetItem/,
    remedy: /service authorization reference/,
  },
  {
    error: "an action with a wildcard that stands for nothing",
    change: inRole((each) => (each["Action"] = ["dynamodb:GetItem", "dynamodb:Fetch*"])),
    kind: "unknown-action",
    resource: "Role",
    property: `${POLICY}.Statement.Action`,
    cause: /dynamodb:Fetch\*/,
    remedy: /take dynamodb:Fetch\* out/,
  },
  {
    error: "an action on a resource of another type",
    change: inRole((each) => (each["Action"] = ["dynamodb:GetItem", "s3:GetObject"])),
    kind: "wrong-resource",
    resource: "Role",
    property: `${POLICY}.Statement.Resource`,
    cause: /s3:GetObject cannot be allowed on any of .*table\/notes/,
    remedy: /arn:\*:s3:::/,
  },
  {
    error: "an action without resource types on an ARN",
    change: inRole((each) => (each["Action"] = ["dynamodb:GetItem", "xray:PutTraceSegments"])),
    kind: "wrong-resource",
    resource: "Role",
    property: `${POLICY}.Statement.Resource`,
    cause: /xray:PutTraceSegments cannot be allowed/,
    remedy: /"\*", for it has no resource types/,
  },
  {
    error: "a resource that none of the actions is for",
    change: inRole((each) => (each["Resource"] = [READ_NOTES.Resource, "arn:aws:s3:::notes"])),
    kind: "wrong-resource",
    resource: "Role",
    property: `${POLICY}.Statement.Resource`,
    cause: /None of dynamodb:GetItem can be allowed on arn:aws:s3:::notes/,
    remedy: /Take the resource out/,
  },
  {
    error: "a wildcard in a resource without a reason",
    change: (resources) => (statement(resources, "Role")["Resource"] = `${String(READ_NOTES.Resource)}*`),
    kind: "wildcard-without-reason",
    resource: "Role",
    property: `${POLICY}.Statement.Resource`,
    cause: /table\/notes\*/,
    remedy: /wildcard-reasons\.ts/,
  },
  {
    error: "a wildcard in an action without a reason",
    change: (resources) => (statement(resources, "Role")["Action"] = "dynamodb:Get*"),
    kind: "wildcard-without-reason",
    resource: "Role",
    property: `${POLICY}.Statement.Action`,
    cause: /dynamodb:Get\*/,
    remedy: /Name the resource exactly/,
  },
  {
    error: "everything but an action",
    change: (resources) => {
      const first = statement(resources, "Role");
      delete first["Action"];
      first["NotAction"] = "dynamodb:DeleteTable";
    },
    kind: "wildcard-without-reason",
    resource: "Role",
    property: `${POLICY}.Statement.NotAction`,
    cause: /not dynamodb:DeleteTable/,
    remedy: /Name the resource exactly/,
  },
  {
    error: "a statement without Sid",
    change: (resources) => delete statement(resources, "Role")["Sid"],
    kind: "sid-missing",
    resource: "Role",
    property: `${POLICY}.Statement[0].Sid`,
    cause: /no Sid/,
    remedy: /says what the permission is for/,
  },
  {
    error: "a boundary's statement with an empty Sid",
    change: (resources) => (statement(resources, "Boundary")["Sid"] = ""),
    kind: "sid-missing",
    resource: "Boundary",
    property: "PolicyDocument.Statement[0].Sid",
    cause: /notes-boundary has no Sid/,
    remedy: /Give it a Sid/,
  },
  {
    error: "two statements of one name in two policies of a role",
    change: (resources) => {
      const policies = of(resources, "Role")["Policies"] as Record<string, unknown>[];
      policies.push({ ...structuredClone(policies[0]), PolicyName: "another" });
    },
    kind: "sid-twice",
    resource: "Role",
    property: "Policies[1].PolicyDocument.Statement[0].Sid",
    cause: /two statements called ReadNotes/,
    remedy: /Rename one/,
  },
  {
    error: "a policy that cannot be read",
    change: (resources) => (statement(resources, "Role")["Effect"] = "Permit"),
    kind: "policy-malformed",
    resource: "Role",
    property: "Policies",
    cause: /Effect/,
    remedy: /./,
  },
  {
    error: "a function with a role that no template has",
    change: set("Reader", "Role", "arn:aws:iam::111122223333:role/somebody"),
    kind: "function-without-own-role",
    resource: "Reader",
    property: "Role",
    cause: /role\/somebody is in none of the templates/,
    remedy: /iamRoleStatements/,
  },
  {
    error: "two functions with one role",
    change: (resources) => {
      resources["Writer"] = structuredClone(resourceOf(resources, "Reader"));
      of(resources, "Writer")["FunctionName"] = "writer";
    },
    kind: "function-without-own-role",
    resource: "Writer",
    property: "Role",
    cause: /shares reader with Reader/,
    remedy: /iamRoleStatementsName/,
  },
  {
    error: "a role without a boundary",
    change: drop("Role", "PermissionsBoundary"),
    kind: "role-without-boundary",
    resource: "Role",
    property: "PermissionsBoundary",
    cause: /no permission boundary/,
    remedy: /guard\.boundary/,
  },
  {
    error: "a log group without retention",
    change: drop("Log", "RetentionInDays"),
    kind: "log-group-without-retention",
    resource: "Log",
    property: "RetentionInDays",
    cause: /for ever/,
    remedy: /logRetentionInDays/,
  },
  {
    error: "a function without a log group",
    change: set("Log", "LogGroupName", "/aws/lambda/another"),
    kind: "log-group-without-retention",
    resource: "Reader",
    property: "LoggingConfig",
    cause: /No template makes the function's log group/,
    remedy: /disableLogs/,
  },
  {
    error: "an escalation path",
    change: inRole((each) =>
      Object.assign(each, {
        Action: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
        Resource: "*",
      }),
    ),
    kind: "escalation-path",
    resource: "Role",
    property: "Policies",
    cause: /"new function, invoked": it holds iam:PassRole \(ReadNotes\)/,
    remedy: /out of the role/,
  },
  {
    error: "an escalation path that only a boundary leaves open",
    change: (resources) =>
      Object.assign(statement(resources, "Boundary"), {
        Action: ["dynamodb:GetItem", "iam:PutRolePolicy"],
        Resource: "*",
      }),
    kind: "escalation-path",
    resource: "Boundary",
    property: "Policies",
    cause: /"policy written into a role": it holds iam:PutRolePolicy \(AtMostReadNotes\)/,
    remedy: /out of the boundary/,
  },
  {
    error: "a type that CloudFormation does not have",
    change: (resources) => (resourceOf(resources, "Log").Type = "AWS::Logs::Group"),
    kind: "unknown-type",
    resource: "Log",
    property: "Type",
    cause: /AWS::Logs::Group/,
    remedy: /resource reference/,
  },
  {
    error: "an unknown property",
    change: set("Reader", "Memory", 256),
    kind: "unknown-property",
    resource: "Reader",
    property: "Memory",
    cause: /no property Memory/,
    remedy: /Did you mean MemorySize/,
  },
  {
    error: "a property in the wrong case",
    change: set("Reader", "timeout", 10),
    kind: "unknown-property",
    resource: "Reader",
    property: "timeout",
    cause: /no property timeout/,
    remedy: /Did you mean Timeout/,
  },
  {
    error: "an unknown property deep inside",
    change: set("Reader", "Environment", { Vars: { STAGE: "dev" } }),
    kind: "unknown-property",
    resource: "Reader",
    property: "Environment.Vars",
    cause: /no property Environment\.Vars/,
    remedy: /Did you mean Variables/,
  },
  {
    error: "a missing required property",
    change: drop("Reader", "Code"),
    kind: "missing-property",
    resource: "Reader",
    property: "Code",
    cause: /Code is required/,
    remedy: /Give it Code/,
  },
  {
    error: "a missing required property deep inside",
    change: set("Notes", "KeySchema", [{ AttributeName: "id" }]),
    kind: "missing-property",
    resource: "Notes",
    property: "KeySchema[0].KeyType",
    cause: /KeyType is required/,
    remedy: /Give it KeyType/,
  },
  {
    error: "a text where a number belongs",
    change: set("Reader", "MemorySize", "plenty"),
    kind: "wrong-type",
    resource: "Reader",
    property: "MemorySize",
    cause: /"plenty".* whole number/,
    remedy: /Make it a whole number/,
  },
  {
    error: "a fraction where a whole number belongs",
    change: set("Log", "RetentionInDays", 1.5),
    kind: "wrong-type",
    resource: "Log",
    property: "RetentionInDays",
    cause: /1\.5/,
    remedy: /whole number/,
  },
  {
    error: "a list where a text belongs",
    change: set("Reader", "Handler", ["index.handler"]),
    kind: "wrong-type",
    resource: "Reader",
    property: "Handler",
    cause: /has to be a text/,
    remedy: /Make it a text/,
  },
  {
    error: "a text where a list belongs",
    change: set("Reader", "Architectures", "arm64"),
    kind: "wrong-type",
    resource: "Reader",
    property: "Architectures",
    cause: /has to be a list/,
    remedy: /Make it a list/,
  },
  {
    error: "a text where an object belongs",
    change: set("Reader", "TracingConfig", "Active"),
    kind: "wrong-type",
    resource: "Reader",
    property: "TracingConfig",
    cause: /has to be an object/,
    remedy: /Make it an object/,
  },
  {
    error: "a text where true or false belongs",
    change: set("Notes", "DeletionProtectionEnabled", "yes"),
    kind: "wrong-type",
    resource: "Notes",
    property: "DeletionProtectionEnabled",
    cause: /true or false/,
    remedy: /Make it true or false/,
  },
  {
    error: "a value that AWS does not know",
    change: set("Reader", "PackageType", "Tar"),
    kind: "wrong-value",
    resource: "Reader",
    property: "PackageType",
    cause: /"Tar", which AWS does not know/,
    remedy: /Image, Zip/,
  },
  {
    error: "a value that AWS does not know, deep inside",
    change: set("Reader", "TracingConfig", { Mode: "On" }),
    kind: "wrong-value",
    resource: "Reader",
    property: "TracingConfig.Mode",
    cause: /"On"/,
    remedy: /Active, PassThrough/,
  },
  {
    error: "a text that does not fit AWS's pattern",
    change: set("Reader", "Handler", "index handler"),
    kind: "wrong-value",
    resource: "Reader",
    property: "Handler",
    cause: /"index handler"/,
    remedy: /pattern/,
  },
  {
    error: "a number below AWS's least",
    change: set("Reader", "Timeout", 0),
    kind: "wrong-value",
    resource: "Reader",
    property: "Timeout",
    cause: /Timeout is "0"/,
    remedy: /1 or more/,
  },
  {
    error: "a number that AWS does not offer",
    change: set("Log", "RetentionInDays", 31),
    kind: "wrong-value",
    resource: "Log",
    property: "RetentionInDays",
    cause: /"31"/,
    remedy: /30, 60/,
  },
  {
    error: "a text that is too long",
    change: set("Reader", "Description", "reads ".repeat(50)),
    kind: "wrong-value",
    resource: "Reader",
    property: "Description",
    cause: /300 characters/,
    remedy: /at most 256/,
  },
  {
    error: "a list with too many members",
    change: set("Reader", "Architectures", ["arm64", "x86_64"]),
    kind: "wrong-value",
    resource: "Reader",
    property: "Architectures",
    cause: /2 members/,
    remedy: /at most 1/,
  },
  {
    error: "an attribute that a type does not have",
    change: set("Reader", "Description", { "Fn::GetAtt": ["Notes", "Colour"] }),
    kind: "unknown-attribute",
    resource: "Reader",
    property: "Description",
    cause: /AWS::DynamoDB::Table has no attribute Colour/,
    remedy: /Arn, StreamArn/,
  },
  {
    error: "an attribute that a type does not have, inside a text",
    change: set("Reader", "Environment", { Variables: { NOTES: { "Fn::Sub": "table ${Notes.Hue}" } } }),
    kind: "unknown-attribute",
    resource: "Reader",
    property: "Environment.Variables.NOTES",
    cause: /AWS::DynamoDB::Table has no attribute Hue/,
    remedy: /Write one of/,
  },
  {
    error: "a tag without a key",
    change: set("Reader", "Tags", [{ team: "pm" }]),
    kind: "wrong-type",
    resource: "Reader",
    property: "Tags[0]",
    cause: /Key and Value/,
    remedy: /Make it a tag/,
  },
];

describe("a planted error is named with resource, property and remedy", () => {
  test("and the template without one has no finding", async () => {
    expect(await checkDeployment(planted(), [])).toEqual([]);
  });

  test.each(PLANTED)("$error", async ({ change, kind, resource, property, cause, remedy }) => {
    const findings = await checkDeployment(planted(change), []);
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind,
        stack: "agentic-pm-notes-dev",
        resource,
        property,
        cause: expect.stringMatching(cause),
        remedy: expect.stringMatching(remedy),
        file: "services/notes/serverless.yml",
      }),
    );
  });

  test.each([
    { error: "a reference to nothing", value: { Ref: "Nobody" }, words: "Nobody" },
    { error: "an import that nobody exports", value: { "Fn::ImportValue": "Nowhere" }, words: "Nowhere" },
    { error: "an unknown function", value: { "Fn::Guess": "x" }, words: "Fn::Guess" },
  ])("$error is refused when the template is resolved", ({ value, words }) => {
    expect(() => planted(set("Reader", "Description", value))).toThrow(
      expect.objectContaining({ message: expect.stringContaining(words), remedy: expect.any(String) }),
    );
  });
});

describe("reasons", () => {
  const wild = (resources: Resources) => {
    for (const each of [...statements(resources, "Role"), ...statements(resources, "Boundary")])
      Object.assign(each, { Sid: "ReadNotes", Resource: `${String(READ_NOTES.Resource)}*` });
  };

  test("let a wildcard pass, for the role that they are written for", async () => {
    const reasons = [{ sid: "ReadNotes", owners: ["reader"], why: "there is a table per year" }];
    const findings = await checkDeployment(planted(wild), reasons);
    expect(findings.map(({ kind, role }) => [kind, role])).toEqual([["wildcard-without-reason", "notes-boundary"]]);
    expect(await checkDeployment(planted(wild), [{ sid: "ReadNotes", owners: "every", why: "years" }])).toEqual([]);
  });

  test("without a wildcard any more are found themselves", async () => {
    const findings = await checkDeployment(planted(), [{ sid: "ReadNotes", owners: ["reader"], why: "years" }]);
    expect(findings).toEqual([
      expect.objectContaining({
        kind: "reason-without-wildcard",
        role: "reader",
        remedy: expect.stringContaining("out"),
      }),
    ]);
  });
});

test("a role that reads strangers' text, holds secrets and causes effects is found with its statements", () => {
  const leg = { action: "a:B", resource: "*", policy: "inline", why: "" };
  const legs = {
    untrusted: [{ ...leg, sid: "ReadMail" }],
    secrets: [{ ...leg, sid: "ReadToken" }],
    effects: [{ ...leg, sid: "SendMail" }],
  };
  const found = checkRuleOfTwo(planted(), [{ role: "reader", legs, violates: true }]);
  expect(found).toEqual([
    expect.objectContaining({
      kind: "rule-of-two",
      role: "reader",
      resource: "Role",
      cause: expect.stringMatching(/ReadMail.*ReadToken.*SendMail/),
      remedy: expect.stringContaining("function of its own"),
    }),
  ]);
  expect(checkRuleOfTwo(planted(), [{ role: "reader", legs, violates: false }])).toEqual([]);
});
