import { describe, expect, test } from "@jest/globals";
import { allowing, ask, holds } from "../test/ask.ts";

const KEY = "s3:prefix";
const resolves = (operator: string, wanted: string, value: string, context: Record<string, string | string[]> = {}) =>
  holds({ [operator]: { [KEY]: wanted } }, { [KEY]: value, ...context });

describe("a policy variable", () => {
  test("stands for the request's value, whatever the key's case", () => {
    expect(resolves("StringEquals", "${aws:username}", "ann", { "aws:username": "ann" })).toBe(true);
    expect(resolves("StringLike", "home/${AWS:UserName}/*", "home/ann/x", { "aws:username": "ann" })).toBe(true);
    expect(resolves("StringEqualsIgnoreCase", "${aws:username}", "ANN", { "aws:username": "ann" })).toBe(true);
    expect(
      resolves("StringEquals", "${aws:PrincipalTag/cost centre}-x", "7-x", { "aws:PrincipalTag/cost centre": "7" }),
    ).toBe(true);
  });
  test("never brings wildcards in: its value is taken literally", () => {
    expect(resolves("StringLike", "${aws:username}", "ann", { "aws:username": "a*" })).toBe(false);
    expect(resolves("StringLike", "${aws:username}", "a*", { "aws:username": "a*" })).toBe(true);
  });
  test("without a value matches nothing, and does not satisfy a negated operator either", () => {
    expect(resolves("StringEquals", "${aws:username}", "${aws:username}")).toBe(false);
    expect(resolves("StringNotEquals", "${aws:username}", "ann")).toBe(false);
    expect(resolves("StringNotLike", "${aws:username}", "ann")).toBe(false);
  });
  test("with several values has none to stand for", () => {
    expect(resolves("StringEquals", "${aws:TagKeys}", "a", { "aws:TagKeys": ["a", "b"] })).toBe(false);
  });
  test("falls back to its default, which may be empty and holds no wildcard", () => {
    expect(resolves("StringEquals", "${aws:PrincipalTag/team, 'all'}", "all")).toBe(true);
    expect(resolves("StringEquals", "${aws:PrincipalTag/team,'all'}", "all")).toBe(true);
    expect(resolves("StringEquals", "${aws:PrincipalTag/team, 'all'}", "all", { "aws:PrincipalTag/team": "x" })).toBe(
      false,
    );
    expect(resolves("StringEquals", "x${aws:PrincipalTag/team, ''}", "x")).toBe(true);
    expect(resolves("StringLike", "${aws:PrincipalTag/team, 'a*'}", "all")).toBe(false);
  });
  test("that is written wrongly matches nothing", () => {
    expect(resolves("StringEquals", "${aws:username, all}", "all")).toBe(false);
    expect(resolves("StringEquals", "${}", "${}")).toBe(false);
  });
  test("is plain text before version 2012-10-17", () => {
    const condition = { StringEquals: { [KEY]: "${aws:username}" } };
    for (const version of ["2008-10-17", null]) {
      expect(holds(condition, { [KEY]: "ann", "aws:username": "ann" }, version)).toBe(false);
      expect(holds(condition, { [KEY]: "${aws:username}", "aws:username": "ann" }, version)).toBe(true);
    }
  });
  test("works in Bool and ARN operators, part by part", () => {
    expect(holds({ Bool: { k: "${aws:x}" } }, { k: "true", "aws:x": "True" })).toBe(true);
    const condition = { ArnLike: { k: "arn:aws:iam::1:role/${aws:username}" } };
    expect(holds(condition, { k: "arn:aws:iam::1:role/ann", "aws:username": "ann" })).toBe(true);
    expect(holds(condition, { k: "arn:aws:iam::1:role/ann", "aws:username": "*" })).toBe(false);
    expect(
      holds(
        { ArnLike: { k: "arn:aws:sns:eu-west-1:${aws:PrincipalAccount}:t" } },
        {
          k: "arn:aws:sns:eu-west-1:123456789012:t",
          "aws:PrincipalAccount": "123456789012",
        },
      ),
    ).toBe(true);
  });
  test("an ARN that differs outside the variable differs, whatever the variable would be", () => {
    const condition = { ArnNotEquals: { k: "arn:aws:iam::1:role/${aws:username}" } };
    expect(holds(condition, { k: "arn:aws:sns:us-east-1:1:t" })).toBe(true);
    expect(holds(condition, { k: "arn:aws:iam::1:role/ann" })).toBe(false);
  });
});

describe("the escapes ${*}, ${?} and ${$}", () => {
  test("stand for the characters themselves", () => {
    expect(resolves("StringLike", "a${*}", "a*")).toBe(true);
    expect(resolves("StringLike", "a${*}", "ab")).toBe(false);
    expect(resolves("StringLike", "a${?}*", "a?b")).toBe(true);
    expect(resolves("StringEquals", "${*}", "*")).toBe(true);
    expect(resolves("StringEquals", "${$}{x}", "${x}")).toBe(true);
  });
});

describe("a variable in Resource", () => {
  const read = (pattern: string, resource: string, context: Record<string, string> = {}) => {
    const identity = [
      { name: "role", document: { Version: "2012-10-17", Statement: allowing("Own", { Resource: pattern }) } },
    ];
    return ask({ identity }, { resource, context }).allowed;
  };
  test("stands for the request's value after the fifth colon", () => {
    expect(read("arn:aws:s3:::trips/${aws:username}/*", "arn:aws:s3:::trips/ann/x", { "aws:username": "ann" })).toBe(
      true,
    );
    expect(read("arn:aws:s3:::trips/${aws:username}", "arn:aws:s3:::trips/ann", { "aws:username": "*" })).toBe(false);
    expect(read("arn:aws:s3:::trips/${aws:username}", "arn:aws:s3:::trips/ann")).toBe(false);
    expect(read("arn:aws:s3:::trips/${*}", "arn:aws:s3:::trips/*")).toBe(true);
  });
  test("matches nothing before the fifth colon", () => {
    const context = { "aws:PrincipalAccount": "123456789012" };
    expect(
      read("arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:q", "arn:aws:sqs:eu-west-1:123456789012:q", context),
    ).toBe(false);
  });
  test("in NotResource without a value keeps the statement from applying", () => {
    const statement = allowing("Rest", { NotResource: "arn:aws:s3:::trips/${aws:username}" });
    const identity = [{ name: "role", document: { Version: "2012-10-17", Statement: statement } }];
    expect(ask({ identity }).allowed).toBe(false);
    expect(ask({ identity }, { context: { "aws:username": "ann" } }).sid).toBe("Rest");
  });
});
