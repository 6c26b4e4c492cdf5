import { describe, expect, test } from "@jest/globals";
import type { AccessRequest, NamedPolicy, PolicySet, Statement } from "../src/index.ts";
import { allowing, ask, denying, holds, policyOf } from "./ask.ts";
import { ACCOUNT, OTHER_ACCOUNT, ROLE_ARN, SESSION_ARN } from "./policy-arbitraries.ts";

/** Rules of IAM's user guide, a line each, beside the cases that the independent simulator is asked. */
const TABLE = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/trips`;
const LOG = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/plan:log-stream:1`;

describe("a resource's ARN in an identity policy", () => {
  test.each([
    ["arn:aws:dynamodb:*:table/trips", TABLE, true, "a * at the end of a part reaches over the colons"],
    ["arn:aws:dynamodb:us-*:table/trips", TABLE, true, "also where the part begins with something"],
    ["arn:aws:dynamodb", TABLE, true, "what is missing is completed by wildcards"],
    ["arn:aws:dynamodb:us-east-1", TABLE, true, "after any part"],
    ["arn:aws:dynamodb:eu-west-1", TABLE, false, "and what is written still has to fit"],
    ["arn:aws:logs:us-east-1:*:log-stream:1", LOG, true, "the resource may have colons of its own"],
    [`arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/plan:*`, LOG, true, "and streams lie behind the group"],
    [`arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/plan`, LOG, false, "which does not stand for them"],
    [`arn:aws:dynamodb:us-east-?:${ACCOUNT}:table/trip?`, TABLE, true, "? is one character"],
    [`arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/trips?`, TABLE, false, "and never none"],
    [`arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/Trips`, TABLE, false, "resources keep their case"],
  ])("%s for %s: %s, for %s", (Resource, resource, expected) => {
    const only = policyOf("role", allowing("Only", { Resource }));
    const allBut = policyOf("role", allowing("AllBut", { NotResource: Resource }));
    expect(ask({ identity: [only] }, { resource, action: "x:Y" }).allowed).toBe(expected);
    expect(ask({ identity: [allBut] }, { resource, action: "x:Y" }).allowed).toBe(!expected);
  });

  test("in a resource policy is not completed", () => {
    const resource = policyOf("table", { ...allowing("All", { Resource: "arn:aws:dynamodb" }), Principal: "*" });
    expect(ask({ resource }, { resource: TABLE, action: "dynamodb:GetItem" }).allowed).toBe(false);
  });
});

describe("NotResource with a variable that has no value", () => {
  const own = "arn:aws:s3:::homes/${aws:username}/*";
  const identity = (...statements: Statement[]): Partial<PolicySet> => ({
    identity: [policyOf("role", ...statements)],
  });

  test("covers resources of other services and types", () => {
    const elsewhere = { resource: TABLE };
    expect(ask(identity(allowing("AllButHome", { NotResource: own })), elsewhere).sid).toBe("AllButHome");
    expect(ask(identity(allowing("All"), denying("OnlyHome", { NotResource: own })), elsewhere).sid).toBe("OnlyHome");
  });

  test("allows nothing of the kind that it names", () => {
    const home = { resource: "arn:aws:s3:::homes/ann/letter" };
    expect(ask(identity(allowing("AllButHome", { NotResource: own })), home).allowed).toBe(false);
    expect(
      ask(identity(allowing("AllButHome", { NotResource: own })), { ...home, context: { "aws:username": "bob" } })
        .allowed,
    ).toBe(true);
  });
});

describe("a condition", () => {
  test.each<[string, Parameters<typeof holds>[0], Parameters<typeof holds>[1], boolean]>([
    [
      "ForAllValues holds for no values",
      { "ForAllValues:StringEquals": { "aws:TagKeys": "a" } },
      { "aws:TagKeys": [] },
      true,
    ],
    ["ForAllValues holds without the key", { "ForAllValues:StringEquals": { "aws:TagKeys": "a" } }, {}, true],
    [
      "ForAnyValue does not hold for no values",
      { "ForAnyValue:StringEquals": { "aws:TagKeys": "a" } },
      { "aws:TagKeys": [] },
      false,
    ],
    ["ForAnyValue does not hold without the key", { "ForAnyValue:StringNotEquals": { "aws:TagKeys": "a" } }, {}, false],
    [
      "ForAllValues and Null together demand the key",
      { "ForAllValues:StringEquals": { "aws:TagKeys": "a" }, Null: { "aws:TagKeys": "false" } },
      {},
      false,
    ],
    [
      "ForAnyValue holds for one of several",
      { "ForAnyValue:StringLike": { "aws:TagKeys": ["b*"] } },
      { "aws:TagKeys": ["a", "bc"] },
      true,
    ],
    [
      "ForAllValues does not hold for one of several",
      { "ForAllValues:StringLike": { "aws:TagKeys": ["b*"] } },
      { "aws:TagKeys": ["a", "bc"] },
      false,
    ],
    ["IfExists holds without the key", { StringEqualsIfExists: { "aws:PrincipalTag/team": "a" } }, {}, true],
    [
      "IfExists does not hold for another value",
      { StringEqualsIfExists: { "aws:PrincipalTag/team": "a" } },
      { "aws:PrincipalTag/team": "b" },
      false,
    ],
    ["a negated operator holds without the key", { StringNotEquals: { "aws:PrincipalTag/team": "a" } }, {}, true],
    [
      "a negated operator has to differ from every value",
      { StringNotEquals: { "aws:PrincipalTag/team": ["a", "b"] } },
      { "aws:PrincipalTag/team": "b" },
      false,
    ],
    ["keys have no case", { StringEquals: { "AWS:principalTAG/Team": "a" } }, { "aws:PrincipalTag/team": "a" }, true],
    ["values have", { StringEquals: { "aws:PrincipalTag/team": "A" } }, { "aws:PrincipalTag/team": "a" }, false],
    [
      "operators have no case",
      { stringequals: { "aws:PrincipalTag/team": "a" } },
      { "aws:PrincipalTag/team": "a" },
      true,
    ],
    [
      "StringEquals takes * as it is",
      { StringEquals: { "aws:PrincipalTag/team": "a*" } },
      { "aws:PrincipalTag/team": "ab" },
      false,
    ],
    [
      "StringLike escapes by ${*}",
      { StringLike: { "aws:PrincipalTag/team": "a${*}" } },
      { "aws:PrincipalTag/team": "ab" },
      false,
    ],
    [
      "and finds what is escaped",
      { StringLike: { "aws:PrincipalTag/team": "a${*}${?}${$}" } },
      { "aws:PrincipalTag/team": "a*?$" },
      true,
    ],
    [
      "a variable's default stands in for no value",
      { StringEquals: { "aws:PrincipalTag/team": "${aws:username, 'ann'}" } },
      { "aws:PrincipalTag/team": "ann" },
      true,
    ],
    [
      "and not for another",
      { StringEquals: { "aws:PrincipalTag/team": "${aws:username, 'ann'}" } },
      { "aws:PrincipalTag/team": "ann", "aws:username": "bob" },
      false,
    ],
    ["Null: true holds without the key", { Null: { "aws:TokenIssueTime": "true" } }, {}, true],
    ["Null: false does not", { Null: { "aws:TokenIssueTime": false } }, {}, false],
    ["Bool reads any case", { Bool: { "aws:SecureTransport": "TRUE" } }, { "aws:SecureTransport": "true" }, true],
    ["Bool does not hold without the key", { Bool: { "aws:MultiFactorAuthPresent": "false" } }, {}, false],
    ["BoolIfExists does", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }, {}, true],
    [
      "numbers are compared as numbers",
      { NumericLessThan: { "aws:MultiFactorAuthAge": "10" } },
      { "aws:MultiFactorAuthAge": "9" },
      true,
    ],
    [
      "dates have several spellings",
      { DateEquals: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
      { "aws:CurrentTime": "1767225600" },
      true,
    ],
    [
      "a date's end is not within",
      { DateLessThan: { "aws:EpochTime": "2026-01-01T00:00:00Z" } },
      { "aws:EpochTime": "1767225600" },
      false,
    ],
    [
      "every IPv4 address is in 0.0.0.0/0",
      { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
      { "aws:SourceIp": "203.0.113.9" },
      true,
    ],
    ["no IPv6 address is", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }, { "aws:SourceIp": "2001:db8::1" }, false],
    [
      "an address is its /32",
      { NotIpAddress: { "aws:SourceIp": "203.0.113.9" } },
      { "aws:SourceIp": "203.0.113.9" },
      false,
    ],
    [
      "ArnEquals knows wildcards too",
      { ArnEquals: { "aws:SourceArn": "arn:aws:sns:*:*:alerts" } },
      { "aws:SourceArn": `arn:aws:sns:us-east-1:${ACCOUNT}:alerts` },
      true,
    ],
    [
      "and they stay within a part",
      { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:alerts" } },
      { "aws:SourceArn": `arn:aws:sns:us-east-1:${ACCOUNT}:alerts` },
      false,
    ],
    [
      "all operators have to hold",
      { StringEquals: { "aws:username": "ann" }, Bool: { "aws:SecureTransport": "true" } },
      { "aws:username": "ann" },
      false,
    ],
    [
      "and all keys of one",
      { StringEquals: { "aws:username": "ann", "aws:PrincipalTag/team": "a" } },
      { "aws:username": "ann" },
      false,
    ],
  ])("%s", (_rule, condition, context, expected) => expect(holds(condition, context)).toBe(expected));
});

const NOTHING = policyOf("limit", allowing("Elsewhere", { Action: "sqs:*" }));
const bucket = (Principal: (Statement["Principal"] & object) | "*"): NamedPolicy =>
  policyOf("bucket", { ...allowing("LetIn"), Principal });
const other: Partial<AccessRequest> = { resourceAccountId: OTHER_ACCOUNT };
const ANN = { arn: `arn:aws:iam::${ACCOUNT}:user/ann`, accountId: ACCOUNT };

describe("who a resource policy lets in", () => {
  test.each<[string, Partial<PolicySet>, Partial<AccessRequest>, boolean]>([
    [
      "a role's session, named by its role, without any policy of its own",
      { resource: bucket({ AWS: ROLE_ARN }) },
      {},
      true,
    ],
    ["but not past the role's boundary", { resource: bucket({ AWS: ROLE_ARN }), boundary: NOTHING }, {}, false],
    ["nor past the session's policy", { resource: bucket({ AWS: ROLE_ARN }), session: [NOTHING] }, {}, false],
    [
      "a session named itself, past the boundary",
      { resource: bucket({ AWS: SESSION_ARN }), boundary: NOTHING },
      {},
      true,
    ],
    ["and past the session's policy", { resource: bucket({ AWS: SESSION_ARN }), session: [NOTHING] }, {}, true],
    ["a user, past the boundary", { resource: bucket({ AWS: ANN.arn }), boundary: NOTHING }, { principal: ANN }, true],
    ["nobody by the account alone", { resource: bucket({ AWS: ACCOUNT }) }, {}, false],
    ["not a role of another name with the same beginning", { resource: bucket({ AWS: `${ROLE_ARN}s` }) }, {}, false],
    ["not by a wildcard in the ARN", { resource: bucket({ AWS: `arn:aws:iam::${ACCOUNT}:role/*` }) }, {}, false],
    ["across accounts nobody by the resource alone", { resource: bucket({ AWS: ROLE_ARN }) }, other, false],
    ["nor by the identity alone", { identity: [policyOf("role", allowing("All"))] }, other, false],
    [
      "but by both",
      { identity: [policyOf("role", allowing("All"))], resource: bucket({ AWS: ROLE_ARN }) },
      other,
      true,
    ],
    [
      "also by the other account as a whole",
      { identity: [policyOf("role", allowing("All"))], resource: bucket({ AWS: ACCOUNT }) },
      other,
      true,
    ],
    [
      "and never past a boundary",
      { identity: [policyOf("role", allowing("All"))], resource: bucket({ AWS: SESSION_ARN }), boundary: NOTHING },
      other,
      false,
    ],
    [
      "a service by its name",
      { resource: bucket({ Service: "sns.amazonaws.com" }) },
      { principal: { arn: "sns", accountId: ACCOUNT, service: "sns.amazonaws.com" } },
      true,
    ],
    [
      "and no other service",
      { resource: bucket({ Service: "sns.amazonaws.com" }) },
      { principal: { arn: "sqs", accountId: ACCOUNT, service: "sqs.amazonaws.com" } },
      false,
    ],
    [
      "a service does not come in as its account",
      { resource: bucket({ AWS: ACCOUNT }) },
      { principal: { arn: "sns", accountId: ACCOUNT, service: "sns.amazonaws.com" } },
      false,
    ],
  ])("%s", (_rule, set, asked, expected) => expect(ask(set, asked).allowed).toBe(expected));

  test("a Deny in any of the policies wins over every Allow", () => {
    const all = policyOf("all", allowing("All"));
    const none = policyOf("none", denying("None"));
    const set = { identity: [all], boundary: all, session: [all], resource: bucket("*") };
    expect(ask(set).allowed).toBe(true);
    for (const denied of [
      { ...set, identity: [all, none] },
      { ...set, boundary: policyOf("boundary", allowing("All"), denying("None")) },
      { ...set, session: [none, all] },
      {
        ...set,
        resource: policyOf("bucket", { ...denying("None"), Principal: "*" }, { ...allowing("All"), Principal: "*" }),
      },
    ])
      expect(ask(denied)).toMatchObject({ outcome: "ExplicitDeny", sid: "None" });
  });

  test("NotPrincipal in a Deny spares whom it names", () => {
    const spared = policyOf("bucket", {
      ...denying("AllButBooking"),
      NotPrincipal: { AWS: [ROLE_ARN, SESSION_ARN, ACCOUNT] },
    });
    const identity = [policyOf("role", allowing("All"))];
    expect(ask({ identity, resource: spared }).allowed).toBe(true);
    const others = policyOf("bucket", { ...denying("AllButAnn"), NotPrincipal: { AWS: ANN.arn } });
    expect(ask({ identity, resource: others }).sid).toBe("AllButAnn");
  });
});

describe("a policy that AWS would refuse is refused", () => {
  test.each<[string, Record<string, unknown>]>([
    ["an action without a service", { Action: "GetObject" }],
    ["a wildcard in an action's service", { Action: "s*:GetObject" }],
    ["a resource that is no ARN", { Resource: "trips/*" }],
    ["Action beside NotAction", { NotAction: "s3:*" }],
    ["Resource beside NotResource", { NotResource: "*" }],
    ["a principal in an identity policy", { Principal: "*" }],
    ["an effect in another case", { Effect: "allow" }],
    ["an operator that IAM does not have", { Condition: { StringMatches: { "aws:username": "a" } } }],
    ["a number that is none", { Condition: { NumericEquals: { "s3:max-keys": "ten" } } }],
    ["an address that is none", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/33" } } }],
    ["a date that is none", { Condition: { DateLessThan: { "aws:CurrentTime": "2026-02-30" } } }],
    ["an unknown element", { Resources: "*" }],
  ])("%s", (_what, elements) => {
    const broken = {
      name: "role",
      document: { Version: "2012-10-17", Statement: { ...allowing("Any"), ...elements } as Statement },
    };
    expect(() => ask({ identity: [broken] })).toThrow(expect.objectContaining({ code: "IAM_POLICY_MALFORMED" }));
  });
});
