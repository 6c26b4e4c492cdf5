import { isAppError } from "@agentic-pm/errors";
import { describe, expect, test } from "@jest/globals";
import { allowing } from "../test/ask.ts";
import { compilePolicies } from "./compile.ts";
import type { NamedPolicy } from "./policy-document.ts";

/** The error for a document that arrived as JSON, so of any shape. */
function refusal(document: unknown, as: "identity" | "resource" = "identity"): string {
  const policy = { name: "role/inline", document } as NamedPolicy;
  try {
    compilePolicies(as === "identity" ? { identity: [policy] } : { identity: [], resource: policy });
  } catch (error) {
    if (!isAppError(error)) throw error;
    expect(error.code).toBe("IAM_POLICY_MALFORMED");
    return error.message;
  }
  throw new Error("The policy was accepted");
}

const statement = (elements: Record<string, unknown>, without: string[] = []) => {
  const whole = { Sid: "Broken", Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...elements };
  const left = Object.entries(whole).filter(([element]) => !without.includes(element));
  return { Version: "2012-10-17", Statement: [Object.fromEntries(left)] };
};

describe("a malformed document", () => {
  test.each<[unknown, string]>([
    [null, "the document must be an object"],
    [[], "the document must be an object"],
    [{ Version: "2012-10-17" }, "Statement is missing"],
    [{ Version: "2012-10-18", Statement: [] }, "Version must be"],
    [{ Version: "2012-10-17", Statements: [], Statement: [] }, "Statements is not an element of a policy"],
    [{ Statement: ["Allow"] }, "Statement[0]: Statement must be an object"],
    [{ Statement: [allowing("Twice"), allowing("Twice")] }, "statement Twice: Sid is used twice"],
    [{ Statement: { ...allowing("x"), Sid: 7 } }, "Sid must be a text"],
  ])("%j is refused: %s", (document, words) => expect(refusal(document)).toContain(words));
});

describe("a malformed statement is refused by policy, Sid and element:", () => {
  test.each<[Record<string, unknown>, string]>([
    [{ Effect: "allow" }, 'Effect must be exactly "Allow" or "Deny"'],
    [{ Effect: undefined }, "Effect must be exactly"],
    [{ Actions: "s3:*" }, "Actions is not an element of a statement"],
    [{ NotAction: "s3:*" }, "NotAction cannot stand beside Action"],
    [{ NotResource: "*" }, "NotResource cannot stand beside Resource"],
    [{ Action: "GetObject" }, 'Action has "GetObject"'],
    [{ Action: "s*:GetObject" }, 'Action has "s*:GetObject"'],
    [{ Action: ["s3:GetObject", 7] }, "Action must be a string or a list of strings, not 7"],
    [{ Resource: { "Fn::GetAtt": ["Table", "Arn"] } }, "Resource must be a string or a list of strings, not an object"],
    [{ Resource: "trips/*" }, 'Resource has "trips/*"'],
    [{ Principal: "*" }, "Principal belongs in resource policies"],
    [{ Condition: [] }, "Condition must be an object of operators"],
    [{ Condition: { StringEquals: "x" } }, "Condition StringEquals must be an object of condition keys"],
    [{ Condition: { StringMatches: { k: "x" } } }, "Condition StringMatches k uses an operator that IAM does not have"],
    [{ Condition: { ForEachValue: { k: "x" } } }, "uses an operator that IAM does not have"],
    [{ Condition: { "ForSomeValues:StringEquals": { k: "x" } } }, "uses an operator that IAM does not have"],
    [{ Condition: { NullIfExists: { k: "true" } } }, "uses an operator that IAM does not have"],
    [{ Condition: { Null: { k: "maybe" } } }, 'must be true or false, not "maybe"'],
    [{ Condition: { Bool: { k: "yes" } } }, 'has a value it cannot read: "yes"'],
    [{ Condition: { NumericEquals: { k: "ten" } } }, 'has a value it cannot read: "ten"'],
    [{ Condition: { NumericEquals: { k: "${aws:x}" } } }, "has a value it cannot read"],
    [{ Condition: { DateLessThan: { k: "2026-02-30" } } }, 'has a value it cannot read: "2026-02-30"'],
    [{ Condition: { IpAddress: { k: "10.0.0.0/33" } } }, 'has a value it cannot read: "10.0.0.0/33"'],
    [{ Condition: { BinaryEquals: { k: "a b" } } }, 'has a value it cannot read: "a b"'],
    [{ Condition: { StringEquals: { k: { Ref: "Stage" } } } }, "must be a text, a number, a boolean or a list"],
    [{ Condition: { StringEquals: { k: [null] } } }, "must be a text, a number, a boolean or a list"],
  ])("%j", (elements, words) => {
    const message = refusal(statement(elements));
    expect(message).toContain("Policy role/inline, statement Broken: ");
    expect(message).toContain(words);
  });
  test("an identity policy needs Action and Resource", () => {
    expect(refusal(statement({}, ["Action"]))).toContain("Action is missing");
    expect(refusal(statement({}, ["Resource"]))).toContain("Resource is missing");
  });
});

describe("a malformed principal is refused:", () => {
  test.each<[Record<string, unknown>, string]>([
    [{}, "Principal is missing"],
    [{ Principal: "123456789012" }, 'Principal must be "*" or an object'],
    [{ Principal: { AWS: "ann" } }, 'Principal AWS has "ann"'],
    [{ Principal: { Service: "*" } }, "Principal Service must name a service"],
    [{ Principal: { Canonical: "abc" } }, "Canonical"],
    [{ Principal: { Aws: "*" } }, "kind of principal that is not supported: Aws"],
    [{ Principal: "*", NotPrincipal: "*" }, "NotPrincipal cannot stand beside Principal"],
    [{ Principal: { AWS: { Ref: "Role" } } }, "not an object (an intrinsic function that was not resolved?)"],
  ])("%j", (elements, words) => expect(refusal(statement(elements), "resource")).toContain(words));
});

test("empty lists are allowed, and grant nothing", () => {
  expect(() => compilePolicies({ identity: [{ name: "empty", document: { Statement: [] } }] })).not.toThrow();
});
