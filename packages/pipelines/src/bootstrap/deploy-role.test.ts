import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { authorize, compilePolicies, type NamedPolicy, type PolicyDocument } from "@agentic-pm/iam";
import {
  packagedTemplates,
  resourceAsks,
  type ResolvedResource,
  resolveTemplates,
  withStackTags,
} from "@agentic-pm/local-cloud";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import { parse } from "yaml";

/** When nothing is packaged yet. */
const PACKAGING_MS = 300_000;

const template: unknown = parse(readFileSync(join(ROOT, "deploy", "bootstrap.yml"), "utf8"));
const resources = resolveTemplates([{ stackName: "agentic-pm-dev-bootstrap", template }], {
  Repository: "owner/agentic-pm",
});
const role = theOne("AWS::IAM::Role", "agentic-pm-deploy-dev");
const boundary: NamedPolicy = {
  name: "boundary",
  document: theOne("AWS::IAM::ManagedPolicy", "agentic-pm-deploy-dev").properties[
    "PolicyDocument"
  ] as unknown as PolicyDocument,
};
const ACCOUNT = role.arn.split(":")[4] ?? "";
const policies = compilePolicies({ identity: [boundary], boundary });

function theOne(type: string, name = ""): ResolvedResource {
  const found = resources.filter(
    ({ type: its, properties }) =>
      its === type && [properties["RoleName"], properties["ManagedPolicyName"], ""].includes(name),
  );
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} resources of type ${type}`);
  return found[0];
}

const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/${role.physicalId}/GitHubActions`;

function may(
  action: string,
  resource: string,
  context: Readonly<Record<string, string | readonly string[]>> = {},
  policy?: NamedPolicy,
): boolean {
  const principal = { arn: SESSION, accountId: ACCOUNT, roleArn: role.arn };
  const asked = policy === undefined ? policies : compilePolicies({ identity: [boundary], boundary, resource: policy });
  return authorize(asked, { principal, action, resource, context, resourcePolicyIsRequired: false }).allowed;
}

const iam = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`;
const regional = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${rest}`;
const within = (name: string) => ({ "iam:PermissionsBoundary": iam(`policy/${name}`) });
const TRIAGE = within("agentic-pm-dev-triage-boundary");
const OUR_ROLE = iam("role/agentic-pm-dev-sanitise");

const TAGGED = { "aws:RequestTag/project": "agentic-pm" };
const BY_A_STACK = { "aws:CalledViaLast": "cloudformation.amazonaws.com" };

type Sentence = readonly [says: string, action: string, resource: string, context?: Record<string, string>];

function named([says, action, resource, context = {}]: Sentence) {
  return { says, action, resource, context };
}

const MAY: readonly Sentence[] = [
  ["makes a role of ours within one of our boundaries", "iam:CreateRole", OUR_ROLE, TRIAGE],
  ["writes the policy of a role that is within our boundary", "iam:PutRolePolicy", OUR_ROLE, TRIAGE],
  ["hands our role to Lambda", "iam:PassRole", OUR_ROLE, { "iam:PassedToService": "lambda.amazonaws.com" }],
  ["updates our stacks", "cloudformation:CreateChangeSet", regional("cloudformation", "stack/agentic-pm-triage-dev/1")],
  ["uploads packages", "s3:PutObject", "arn:aws:s3:::agentic-pm-triage-dev-serverlessdeploymentbucket-x/a.zip"],
  ["updates our functions", "lambda:UpdateFunctionCode", regional("lambda", "function:agentic-pm-triage-dev-sanitise")],
  ["runs the migrations", "lambda:InvokeFunction", regional("lambda", "function:agentic-pm-platform-dev-migrate")],
  ["makes our tables", "dynamodb:CreateTable", regional("dynamodb", "table/agentic-pm-signals-dev")],
  [
    "sees how a canary's signal stands",
    "dynamodb:Scan",
    regional("dynamodb", "table/agentic-pm-signals-dev"),
    { "dynamodb:Attributes": "status", "dynamodb:Select": "SPECIFIC_ATTRIBUTES" },
  ],
  [
    "reads its canaries' secret",
    "secretsmanager:GetSecretValue",
    regional("secretsmanager", "secret:/agentic-pm/canary/dev-AbCdEf"),
  ],
  ["makes a tagged key by a stack", "kms:CreateKey", "*", { ...TAGGED, ...BY_A_STACK }],
  ["tags a new key by a stack", "kms:TagResource", regional("kms", "key/1"), { ...TAGGED, ...BY_A_STACK }],
];

const MAY_NOT: readonly Sentence[] = [
  ["make a role without a boundary", "iam:CreateRole", OUR_ROLE],
  ["make a role within somebody else's boundary", "iam:CreateRole", OUR_ROLE, within("AdministratorAccess")],
  ["make a role as the operator", "iam:CreateRole", OUR_ROLE, within("agentic-pm-dev-operator-boundary")],
  [
    "make a role within another stage's boundary",
    "iam:CreateRole",
    OUR_ROLE,
    within("agentic-pm-production-triage-boundary"),
  ],
  ["make a role under another name", "iam:CreateRole", iam("role/administrator"), TRIAGE],
  ["make or change a role of another stage", "iam:PutRolePolicy", iam("role/agentic-pm-production-execute"), TRIAGE],
  ["change its own role", "iam:PutRolePolicy", iam("role/agentic-pm-deploy-dev"), TRIAGE],
  ["attach a policy to a role without a boundary", "iam:AttachRolePolicy", OUR_ROLE],
  ["take a boundary away", "iam:DeleteRolePermissionsBoundary", OUR_ROLE, TRIAGE],
  ["exchange a boundary", "iam:PutRolePermissionsBoundary", OUR_ROLE, TRIAGE],
  ["write a boundary", "iam:CreatePolicy", iam("policy/agentic-pm-dev-mine-boundary")],
  ["widen a boundary", "iam:CreatePolicyVersion", iam("policy/agentic-pm-dev-triage-boundary")],
  ["bring an older boundary back", "iam:SetDefaultPolicyVersion", iam("policy/agentic-pm-dev-triage-boundary")],
  ["let somebody else take a role", "iam:UpdateAssumeRolePolicy", OUR_ROLE],
  ["make a user", "iam:CreateUser", iam("user/agentic-pm-dev-me")],
  ["make an access key", "iam:CreateAccessKey", iam("user/agentic-pm-dev-me")],
  [
    "make an identity provider",
    "iam:CreateOpenIDConnectProvider",
    iam("oidc-provider/token.actions.githubusercontent.com"),
  ],
  ["hand our role to a machine", "iam:PassRole", OUR_ROLE, { "iam:PassedToService": "ec2.amazonaws.com" }],
  [
    "hand a stranger's role to Lambda",
    "iam:PassRole",
    iam("role/administrator"),
    { "iam:PassedToService": "lambda.amazonaws.com" },
  ],
  ["take another role", "sts:AssumeRole", iam("role/agentic-pm-dev-execute")],
  ["read the vault", "s3:GetObject", `arn:aws:s3:::agentic-pm-vault-dev-${ACCOUNT}/signals/1.json`],
  [
    "read a vendor's token",
    "secretsmanager:GetSecretValue",
    regional("secretsmanager", "secret:/agentic-pm/jira/api-token-AbCdEf"),
  ],
  ["read whole rows of signals", "dynamodb:Scan", regional("dynamodb", "table/agentic-pm-signals-dev")],
  [
    "see who a signal's readers are",
    "dynamodb:Scan",
    regional("dynamodb", "table/agentic-pm-signals-dev"),
    { "dynamodb:Attributes": "readers", "dynamodb:Select": "SPECIFIC_ATTRIBUTES" },
  ],
  [
    "read another stage's canary",
    "secretsmanager:GetSecretValue",
    regional("secretsmanager", "secret:/agentic-pm/canary/production-AbCdEf"),
  ],
  ["read or write a row", "dynamodb:GetItem", regional("dynamodb", "table/agentic-pm-actions-dev")],
  ["remove a table", "dynamodb:DeleteTable", regional("dynamodb", "table/agentic-pm-audit-dev")],
  ["remove the database", "rds:DeleteDBCluster", regional("rds", "cluster:agentic-pm-dev")],
  ["use a key", "kms:Decrypt", regional("kms", "key/1"), { "aws:ResourceTag/project": "agentic-pm" }],
  ["seal as a function", "kms:GenerateMac", regional("kms", "key/1"), { "aws:ResourceTag/project": "agentic-pm" }],
  ["change a stranger's key", "kms:PutKeyPolicy", regional("kms", "key/1"), { "aws:ResourceTag/project": "other" }],
  ["tag a key as ours that has no tag", "kms:TagResource", regional("kms", "key/1"), TAGGED],
  [
    "tag a stranger's key as ours",
    "kms:TagResource",
    regional("kms", "key/1"),
    { ...TAGGED, "aws:ResourceTag/project": "other" },
  ],
  [
    "tag a stranger's key as ours by a stack",
    "kms:TagResource",
    regional("kms", "key/1"),
    { ...TAGGED, ...BY_A_STACK, "aws:ResourceTag/project": "other" },
  ],
  ["make a key but by a stack", "kms:CreateKey", "*", TAGGED],
  ["take a stranger's key into a stack", "kms:DescribeKey", regional("kms", "key/1"), BY_A_STACK],
  ["call execute", "lambda:InvokeFunction", regional("lambda", "function:agentic-pm-executor-dev-execute")],
  ["start a workflow", "states:StartExecution", regional("states", "stateMachine:agentic-pm-action-dev")],
  [
    "think",
    "bedrock:InvokeModel",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
  ],
  [
    "touch another stage's stack",
    "cloudformation:UpdateStack",
    regional("cloudformation", "stack/agentic-pm-triage-production/1"),
  ],
  [
    "update the stack of its own bootstrap",
    "cloudformation:UpdateStack",
    regional("cloudformation", "stack/agentic-pm-dev-bootstrap/1"),
  ],
  ["remove a stack", "cloudformation:DeleteStack", regional("cloudformation", "stack/agentic-pm-triage-dev/1")],
];

/** A policy of a resource, or of a role's trust, that allows the pipeline everything. */
const LETS_IT_IN = {
  name: "lets it in",
  document: {
    Version: "2012-10-17",
    Statement: [{ Sid: "Mine", Effect: "Allow", Principal: { AWS: SESSION }, Action: "*", Resource: "*" }],
  },
} as const;

describe("the pipeline", () => {
  test.each(MAY.map(named))("$says", ({ action, resource, context }) => {
    expect(may(action, resource, context)).toBe(true);
  });

  test.each(MAY_NOT.map(named))("may not $says", ({ action, resource, context }) => {
    expect(may(action, resource, context)).toBe(false);
  });

  test("cannot let itself at a secret by writing the secret's own policy", () => {
    const token = regional("secretsmanager", "secret:/agentic-pm/jira/api-token-AbCdEf");
    expect(may("secretsmanager:PutResourcePolicy", token)).toBe(true);
    expect(may("secretsmanager:GetSecretValue", token, {}, LETS_IT_IN)).toBe(false);
    // The policy would let it in, if the boundary only said nothing.
    const object = `arn:aws:s3:::agentic-pm-vault-dev-${ACCOUNT}/signals/1.json`;
    expect(may("s3:GetObject", object, {}, LETS_IT_IN)).toBe(true);
  });

  test("cannot take a role of ours, whoever that role trusts", () => {
    const execute = iam("role/agentic-pm-dev-execute");
    expect(may("iam:CreateRole", execute, within("agentic-pm-dev-executor-boundary"))).toBe(true);
    expect(may("sts:AssumeRole", execute, {}, LETS_IT_IN)).toBe(false);
  });

  test("is bounded by the policy that it has: whatever is attached later changes nothing", () => {
    const own = theOne("AWS::IAM::ManagedPolicy", "agentic-pm-deploy-dev").physicalId;
    expect(role.properties).toMatchObject({ ManagedPolicyArns: [own], PermissionsBoundary: own });
  });

  test("fits into what AWS takes for a policy, in the stage with the longest name", () => {
    const text = JSON.stringify(boundary.document).replaceAll(/\bdev\b/g, "production");
    expect(text.length).toBeLessThanOrEqual(6144);
  });
});

describe("the role's trust", () => {
  const [trust] = statementsOf(role.properties["AssumeRolePolicyDocument"]);

  test("is GitHub's token of one repository in one environment, and nothing else", () => {
    expect(statementsOf(role.properties["AssumeRolePolicyDocument"])).toHaveLength(1);
    expect(trust).toMatchObject({
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:owner/agentic-pm:environment:dev",
        },
      },
    });
  });

  test("has no wildcard", () => {
    expect(JSON.stringify(trust)).not.toMatch(/\*|StringLike/);
  });
});

function statementsOf(document: unknown): readonly unknown[] {
  return (document as { readonly Statement: readonly unknown[] }).Statement;
}

describe("whoever looks at the secrets' ages", () => {
  const checker = theOne("AWS::IAM::Role", "agentic-pm-rotate-check-dev");
  const { physicalId, properties } = theOne("AWS::IAM::ManagedPolicy", "agentic-pm-rotate-check-dev");
  const own = { name: "own", document: properties["PolicyDocument"] as unknown as PolicyDocument };
  const its = compilePolicies({ identity: [own], boundary: own });
  const checkerMay = (action: string, resource: string): boolean => {
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/${checker.physicalId}/GitHubActions`;
    const principal = { arn: session, accountId: ACCOUNT, roleArn: checker.arn };
    return authorize(its, { principal, action, resource, context: {}, resourcePolicyIsRequired: false }).allowed;
  };
  const token = regional("secretsmanager", "secret:/agentic-pm/jira/api-token-AbCdEf");

  test("sees names and ages, and reads, puts and renews nothing", () => {
    expect(checkerMay("secretsmanager:ListSecrets", "*")).toBe(true);
    expect(checkerMay("secretsmanager:ListSecretVersionIds", token)).toBe(true);
    for (const action of ["GetSecretValue", "BatchGetSecretValue", "PutSecretValue", "RotateSecret"]) {
      expect([action, checkerMay(`secretsmanager:${action}`, token)]).toEqual([action, false]);
    }
  });

  test("is bounded by its own policy, and taken by one repository in one environment", () => {
    expect(checker.properties).toMatchObject({ ManagedPolicyArns: [physicalId], PermissionsBoundary: physicalId });
    expect(JSON.stringify(checker.properties["AssumeRolePolicyDocument"])).toContain(
      "repo:owner/agentic-pm:environment:rotate-check-dev",
    );
  });
});

describe("what is packaged", () => {
  let packaged: readonly ResolvedResource[] = [];
  beforeAll(async () => {
    packaged = resolveTemplates(packagedTemplates(await packageServices()));
  }, PACKAGING_MS);

  const TAGS = [
    { Key: "project", Value: "agentic-pm" },
    { Key: "stage", Value: "dev" },
  ];

  const ADDED_TAG = { Key: "added", Value: "by a deploy that failed" };
  const ADDED: Readonly<Record<string, ResolvedResource["properties"]>> = {
    "AWS::IAM::Role": {
      Description: "added",
      MaxSessionDuration: 7200,
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/added"],
      Policies: [{ PolicyName: "added", PolicyDocument: {} }],
    },
    "AWS::Lambda::Function": { ReservedConcurrentExecutions: 1 },
    "AWS::Logs::LogGroup": { RetentionInDays: 1 },
    "AWS::KMS::Key": { Description: "added", EnableKeyRotation: true },
    "AWS::Events::Rule": { Targets: [{ Id: "added", Arn: "arn:aws:lambda:us-east-1:111122223333:function:added" }] },
    "AWS::DynamoDB::Table": { TimeToLiveSpecification: { AttributeName: "added", Enabled: true } },
  };

  /** The actions that the pipeline may not take, of all that CloudFormation would take in its name. */
  function refusedTo(kind: "create" | "update" | "goBack" | "delete", ofPlatform: boolean): readonly string[] {
    const some = packaged.filter(({ stackName }) => (stackName === "agentic-pm-platform-dev") === ofPlatform);
    const refused = some.flatMap((resource) => {
      const written = withGeneratedNames(resource);
      const { stackName, logicalId, type, properties } = written;
      const physicalId = kind === "create" ? "" : written.physicalId;
      const to = { stackName, logicalId, type, physicalId, properties, previous: undefined };
      const change = withStackTags({ ...to, kind: kind === "goBack" ? "update" : kind }, TAGS);
      const more = withStackTags({ ...change, properties: { ...properties, ...ADDED[type] } }, [...TAGS, ADDED_TAG]);
      // An update of everything but the stack's tags, and one that takes away what a deploy added.
      const update = withStackTags({ ...change, properties: {} }, TAGS).properties;
      const previous = { create: undefined, update, goBack: more.properties, delete: undefined }[kind];
      return resourceAsks({ ...change, previous })
        .filter(({ action, resource: on, context }) => !may(action, on, context))
        .map(({ action }) => action);
    });
    return [...new Set(refused)].toSorted();
  }

  /** The names that CloudFormation would give to what a template leaves unnamed. */
  function withGeneratedNames(resource: ResolvedResource): ResolvedResource {
    const { stackName } = resource;
    const unnamed = packaged.filter((each) => each.stackName === stackName && each.physicalId === each.logicalId);
    const ids = new Set(unnamed.map(({ logicalId }) => logicalId));
    const text = JSON.stringify(resource, (key, value: unknown) =>
      key !== "logicalId" && typeof value === "string" && ids.has(value) ? `${stackName}-${value}-x` : value,
    );
    return JSON.parse(text) as ResolvedResource;
  }

  test("is made, changed and removed by the pipeline, save what holds data and who may what", () => {
    expect(refusedTo("create", false)).toEqual([]);
    expect(refusedTo("update", false)).toEqual(["iam:PutRolePermissionsBoundary", "iam:UpdateAssumeRolePolicy"]);
    expect(refusedTo("delete", false)).toEqual(["dynamodb:DeleteTable"]);
  });

  test("is put back by the pipeline where a deploy added limits, tags, policies or targets to it", () => {
    expect(refusedTo("goBack", false)).toEqual([]);
  });

  test("leaves of platform to an administrator: boundaries, the operator, the network, secrets' own change, what holds data", () => {
    const network = /^(ec2|route53resolver):|^rds:(AddTagsToResource|\w+DBSubnetGroup)$/;
    const refused = (["create", "update", "delete"] as const).map((kind) =>
      refusedTo(kind, true).filter((action) => !network.test(action)),
    );
    expect(refused).toEqual([
      ["iam:CreatePolicy", "iam:CreateRole", "iam:PutRolePolicy"],
      [
        "iam:CreatePolicyVersion",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
        "secretsmanager:UpdateSecret",
      ],
      [
        "dynamodb:DeleteTable",
        "iam:DeletePolicy",
        "iam:DeleteRolePolicy",
        "kms:ScheduleKeyDeletion",
        "rds:DeleteDBCluster",
        "rds:DeleteDBInstance",
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "secretsmanager:CancelRotateSecret",
        "secretsmanager:DeleteResourcePolicy",
        "secretsmanager:DeleteSecret",
      ],
    ]);
  });

  test("has only roles that the pipeline may make, save the operator's", () => {
    const roles = packaged.filter(({ type }) => type === "AWS::IAM::Role");
    const refused = roles.filter(
      ({ arn, properties }) =>
        !may("iam:CreateRole", arn, { "iam:PermissionsBoundary": String(properties["PermissionsBoundary"]) }),
    );
    expect(refused.map(({ physicalId }) => physicalId)).toEqual(["agentic-pm-dev-operator"]);
  });
});
