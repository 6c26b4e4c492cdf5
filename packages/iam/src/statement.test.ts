import { describe, expect, test } from "@jest/globals";
import { allowing, ask, denying, policyOf } from "../test/ask.ts";
import type { Statement } from "./policy-document.ts";

const sidFor = (elements: Partial<Statement>, request: { action?: string; resource?: string } = {}) =>
  ask({ identity: [policyOf("role", allowing("Matched", elements))] }, request).sid;

describe("Action", () => {
  test.each([
    ["*", true],
    ["*:*", true],
    ["s3:*", true],
    ["S3:getOBJECT", true],
    ["s3:Get*", true],
    ["s3:?etObject", true],
    ["s3:G*t*", true],
    ["s3:GetObject*", true],
    ["s3:GetObjects", false],
    ["s3:Get", false],
    ["s3:GetObjec?t", false],
    ["s3-outposts:*", false],
    ["sqs:*", false],
  ])("%s covers s3:GetObject: %s", (action, expected) =>
    expect(sidFor({ Action: action })).toBe(expected ? "Matched" : undefined),
  );
  test("is compared without case on the request's side too", () => {
    expect(sidFor({ Action: "s3:GetObject" }, { action: "S3:GETOBJECT" })).toBe("Matched");
  });
  test("a list covers what any of its entries covers, an empty list nothing", () => {
    expect(sidFor({ Action: ["sqs:SendMessage", "s3:Get*", "s3:PutObject"] })).toBe("Matched");
    expect(sidFor({ Action: [] })).toBeUndefined();
  });
});

describe("NotAction", () => {
  const rest = (notAction: string | string[], action = "s3:GetObject") =>
    ask(
      { identity: [policyOf("role", { Sid: "Rest", Effect: "Allow", NotAction: notAction, Resource: "*" })] },
      { action },
    ).sid;
  test("covers everything that it does not list", () => {
    expect(rest(["s3:PutObject", "sqs:*"])).toBe("Rest");
    expect(rest(["s3:Get*"])).toBeUndefined();
    expect(rest("*")).toBeUndefined();
  });
  test("in a Deny denies all but its list", () => {
    const identity = [
      policyOf("role", allowing("All"), { Sid: "ReadOnly", Effect: "Deny", NotAction: "s3:Get*", Resource: "*" }),
    ];
    expect(ask({ identity }).sid).toBe("All");
    expect(ask({ identity }, { action: "s3:PutObject" }).sid).toBe("ReadOnly");
  });
});

describe("Resource", () => {
  test.each([
    ["*", true],
    ["arn:aws:s3:::trips/a", true],
    ["arn:aws:s3:::trips/*", true],
    ["arn:aws:s3:::t*s/?", true],
    ["arn:aws:s3:::*", true],
    ["arn:*:s3:::trips/a", true],
    ["arn:aws:s3", true],
    ["arn:aws:*", true],
    ["arn:aws:s3:*", true],
    ["arn:aws:s3:::Trips/a", false],
    ["arn:aws:s3:::trips", false],
    ["arn:aws:s3:::trips/??", false],
    ["arn:aws:sqs", false],
  ])("%s covers arn:aws:s3:::trips/a: %s", (resource, expected) =>
    expect(sidFor({ Resource: resource })).toBe(expected ? "Matched" : undefined),
  );
  test("six question marks stand for a secret's suffix, not for a longer name", () => {
    const Resource = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:/jira/token-??????";
    const secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:/jira/token";
    expect(sidFor({ Resource }, { resource: `${secret}-AbC123` })).toBe("Matched");
    expect(sidFor({ Resource }, { resource: `${secret}-prod-AbC123` })).toBeUndefined();
  });
  test("a request without a resource type is covered by * alone", () => {
    expect(sidFor({ Resource: "*" }, { resource: "*" })).toBe("Matched");
    expect(sidFor({ Resource: "arn:aws:s3:::trips/a" }, { resource: "*" })).toBeUndefined();
  });
  test("a bucket does not cover its objects, nor its objects the bucket", () => {
    expect(sidFor({ Resource: "arn:aws:s3:::trips" })).toBeUndefined();
    expect(sidFor({ Resource: "arn:aws:s3:::trips/*" }, { resource: "arn:aws:s3:::trips" })).toBeUndefined();
  });
});

describe("NotResource", () => {
  test("covers everything that it does not list", () => {
    expect(sidFor({ NotResource: ["arn:aws:s3:::bills/*"] })).toBe("Matched");
    expect(sidFor({ NotResource: ["arn:aws:s3:::bills/*", "arn:aws:s3:::trips/?"] })).toBeUndefined();
  });
  test("in a Deny denies all but its list", () => {
    const identity = [policyOf("role", allowing("All"), denying("OnlyTrips", { NotResource: "arn:aws:s3:::trips/*" }))];
    expect(ask({ identity }).sid).toBe("All");
    expect(ask({ identity }, { resource: "arn:aws:s3:::bills/a" }).sid).toBe("OnlyTrips");
  });
});
