import { describe, expect, test } from "@jest/globals";
import type { AccessRequest, NamedPolicy, PolicySet, Statement } from "../src/index.ts";
import { allowing, ask, denies, denying, holds, policyOf } from "./ask.ts";
import { ACCOUNT, OTHER_ACCOUNT, ROLE_ARN, SESSION_ARN } from "./policy-arbitraries.ts";

/** Rarer rules of IAM's user guide: conditions and variables at their edges, and principals of every kind. */
const TEAM = "aws:PrincipalTag/team";
const OWN = "${aws:username}";
const all = policyOf("all", allowing("All"));
const resourceOf = (...statements: readonly Statement[]): NamedPolicy => policyOf("bucket", ...statements);
const to = (Principal: NonNullable<Statement["Principal"]>, elements: Partial<Statement> = {}): Statement => ({
  ...allowing("LetIn", elements),
  Principal,
});

describe("a condition at its edges", () => {
  type Row = [string, Parameters<typeof holds>[0], Parameters<typeof holds>[1], boolean];
  test.each<Row>([
    ["IfExists of a number, missing", { NumericLessThanIfExists: { "s3:max-keys": "10" } }, {}, true],
    [
      "IfExists of a number, too big",
      { NumericLessThanIfExists: { "s3:max-keys": "10" } },
      { "s3:max-keys": "10" },
      false,
    ],
    ["IfExists of a date, missing", { DateLessThanIfExists: { "aws:CurrentTime": "2026-01-01" } }, {}, true],
    ["IfExists of an address, missing", { IpAddressIfExists: { "aws:SourceIp": "10.0.0.0/8" } }, {}, true],
    ["IfExists of an ARN, missing", { ArnLikeIfExists: { "aws:SourceArn": "arn:aws:sns:*:*:*" } }, {}, true],
    ["IfExists of bytes, missing", { BinaryEqualsIfExists: { "app:digest": "YQ==" } }, {}, true],
    ["a negated IfExists with the very value", { StringNotEqualsIfExists: { [TEAM]: "a" } }, { [TEAM]: "a" }, false],
    ["the empty text among values", { StringLike: { "s3:prefix": ["", "home/"] } }, { "s3:prefix": "" }, true],
    ["StringLike without a wildcard is the whole text", { StringLike: { [TEAM]: "a" } }, { [TEAM]: "ab" }, false],
    ["? is never none", { StringLike: { [TEAM]: "a?" } }, { [TEAM]: "a" }, false],
    [
      "a tag's key with slashes and capitals",
      { StringEquals: { "AWS:RequestTag/Cost/Centre": "x" } },
      { "aws:requesttag/cost/centre": "x" },
      true,
    ],
    ["numbers are no texts", { NumericEquals: { "s3:max-keys": "010" } }, { "s3:max-keys": "10.0" }, true],
    ["a number of the request's", { NumericEquals: { "s3:max-keys": 10 } }, { "s3:max-keys": 10 }, true],
    ["a boolean of the request's", { Bool: { "aws:SecureTransport": true } }, { "aws:SecureTransport": true }, true],
    [
      "Bool of several behind ForAllValues",
      { "ForAllValues:Bool": { "app:flags": "true" } },
      { "app:flags": ["true", "false"] },
      false,
    ],
    [
      "Bool of several behind ForAnyValue",
      { "ForAnyValue:Bool": { "app:flags": "true" } },
      { "app:flags": ["true", "false"] },
      true,
    ],
    [
      "seconds against a date",
      { DateGreaterThan: { "aws:TokenIssueTime": 1577836800 } },
      { "aws:TokenIssueTime": "2020-01-01T00:00:01Z" },
      true,
    ],
    [
      "a date's zone",
      { DateEquals: { "aws:CurrentTime": "2026-01-01T02:00:00+02:00" } },
      { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
      true,
    ],
    [
      "addresses of version 6, in another spelling",
      { IpAddress: { "aws:SourceIp": "2001:DB8:1234:5678::/64" } },
      { "aws:SourceIp": "2001:db8:1234:5678:0:0:0:1" },
      true,
    ],
    [
      "NotIpAddress of the other version",
      { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      { "aws:SourceIp": "2001:db8::1" },
      true,
    ],
    [
      "an ARN's account by ?",
      { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:12345678901?:a" } },
      { "aws:SourceArn": `arn:aws:sns:us-east-1:${ACCOUNT}:a` },
      true,
    ],
    [
      "an ARN's last part has colons of its own",
      { ArnLike: { "aws:SourceArn": "arn:aws:logs:*:*:log-group:*" } },
      { "aws:SourceArn": `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:a:log-stream:b` },
      true,
    ],
    [
      "ARNs keep their case",
      { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:*:Alerts" } },
      { "aws:SourceArn": `arn:aws:sns:us-east-1:${ACCOUNT}:alerts` },
      false,
    ],
    [
      "none of several, negated behind ForAnyValue",
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a", "b"] } },
      { "aws:TagKeys": ["a", "b"] },
      false,
    ],
    [
      "one that differs, negated behind ForAnyValue",
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a", "b"] } },
      { "aws:TagKeys": ["a", "c"] },
      true,
    ],
    ["other scripts, without case", { StringEqualsIgnoreCase: { [TEAM]: "ÉQUIPE" } }, { [TEAM]: "équipe" }, true],
    [
      "a variable within a text",
      { StringLike: { "s3:prefix": `home/${OWN}/*` } },
      { "s3:prefix": "home/ann/x", "aws:username": "ann" },
      true,
    ],
    [
      "a variable's wildcard is no wildcard",
      { StringLike: { "s3:prefix": `home/${OWN}` } },
      { "s3:prefix": "home/bob", "aws:username": "*" },
      false,
    ],
    [
      "a variable without value beside a value that fits",
      { StringEquals: { [TEAM]: [OWN, "a"] } },
      { [TEAM]: "a" },
      true,
    ],
    ["an empty default", { StringEquals: { [TEAM]: "a${aws:username, ''}" } }, { [TEAM]: "a" }, true],
  ])("%s", (_what, condition, context, expected) => expect(holds(condition, context)).toBe(expected));

  test("of version 2008-10-17 has no variables", () => {
    const condition = { StringEquals: { [TEAM]: OWN } };
    expect(holds(condition, { [TEAM]: OWN, "aws:username": "ann" }, "2008-10-17")).toBe(true);
    expect(holds(condition, { [TEAM]: "ann", "aws:username": "ann" }, "2008-10-17")).toBe(false);
  });

  test("in a Deny: a missing key satisfies what is negated and not what is not, and a set operator over nothing holds", () => {
    expect(denies({ StringNotEquals: { [TEAM]: "a" } })).toBe(true);
    expect(denies({ StringEquals: { [TEAM]: "a" } })).toBe(false);
    expect(denies({ Bool: { "aws:MultiFactorAuthPresent": "false" } })).toBe(false);
    expect(denies({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } })).toBe(true);
    expect(denies({ "ForAllValues:StringNotEquals": { "aws:TagKeys": "a" } })).toBe(true);
    expect(denies({ "ForAnyValue:StringNotEquals": { "aws:TagKeys": "a" } })).toBe(false);
  });
});

describe("what an assumed role's requests carry", () => {
  const context = { "aws:PrincipalArn": ROLE_ARN };

  test("aws:PrincipalArn is the role's ARN, so a Deny for all but the role spares its sessions", () => {
    const spared = resourceOf({
      ...denying("Others"),
      Principal: "*",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": ROLE_ARN } },
    });
    expect(ask({ identity: [all], resource: spared }, { context }).allowed).toBe(true);
    const misread = resourceOf({
      ...denying("Others"),
      Principal: "*",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": SESSION_ARN } },
    });
    expect(ask({ identity: [all], resource: misread }, { context }).sid).toBe("Others");
  });

  test("everyone with the role's aws:PrincipalArn is a grant that no boundary limits", () => {
    const boundary = policyOf("boundary", allowing("Elsewhere", { Action: "sqs:*" }));
    const resource = resourceOf(to("*", { Condition: { ArnEquals: { "aws:PrincipalArn": ROLE_ARN } } }));
    expect(ask({ resource, boundary }, { context }).allowed).toBe(true);
    expect(ask({ resource: resourceOf(to({ AWS: ROLE_ARN })), boundary }, { context }).allowed).toBe(false);
  });
});

describe("roles, keys and passing", () => {
  const trusting = (Principal: NonNullable<Statement["Principal"]>): NamedPolicy =>
    policyOf("trust", { Sid: "Trust", Effect: "Allow", Action: "sts:AssumeRole", Principal });
  const assume = { action: "sts:AssumeRole", resource: `arn:aws:iam::${ACCOUNT}:role/target` };
  const key = { action: "kms:Decrypt", resource: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1` };

  test.each<[string, Partial<PolicySet>, Partial<AccessRequest>, boolean]>([
    [
      "a trust policy that names the role suffices in one account",
      { resource: trusting({ AWS: ROLE_ARN }) },
      assume,
      true,
    ],
    [
      "one that names the account leaves it to identity policies",
      { resource: trusting({ AWS: ACCOUNT }) },
      assume,
      false,
    ],
    ["which then have to allow", { identity: [all], resource: trusting({ AWS: ACCOUNT }) }, assume, true],
    ["identity policies alone never do", { identity: [all] }, assume, false],
    [
      "a key policy of the account lets identity policies count",
      { identity: [all], resource: resourceOf(to({ AWS: `arn:aws:iam::${ACCOUNT}:root` })) },
      key,
      true,
    ],
    ["without it they do not", { identity: [all] }, key, false],
    ["and a key policy alone is enough for whom it names", { resource: resourceOf(to({ AWS: ROLE_ARN })) }, key, true],
  ])("%s", (_rule, set, asked, expected) => expect(ask(set, asked).allowed).toBe(expected));

  test("a role is passed to the services that iam:PassedToService lists", () => {
    const Condition = { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } };
    const identity = [policyOf("role", allowing("Pass", { Action: "iam:PassRole", Condition }))];
    const pass = (service: string) =>
      ask({ identity }, { action: "iam:PassRole", resource: ROLE_ARN, context: { "iam:PassedToService": service } });
    expect(pass("lambda.amazonaws.com").sid).toBe("Pass");
    expect(pass("ec2.amazonaws.com").allowed).toBe(false);
  });

  test("a service acts for the account and resource that aws:SourceAccount and aws:SourceArn name", () => {
    const Condition = {
      StringEquals: { "aws:SourceAccount": ACCOUNT },
      ArnLike: { "aws:SourceArn": `arn:aws:s3:::trips` },
    };
    const resource = resourceOf(to({ Service: "s3.amazonaws.com" }, { Condition }));
    const principal = { arn: "s3.amazonaws.com", accountId: ACCOUNT, service: "s3.amazonaws.com" };
    const from = (account: string) =>
      ask(
        { resource },
        { principal, context: { "aws:SourceAccount": account, "aws:SourceArn": "arn:aws:s3:::trips" } },
      );
    expect([from(ACCOUNT).allowed, from(OTHER_ACCOUNT).allowed]).toEqual([true, false]);
  });
});

describe("principals of other kinds", () => {
  const NOBODY = { arn: "anonymous", accountId: "" };
  const ROOT = { arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT };
  const abroad = { resourceAccountId: OTHER_ACCOUNT };

  test.each<[string, Partial<PolicySet>, Partial<AccessRequest>, boolean]>([
    [
      "a request that nobody signed is let in by everyone",
      { resource: resourceOf(to("*")) },
      { principal: NOBODY },
      true,
    ],
    [
      "and by nothing else",
      { identity: [all], resource: resourceOf(to({ AWS: ACCOUNT })) },
      { principal: NOBODY },
      false,
    ],
    ["not by a policy of its own", { identity: [all] }, { principal: NOBODY }, false],
    [
      "nor past a Deny",
      { resource: resourceOf(to("*"), { ...denying("Closed"), Principal: { AWS: "*" } }) },
      { principal: NOBODY },
      false,
    ],
    [
      "ForAllValues about its ARN holds, as it has none",
      { resource: resourceOf(to("*", { Condition: { "ForAllValues:StringLike": { "aws:PrincipalArn": ROLE_ARN } } })) },
      { principal: NOBODY },
      true,
    ],
    ["the root user may do what its account may", {}, { principal: ROOT }, true],
    [
      "unless a resource policy denies it",
      { resource: resourceOf({ ...denying("Closed"), Principal: "*" }) },
      { principal: ROOT },
      false,
    ],
    ["in another account only what that lets in", {}, { principal: ROOT, ...abroad }, false],
    ["such as by its account", { resource: resourceOf(to({ AWS: ACCOUNT })) }, { principal: ROOT, ...abroad }, true],
    [
      "a canonical user id names its account",
      { identity: [all], resource: resourceOf(to({ CanonicalUser: "ab12" })) },
      { principal: { ...ROOT, arn: SESSION_ARN, canonicalUserId: "ab12" }, ...abroad },
      true,
    ],
    [
      "and no other",
      { identity: [all], resource: resourceOf(to({ CanonicalUser: "ab12" })) },
      { principal: { ...ROOT, arn: SESSION_ARN, canonicalUserId: "cd34" }, ...abroad },
      false,
    ],
  ])("%s", (_rule, set, asked, expected) => expect(ask(set, asked).allowed).toBe(expected));
});

describe("an organization's control policies", () => {
  const full = [policyOf("FullAWSAccess", allowing("Full"))];
  const onlyS3 = [policyOf("OnlyS3", allowing("OnlyS3", { Action: "s3:*" }))];
  const noReads = [policyOf("NoReads", allowing("Full"), denying("NoReads", { Action: "s3:Get*" }))];
  const noSqs = [
    policyOf("NoSqs", allowing("Full", { NotAction: "sqs:*", Action: undefined } as unknown as Partial<Statement>)),
  ];
  const fullResources = [policyOf("RCPFullAWSAccess", { ...allowing("Full"), Principal: "*" })];
  const within = [
    policyOf("Within", {
      ...denying("OnlyUs", { Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-us" } } }),
      Principal: "*",
    }),
  ];
  const service = { arn: "s3.amazonaws.com", accountId: ACCOUNT, service: "s3.amazonaws.com" };
  const linked = {
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSServiceRoleForX/s`,
    accountId: ACCOUNT,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
  };
  const identity = [all];

  test.each<[string, Partial<PolicySet>, Partial<AccessRequest>, string]>([
    ["limit what identity policies allow", { identity, serviceControl: [full, onlyS3] }, {}, "Allow"],
    ["on every level", { identity, serviceControl: [onlyS3, full] }, { action: "sqs:SendMessage" }, "ImplicitDeny"],
    ["of which none may be without an Allow", { identity, serviceControl: [full, []] }, {}, "ImplicitDeny"],
    ["deny explicitly", { identity, serviceControl: [full, noReads] }, {}, "ExplicitDeny"],
    ["allow nothing by themselves", { serviceControl: [full] }, {}, "ImplicitDeny"],
    [
      "limit what a resource policy allows",
      { resource: resourceOf(to({ AWS: SESSION_ARN })), serviceControl: [noSqs] },
      { action: "sqs:SendMessage" },
      "ImplicitDeny",
    ],
    [
      "limit the root user too",
      { serviceControl: [noReads] },
      { principal: { arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT } },
      "ExplicitDeny",
    ],
    [
      "and no service",
      { resource: resourceOf(to({ Service: service.service })), serviceControl: [noReads] },
      { principal: service },
      "Allow",
    ],
    [
      "and no service-linked role",
      { identity, serviceControl: [noReads], resourceControl: [within] },
      { principal: linked },
      "Allow",
    ],
    [
      "of resources deny strangers",
      { identity, resource: resourceOf(to("*")), resourceControl: [fullResources, within] },
      { context: { "aws:PrincipalOrgID": "o-them" } },
      "ExplicitDeny",
    ],
    [
      "and spare the organization's own",
      { identity, resourceControl: [fullResources] },
      { context: { "aws:PrincipalOrgID": "o-us" } },
      "Allow",
    ],
    [
      "of resources limit also whom nobody knows",
      { resource: resourceOf(to("*")), resourceControl: [within] },
      { principal: { arn: "anonymous", accountId: "" } },
      "ExplicitDeny",
    ],
  ])("%s", (_rule, set, asked, expected) => expect(ask(set, asked).outcome).toBe(expected));

  test("are named where they lack an Allow, beside what allowed", () => {
    const decision = ask({ identity, serviceControl: [full, onlyS3] }, { action: "sqs:SendMessage" });
    expect(decision).toMatchObject({ kind: "serviceControl", policy: "OnlyS3" });
    expect(decision.reason).toBe(
      "Statement All of all allows it, but no service control policy (OnlyS3) allows sqs:SendMessage on arn:aws:s3:::trips/a.",
    );
  });
});

describe("a policy that AWS would refuse is refused, and one that it takes is taken", () => {
  const compiled = (elements: Record<string, unknown>) => () =>
    ask({
      identity: [
        {
          name: "role",
          document: { Version: "2012-10-17", Statement: { ...allowing("Any"), ...elements } as Statement },
        },
      ],
    });

  test.each<[string, Record<string, unknown>]>([
    ["a Sid of an identity policy with a space", { Sid: "Read trips" }],
    ["an action without a name", { Action: "s3:" }],
    ["a key twice in another case", { Condition: { StringEquals: { "aws:username": "a", "AWS:Username": "b" } } }],
    ["IfExists behind Null", { Condition: { NullIfExists: { "aws:username": "true" } } }],
    ["a condition without a value", { Condition: { StringEquals: { "aws:username": null } } }],
    ["a number as an action", { Action: 7 }],
    ["no effect", { Effect: undefined }],
  ])("%s", (_what, elements) =>
    expect(compiled(elements)).toThrow(expect.objectContaining({ code: "IAM_POLICY_MALFORMED" })),
  );

  test.each([
    [null],
    ["text"],
    [[]],
    [{ Statement: ["text"] }],
    [{ Version: "2026-01-01", Statement: [] }],
    [{ Version: 2012, Statement: [] }],
  ])("%j", (document) =>
    expect(() => ask({ identity: [{ name: "role", document: document as never }] })).toThrow(
      expect.objectContaining({ code: "IAM_POLICY_MALFORMED" }),
    ),
  );

  test("a Sid of a resource policy may be words", () => {
    expect(ask({ resource: resourceOf({ ...to("*"), Sid: "Let everyone in" }) }).sid).toBe("Let everyone in");
  });

  test("one Sid may stand in two policies", () => {
    expect(ask({ identity: [policyOf("one", allowing("Same")), policyOf("two", denying("Same"))] }).policy).toBe("two");
  });
});
