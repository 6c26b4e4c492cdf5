import { describe, expect, test } from "@jest/globals";
import { allowing, ask, denying, policyOf, requestOf } from "../test/ask.ts";
import { ACCOUNT, OTHER_ACCOUNT, ROLE_ARN, SESSION_ARN } from "../test/policy-arbitraries.ts";
import { authorize } from "./authorize.ts";
import { compilePolicies, withResourcePolicy } from "./compile.ts";

const own = policyOf("role", allowing("ReadTrips", { Action: "s3:GetObject", Resource: "arn:aws:s3:::trips/*" }));
const ceiling = policyOf("boundary", allowing("AnyS3", { Action: "s3:*" }));
const unrelated = policyOf("narrow", allowing("OnlyQueues", { Action: "sqs:*" }));
const granting = (named: string) => policyOf("bucket", allowing("Granted", { Principal: { AWS: named } }));

describe("in one account", () => {
  test("nothing is allowed that no statement allows", () => {
    expect(ask({})).toMatchObject({ allowed: false, outcome: "ImplicitDeny", kind: "identity" });
    expect(ask({ identity: [unrelated] }).outcome).toBe("ImplicitDeny");
  });
  test("an identity policy allows, and its statement is named", () => {
    expect(ask({ identity: [unrelated, own] })).toEqual({
      allowed: true,
      outcome: "Allow",
      sid: "ReadTrips",
      policy: "role",
      kind: "identity",
      reason: "Statement ReadTrips of role (identity policy) allows it.",
    });
  });
  test("a statement without Sid is named by its place", () => {
    const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } };
    expect(ask({ identity: [{ name: "role", document }] }).sid).toBe("Statement[0]");
  });
  test.each(["identity", "boundary", "session", "resource"] as const)("a Deny in the %s policies wins", (kind) => {
    const deny = policyOf("denying", denying("Never", kind === "resource" ? { Principal: "*" } : {}), {
      ...allowing("All"),
      ...(kind === "resource" ? { Principal: "*" } : {}),
    });
    const set = { identity: [own], boundary: ceiling, session: [ceiling], resource: granting(SESSION_ARN) };
    const changed = { ...set, [kind]: kind === "identity" || kind === "session" ? [...set[kind], deny] : deny };
    expect(ask(changed)).toMatchObject({ outcome: "ExplicitDeny", sid: "Never", policy: "denying", kind });
  });
  test("a boundary and session policies must allow as well", () => {
    expect(ask({ identity: [own], boundary: ceiling, session: [ceiling] }).sid).toBe("ReadTrips");
    expect(ask({ identity: [own], boundary: unrelated })).toMatchObject({ outcome: "ImplicitDeny", kind: "boundary" });
    expect(ask({ identity: [own], session: [unrelated] })).toMatchObject({ outcome: "ImplicitDeny", kind: "session" });
    expect(ask({ identity: [own], session: [unrelated, ceiling] }).sid).toBe("ReadTrips");
    expect(ask({ boundary: ceiling }).outcome).toBe("ImplicitDeny");
  });
  test("an empty list of session policies is no session policy", () => {
    expect(ask({ identity: [own], session: [] }).sid).toBe("ReadTrips");
  });
});

describe("a resource policy in the same account", () => {
  test("grants by itself to the role, within the boundary and the session policies", () => {
    const resource = granting(ROLE_ARN);
    expect(ask({ resource })).toMatchObject({ outcome: "Allow", sid: "Granted", kind: "resource" });
    expect(ask({ resource, boundary: ceiling }).sid).toBe("Granted");
    expect(ask({ resource, boundary: unrelated })).toMatchObject({ outcome: "ImplicitDeny", kind: "boundary" });
    expect(ask({ resource, session: [unrelated] })).toMatchObject({ outcome: "ImplicitDeny", kind: "session" });
  });
  // AWS's evaluation logic: what a resource policy gives a session or everyone, no implicit deny takes away.
  test.each([SESSION_ARN, "*"])("grants by itself to %s, whatever boundary and session policies leave out", (named) => {
    expect(ask({ resource: granting(named), boundary: unrelated, session: [unrelated] }).sid).toBe("Granted");
  });
  test("grants to a user by itself, and to that user's federated session within its limits", () => {
    const user = `arn:aws:iam::${ACCOUNT}:user/ann`;
    const set = { resource: granting(user), boundary: unrelated };
    expect(ask(set, { principal: { arn: user, accountId: ACCOUNT } }).sid).toBe("Granted");
    const federated = { arn: `arn:aws:sts::${ACCOUNT}:federated-user/ann`, accountId: ACCOUNT };
    expect(ask(set, { principal: federated }).outcome).toBe("ImplicitDeny");
    expect(ask({ resource: granting(user) }, { principal: federated }).sid).toBe("Granted");
  });
  test("cannot be left out for a service, which has no identity policies", () => {
    const principal = { arn: "states.amazonaws.com", accountId: ACCOUNT, service: "states.amazonaws.com" };
    expect(ask({ identity: [own] }, { principal })).toMatchObject({ outcome: "ImplicitDeny", kind: "resource" });
    const resource = policyOf("function", allowing("Invoke", { Principal: { Service: "states.amazonaws.com" } }));
    expect(ask({ resource }, { principal, resourceAccountId: OTHER_ACCOUNT }).sid).toBe("Invoke");
  });
});

describe("across accounts", () => {
  const elsewhere = { resourceAccountId: OTHER_ACCOUNT };
  test("both sides must allow, and the identity's statement is named", () => {
    expect(ask({ identity: [own] }, elsewhere)).toMatchObject({ outcome: "ImplicitDeny", kind: "resource" });
    for (const named of [SESSION_ARN, ROLE_ARN, ACCOUNT, "*"]) {
      const resource = granting(named);
      expect(ask({ resource }, elsewhere)).toMatchObject({ outcome: "ImplicitDeny", kind: "identity" });
      expect(ask({ identity: [own], resource }, elsewhere)).toMatchObject({ outcome: "Allow", kind: "identity" });
      expect(ask({ identity: [own], resource, boundary: unrelated }, elsewhere).allowed).toBe(false);
    }
  });
  test("the resource's account is read from its ARN when it is not given", () => {
    const identity = [policyOf("role", allowing("All"))];
    const queue = (account: string) => `arn:aws:sqs:eu-west-1:${account}:trips`;
    expect(ask({ identity }, { resource: queue(ACCOUNT) }).allowed).toBe(true);
    expect(ask({ identity }, { resource: queue(OTHER_ACCOUNT) }).allowed).toBe(false);
    expect(ask({ identity }, { resource: "arn:aws:bedrock:eu-west-1::foundation-model/m" }).allowed).toBe(true);
    expect(ask({ identity }, { resource: "arn:aws:iam::aws:policy/ReadOnlyAccess" }).allowed).toBe(true);
  });
});

describe("where the resource policy is required", () => {
  const all = policyOf("role", allowing("All"));
  const key = { action: "kms:Decrypt", resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` };
  const assume = { action: "sts:AssumeRole", resource: `arn:aws:iam::${ACCOUNT}:role/other` };
  test.each([key, assume])("identity policies count once it names the account ($action)", (request) => {
    expect(ask({ identity: [all] }, request)).toMatchObject({ outcome: "ImplicitDeny", kind: "resource" });
    const root = granting(`arn:aws:iam::${ACCOUNT}:root`);
    expect(ask({ identity: [all], resource: root }, request).sid).toBe("All");
    expect(ask({ resource: root }, request)).toMatchObject({ outcome: "ImplicitDeny", kind: "identity" });
    expect(ask({ resource: granting(ROLE_ARN) }, request).sid).toBe("Granted");
    expect(ask({ identity: [all], resource: granting(OTHER_ACCOUNT) }, request).allowed).toBe(false);
  });
  test("a trust policy needs no Resource", () => {
    const trust = { Sid: "Trust", Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: ROLE_ARN } };
    expect(ask({ resource: policyOf("trust", trust) }, assume).sid).toBe("Trust");
  });
  test("the request can ask for it, and can waive it", () => {
    expect(ask({ identity: [own] }, { resourcePolicyIsRequired: true }).allowed).toBe(false);
    expect(ask({ identity: [all] }, { ...key, resourcePolicyIsRequired: false }).sid).toBe("All");
  });
  test("creating a key has no key policy to ask", () => {
    expect(ask({ identity: [all] }, { action: "kms:CreateKey", resource: "*" }).sid).toBe("All");
  });
});

describe("withResourcePolicy", () => {
  test("adds, replaces and removes a resource policy and leaves the original alone", () => {
    const base = compilePolicies({ identity: [] });
    const open = withResourcePolicy(base, granting(SESSION_ARN));
    expect(authorize(open, requestOf()).sid).toBe("Granted");
    expect(authorize(base, requestOf()).allowed).toBe(false);
    expect(authorize(withResourcePolicy(open, undefined), requestOf()).allowed).toBe(false);
  });
  test("parses a document once, and again only under another name", () => {
    const base = compilePolicies({ identity: [] });
    const bucket = granting(SESSION_ARN);
    const first = withResourcePolicy(base, bucket).resource;
    expect(withResourcePolicy(base, { ...bucket }).resource).toBe(first);
    const renamed = withResourcePolicy(base, { ...bucket, name: "renamed" });
    expect(authorize(renamed, requestOf()).policy).toBe("renamed");
  });
});

// The requirements wanted the first form; it is why the second one is used (a wildcard in a principal ARN is dead).
describe("a secret that one role may read", () => {
  const read = { action: "secretsmanager:GetSecretValue", resource: "arn:aws:secretsmanager:eu-west-1::secret:x" };
  const identity = [policyOf("role", allowing("All"))];
  test("is not protected by a Deny for a principal ARN with a wildcard", () => {
    const resource = policyOf("secret", denying("Others", { Principal: { AWS: "arn:aws:iam::*:role/other" } }));
    expect(ask({ identity, resource }, read).allowed).toBe(true);
  });
  test("is protected by a Deny for everyone with another aws:PrincipalArn", () => {
    const others = { Condition: { ArnNotEquals: { "aws:PrincipalArn": ROLE_ARN } }, Principal: "*" as const };
    const resource = policyOf("secret", denying("OthersNever", others));
    expect(ask({ identity, resource }, { ...read, context: { "aws:PrincipalArn": ROLE_ARN } }).sid).toBe("All");
    const other = ROLE_ARN.replace("booking", "other");
    expect(ask({ identity, resource }, { ...read, context: { "aws:PrincipalArn": other } }).sid).toBe("OthersNever");
    expect(ask({ identity, resource }, read).sid).toBe("OthersNever");
  });
});
