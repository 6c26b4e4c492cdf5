import { describe, expect, test } from "@jest/globals";
import { allowing, ask, policyOf } from "../test/ask.ts";
import { ROLE_ARN } from "../test/policy-arbitraries.ts";

const role = policyOf(
  "role",
  allowing("ReadTrips", { Action: "s3:GetObject", Resource: "arn:aws:s3:::trips/*" }),
  allowing("ListQueues", { Action: "sqs:ListQueues" }),
);

describe("the nearest statement", () => {
  const nearest = (request: Parameters<typeof ask>[1], policy = role) => ask({ identity: [policy] }, request).nearest;

  test("tells which resource was not covered", () => {
    expect(nearest({ resource: "arn:aws:s3:::bills/a" })).toEqual({
      sid: "ReadTrips",
      policy: "role",
      why: "Resource: arn:aws:s3:::bills/a is not covered by arn:aws:s3:::trips/*",
    });
  });
  test("tells which action was not covered", () => {
    expect(nearest({ action: "s3:PutObject" })?.why).toBe("Action: s3:PutObject is not covered by s3:GetObject");
  });
  test("tells which condition did not hold, and what the request had", () => {
    const Condition = {
      StringEquals: { "aws:PrincipalTag/team": ["red", "blue"] },
      Bool: { "aws:SecureTransport": true },
    };
    const policy = policyOf("tagged", allowing("RedTeam", { Condition }));
    const secure = { "aws:SecureTransport": "true" };
    expect(nearest({ context: { ...secure, "AWS:PrincipalTag/team": "green" } }, policy)?.why).toBe(
      "Condition: StringEquals aws:PrincipalTag/team wants red, blue, and the request has green",
    );
    expect(nearest({ context: secure }, policy)?.why).toContain("and the request does not carry that key");
  });
  test("is one that covers the action before one that covers the resource only", () => {
    const policy = policyOf(
      "two",
      allowing("Write", { Action: "s3:Put*" }),
      allowing("Bills", { Action: "s3:Get*", Resource: "arn:aws:s3:::bills/*" }),
    );
    expect(nearest({}, policy)?.sid).toBe("Bills");
  });
  test("is missing when no statement speaks of the service", () => {
    expect(nearest({ action: "iam:CreateUser", resource: "*" })).toBeUndefined();
  });
  test("shows three values of a long list", () => {
    const Action = ["s3:A", "s3:B", "s3:C", "s3:D", "s3:E"];
    expect(nearest({}, policyOf("many", allowing("Many", { Action })))?.why).toBe(
      "Action: s3:GetObject is not covered by s3:A, s3:B, s3:C and 2 more",
    );
  });
  test("of a resource policy tells that the principal was not named", () => {
    const bucket = (AWS: string) => policyOf("bucket", allowing("Share", { Principal: { AWS } }));
    const elsewhere = { resourceAccountId: "210987654321" };
    const other = ask({ identity: [role], resource: bucket(ROLE_ARN.replace("booking", "other")) }, elsewhere);
    expect(other.nearest?.why).toBe("Principal: arn:aws:sts::123456789012:assumed-role/booking/run-1 is not named");
  });
});

describe("the reason", () => {
  test("names what was asked and who had to allow it", () => {
    expect(ask({ identity: [role] }, { action: "s3:PutObject" }).reason).toBe(
      "No identity policy (role) allows s3:PutObject on arn:aws:s3:::trips/a.",
    );
    expect(ask({}).reason).toBe("No identity policy allows s3:GetObject on arn:aws:s3:::trips/a.");
  });
  test("names the statement that allowed, when a boundary did not", () => {
    const boundary = policyOf("ceiling", allowing("Queues", { Action: "sqs:*" }));
    expect(ask({ identity: [role], boundary })).toMatchObject({
      policy: "ceiling",
      kind: "boundary",
      reason:
        "Statement ReadTrips of role allows it, but no permission boundary (ceiling) allows s3:GetObject on arn:aws:s3:::trips/a.",
    });
  });
});

test("a decision survives JSON, copying and cloning with all its words", () => {
  const decision = ask({ identity: [role] }, { action: "s3:PutObject" });
  const plain = {
    allowed: false,
    outcome: "ImplicitDeny",
    policy: "role",
    kind: "identity",
    reason: "No identity policy (role) allows s3:PutObject on arn:aws:s3:::trips/a.",
    nearest: { sid: "ReadTrips", policy: "role", why: "Action: s3:PutObject is not covered by s3:GetObject" },
  };
  expect(JSON.parse(JSON.stringify(decision))).toEqual(plain);
  expect({ ...decision }).toEqual(plain);
  expect(structuredClone(decision)).toEqual(plain);
});
