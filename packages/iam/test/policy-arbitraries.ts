import fc from "fast-check";
import type { AccessRequest, ConditionElement, PolicyDocument, Statement } from "../src/index.ts";

/** Small vocabularies, so that generated policies and requests meet often enough to be interesting. */
export const ACCOUNT = "123456789012";
export const OTHER_ACCOUNT = "210987654321";
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/booking`;
export const SESSION_ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/booking/run-1`;

const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
const ACTION_PATTERNS = [...ACTIONS, "*", "s3:*", "S3:getobject", "s3:?etObject", "s3:*Object", "s3:Put*", "sqs:*"];
const RESOURCES = ["arn:aws:s3:::trips/a", "arn:aws:s3:::trips/a/b", "arn:aws:s3:::trips/ann", "arn:aws:s3:::bills/a"];
const RESOURCE_PATTERNS = [
  ...RESOURCES,
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::trips/*",
  "arn:aws:s3:::trips/?",
  "arn:aws:s3:::*/a",
  "arn:aws:s3:::t*/*b",
  "arn:aws:s3",
  "arn:aws:s3:::trips/${aws:username}",
  "arn:aws:s3:::trips/${aws:PrincipalTag/team, 'a'}",
  "arn:aws:s3:::trips/${aws:PrincipalTag/none}*",
];

interface Family {
  readonly operators: readonly string[];
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly requested: readonly string[];
}

const REQUESTED_TEXTS = ["red", "Red", "blue", "r*", "re?", "ann"];
const TEXTS = [...REQUESTED_TEXTS, ""];
const NUMBERS = ["1", "2", "2.0", "-3", "10", "0.5", "+10"];
const DATES = ["2026-01-01T00:00:00Z", "2026-01-01", "2026-06-30T12:00:00+02:00", "2026-06-30T10:00:00Z", "2027-01"];
const ARNS = [
  "arn:aws:sns:us-east-1:123456789012:alerts",
  "arn:aws:sns:eu-west-1:123456789012:alerts:sub",
  `arn:aws:iam::${ACCOUNT}:role/path/app`,
];

const FAMILIES: readonly Family[] = [
  {
    operators: [
      "StringEquals",
      "StringNotEquals",
      "StringEqualsIgnoreCase",
      "StringNotEqualsIgnoreCase",
      "StringLike",
      "StringNotLike",
    ],
    keys: ["aws:PrincipalTag/team", "aws:principaltag/TEAM", "aws:RequestTag/colour"],
    values: [...TEXTS, "${aws:username}", "${aws:PrincipalTag/team, 'red'}", "${aws:PrincipalTag/none}", "*d", "*"],
    requested: REQUESTED_TEXTS,
  },
  {
    operators: ["", "Not"]
      .flatMap((not) => [`Numeric${not}Equals`])
      .concat(["LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map((name) => `Numeric${name}`)),
    keys: ["s3:max-keys"],
    values: NUMBERS,
    requested: NUMBERS,
  },
  {
    operators: ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map(
      (name) => `Date${name}`,
    ),
    keys: ["aws:CurrentTime"],
    values: DATES,
    requested: DATES,
  },
  {
    operators: ["Bool"],
    keys: ["aws:SecureTransport"],
    values: ["true", "false", "True"],
    requested: ["true", "False"],
  },
  {
    operators: ["IpAddress", "NotIpAddress"],
    keys: ["aws:SourceIp"],
    values: ["10.0.0.0/8", "10.1.2.3/32", "10.1.2.0/23", "2001:db8::/32", "2001:db8:0:1::/64", "2001:db8::1/128"],
    requested: ["10.1.2.3", "10.1.3.9", "11.0.0.1", "2001:db8::1", "2001:db8:0:1::9", "fe80::1"],
  },
  {
    operators: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
    keys: ["aws:SourceArn"],
    values: [
      ...ARNS,
      "arn:aws:sns:*:123456789012:*",
      "arn:aws:sns:us-*-1:*:alerts",
      "arn:aws:iam::*:role/*",
      "arn:aws:sns:*:alerts:x:y",
      `arn:aws:iam::${ACCOUNT}:role/path/\${aws:username}`,
      `arn:aws:iam::${ACCOUNT}:role/*/app`,
      "arn:aws:sns:*:*:alert?",
    ],
    requested: [...ARNS, `arn:aws:iam::${ACCOUNT}:role/path/ann`],
  },
  { operators: ["BinaryEquals"], keys: ["app:digest"], values: ["YQ==", "Yg=="], requested: ["YQ==", "Yw=="] },
];

const LISTED_KEY = "aws:TagKeys";

/** Every condition a policy can state, over keys with one value and, behind a set operator, over a listed key. */
const condition: fc.Arbitrary<ConditionElement> = fc.constantFrom(...FAMILIES).chain((family) =>
  fc
    .record({
      operator: fc.constantFrom(...family.operators),
      set: fc.constantFrom("", "", "ForAllValues:", "ForAnyValue:"),
      ifExists: fc.constantFrom("", "", "IfExists"),
      key: fc.constantFrom(...family.keys),
      listed: fc.boolean(),
      values: fc.uniqueArray(fc.constantFrom(...family.values), { minLength: 1, maxLength: 3 }),
    })
    .map(({ operator, set, ifExists, key, listed, values }) => ({
      [`${set}${operator}${ifExists}`]: {
        [set !== "" && listed && family === FAMILIES[0] ? LISTED_KEY : key]: values,
      },
    })),
);

const nullCondition: fc.Arbitrary<ConditionElement> = fc
  .tuple(fc.constantFrom("aws:PrincipalTag/team", "aws:SourceIp", LISTED_KEY), fc.constantFrom("true", "false"))
  .map(([key, wanted]) => ({ Null: { [key]: wanted } }));

const conditions = fc
  .array(fc.oneof({ weight: 6, arbitrary: condition }, { weight: 1, arbitrary: nullCondition }), { maxLength: 2 })
  .map((parts): ConditionElement => Object.assign({}, ...parts) as ConditionElement);

const some = (values: readonly string[]): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });

/** One statement of an identity policy, without its Sid. */
export const statement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    action: some(ACTION_PATTERNS),
    notAction: fc.constantFrom(false, false, false, true),
    resource: some(RESOURCE_PATTERNS),
    notResource: fc.constantFrom(false, false, false, true),
    Condition: conditions,
  })
  .map(({ Effect, action, notAction, resource, notResource, Condition }) => ({
    Effect,
    [notAction ? "NotAction" : "Action"]: action,
    [notResource ? "NotResource" : "Resource"]: resource,
    ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
  }));

/** A whole policy; its statements carry Sids. */
export const policy = (of: fc.Arbitrary<Statement> = statement): fc.Arbitrary<PolicyDocument> =>
  fc.array(of, { minLength: 1, maxLength: 4 }).map((statements) => ({
    Version: "2012-10-17",
    Statement: statements.map((each, at) => ({ Sid: `S${at}`, ...each })),
  }));

const maybe = (values: readonly string[]): fc.Arbitrary<string | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 4 });

/** A request's context: each key missing or with a value of its type. */
const context: fc.Arbitrary<Readonly<Record<string, string | readonly string[]>>> = fc
  .record({
    "aws:username": maybe(["ann", "a*", "a"]),
    "aws:PrincipalTag/team": maybe(["red", "blue", "r*"]),
    "aws:RequestTag/colour": maybe(REQUESTED_TEXTS),
    "s3:max-keys": maybe(NUMBERS),
    "aws:CurrentTime": maybe(DATES),
    "aws:SecureTransport": maybe(["true", "False"]),
    "aws:SourceIp": maybe(FAMILIES[4]?.requested ?? []),
    "aws:SourceArn": maybe(FAMILIES[5]?.requested ?? []),
    "app:digest": maybe(["YQ==", "Yw=="]),
    [LISTED_KEY]: fc.option(some(REQUESTED_TEXTS), { nil: undefined, freq: 3 }),
  })
  .map(
    (all) =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
        string,
        string | readonly string[]
      >,
  );

/** A request of the booking role's session in its own account. */
export const request: fc.Arbitrary<AccessRequest> = fc.record({
  principal: fc.constant({ arn: SESSION_ARN, accountId: ACCOUNT, roleArn: ROLE_ARN }),
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...RESOURCES),
  context,
});

const PRINCIPALS = [
  { arn: SESSION_ARN, accountId: ACCOUNT, roleArn: ROLE_ARN },
  { arn: ROLE_ARN, accountId: ACCOUNT },
  { arn: `arn:aws:iam::${ACCOUNT}:user/ann`, accountId: ACCOUNT },
  { arn: `arn:aws:sts::${ACCOUNT}:federated-user/ann`, accountId: ACCOUNT },
  { arn: "states.amazonaws.com", accountId: ACCOUNT, service: "states.amazonaws.com" },
];

/** A principal of each kind that can ask. */
export const principal = fc.constantFrom(...PRINCIPALS);

const principalElement = fc.constantFrom(
  "*" as const,
  { AWS: "*" },
  { AWS: ACCOUNT },
  { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  { AWS: OTHER_ACCOUNT },
  { AWS: ROLE_ARN },
  { AWS: SESSION_ARN },
  { AWS: [`arn:aws:iam::${ACCOUNT}:user/ann`, ROLE_ARN] },
  { AWS: `arn:aws:sts::${ACCOUNT}:federated-user/ann` },
  { AWS: `arn:aws:iam::${ACCOUNT}:user/bob`, Service: ["events.amazonaws.com", "states.amazonaws.com"] },
  { AWS: `arn:aws:iam::${ACCOUNT}:role/*` },
);

/** One statement of a resource policy, without its Sid. NotPrincipal comes with Deny only. */
export const resourceStatement: fc.Arbitrary<Statement> = fc
  .tuple(statement, principalElement, fc.integer({ min: 0, max: 5 }))
  .map(([each, who, dice]) => ({
    ...each,
    [dice === 0 && each.Effect === "Deny" ? "NotPrincipal" : "Principal"]: who,
  }));

const GOVERNED = [
  {
    action: "kms:Decrypt",
    actions: ["kms:Decrypt", "kms:*", "kms:Encrypt", "*"],
    type: "kms:us-east-1:",
    name: "key/1",
  },
  {
    action: "sts:AssumeRole",
    actions: ["sts:AssumeRole", "sts:*", "sts:TagSession"],
    type: "iam::",
    name: "role/target",
  },
  {
    action: "sqs:SendMessage",
    actions: ["sqs:SendMessage", "sqs:*", "sqs:Get*"],
    type: "sqs:us-east-1:",
    name: "trips",
  },
] as const;

/** Requests to keys and roles, whose own policy must let the account in, beside a queue, whose need not. */
export const governedCase = fc.constantFrom(...GOVERNED).chain(({ action, actions, type, name }) => {
  const arn = (account: string): string => `arn:aws:${type}${account}:${name}`;
  const plain = fc.record({
    Effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
    Action: fc.constantFrom(...actions),
    Resource: fc.constantFrom("*", arn(ACCOUNT), arn(OTHER_ACCOUNT)),
  });
  const attached = fc.tuple(plain, principalElement).map(([{ Resource, ...each }, Principal]) => ({
    ...each,
    ...(action === "sts:AssumeRole" ? {} : { Resource }),
    Principal,
  }));
  return fc.record({
    identity: fc.array(policy(plain), { maxLength: 1 }),
    boundary: fc.option(policy(plain), { nil: undefined }),
    resource: policy(attached),
    asked: fc.tuple(principal, fc.constantFrom(ACCOUNT, ACCOUNT, OTHER_ACCOUNT)).map(([who, resourceAccountId]) => ({
      principal: who,
      action,
      resource: arn(resourceAccountId),
      resourceAccountId,
      context: {},
    })),
  });
});
