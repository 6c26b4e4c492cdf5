import { describe, expect, test } from "@jest/globals";
import { holds } from "../test/ask.ts";

/** One operator, one policy value, one request value. */
const compare = (operator: string, wanted: string | number | boolean, value: string): boolean =>
  holds({ [operator]: { k: wanted } }, { k: value });

describe("string operators", () => {
  test("StringEquals minds case and takes wildcards as themselves", () => {
    expect(compare("StringEquals", "red", "red")).toBe(true);
    expect(compare("StringEquals", "red", "Red")).toBe(false);
    expect(compare("StringEquals", "r*", "red")).toBe(false);
    expect(compare("StringEquals", "r*", "r*")).toBe(true);
    expect(compare("StringNotEquals", "red", "Red")).toBe(true);
  });
  test("the IgnoreCase operators do not mind case", () => {
    expect(compare("StringEqualsIgnoreCase", "Red", "rED")).toBe(true);
    expect(compare("StringNotEqualsIgnoreCase", "Red", "rED")).toBe(false);
  });
  test("StringLike minds case; * is any run and ? exactly one character, newlines included", () => {
    expect(compare("StringLike", "r*d", "red")).toBe(true);
    expect(compare("StringLike", "r*d", "rd")).toBe(true);
    expect(compare("StringLike", "r?d", "rd")).toBe(false);
    expect(compare("StringLike", "R*", "red")).toBe(false);
    expect(compare("StringLike", "a*", "a\nb")).toBe(true);
    expect(compare("StringNotLike", "r*", "red")).toBe(false);
  });
  test("characters that mean something in a regular expression mean themselves", () => {
    expect(compare("StringLike", "a.c", "abc")).toBe(false);
    expect(compare("StringLike", "(a|b)[c]+$*", "(a|b)[c]+$!")).toBe(true);
  });
});

describe("numeric operators", () => {
  test.each([
    ["NumericEquals", "10", "10.0", true],
    ["NumericEquals", 10, "10", true],
    ["NumericEquals", "+10", " 10", true],
    ["NumericEquals", "-0", "0", true],
    ["NumericEquals", ".5", "0.5", true],
    ["NumericEquals", "1e1", "10", true],
    ["NumericEquals", "10", "10abc", false],
    ["NumericEquals", "16", "0x10", false],
    ["NumericEquals", "0", "", false],
    ["NumericNotEquals", "10", "11", true],
    ["NumericLessThan", "10", "9", true],
    ["NumericLessThan", "10", "10", false],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericGreaterThan", "10", "9", false],
    ["NumericGreaterThan", "9", "10", true],
    ["NumericGreaterThanEquals", "-3", "-3", true],
  ])("%s %s is compared with %s as numbers: %s", (operator, wanted, value, expected) =>
    expect(compare(operator, wanted, value)).toBe(expected),
  );
  test("any value of the list will do for an order, none may match for NumericNotEquals", () => {
    expect(holds({ NumericLessThan: { k: ["1", "5"] } }, { k: "3" })).toBe(true);
    expect(holds({ NumericNotEquals: { k: ["1", "3.0"] } }, { k: "3" })).toBe(false);
  });
});

describe("date operators", () => {
  // Seconds since 1970 and IPv4 /0 are where the simulator disagrees with AWS's reference; the reference wins.
  test.each([
    ["DateEquals", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", true],
    ["DateEquals", "2026-01-01", "2026-01-01T00:00:00.000Z", true],
    ["DateEquals", "2026-01-01T00:00:00Z", "2025-12-31T19:00:00-05:00", true],
    ["DateEquals", "2026", "2026-01-01T00:00Z", true],
    ["DateEquals", "2026-01-01T00:00:00Z", "1767225600", true],
    ["DateEquals", "1767225600", "2026-01-01", true],
    ["DateNotEquals", "2026-01-01", "2026-01-02", true],
    ["DateLessThan", "2026-01-01", "2025-12-31T23:59:59Z", true],
    ["DateLessThanEquals", "2026-01-01", "2026-01-01", true],
    ["DateGreaterThan", "2026-01-01", "2026-01-01T00:00:00.5Z", true],
    ["DateGreaterThanEquals", "2026-01-02", "2026-01-01", false],
    ["DateEquals", "2026-03-01", "2026-02-29T00:00:00Z", false],
    ["DateEquals", "2026-01-01", "yesterday", false],
  ])("%s %s is compared with %s as moments: %s", (operator, wanted, value, expected) =>
    expect(compare(operator, wanted, value)).toBe(expected),
  );
});

describe("Bool and BinaryEquals", () => {
  test("Bool reads true and false in any case, and nothing else", () => {
    expect(compare("Bool", "true", "True")).toBe(true);
    expect(compare("Bool", true, "true")).toBe(true);
    expect(compare("Bool", "False", "false")).toBe(true);
    expect(compare("Bool", "true", "1")).toBe(false);
    expect(compare("Bool", "false", "")).toBe(false);
    expect(compare("BoolIfExists", "true", "false")).toBe(false);
  });
  test("BinaryEquals compares the bytes behind two base64 texts", () => {
    expect(compare("BinaryEquals", "QmluYXJ5", "QmluYXJ5")).toBe(true);
    expect(compare("BinaryEquals", "YQ==", "YQ")).toBe(true);
    expect(compare("BinaryEquals", "YQ==", "a")).toBe(false);
  });
});

describe("address operators", () => {
  test.each([
    ["IpAddress", "10.0.0.0/8", "10.200.1.2", true],
    ["IpAddress", "10.0.0.5/8", "10.1.1.1", true],
    ["IpAddress", "10.0.0.1", "10.0.0.1", true],
    ["IpAddress", "10.0.0.1", "10.0.0.2", false],
    ["IpAddress", "0.0.0.0/0", "203.0.113.9", true],
    ["IpAddress", "0.0.0.0/0", "2001:db8::1", false],
    ["IpAddress", "2001:DB8::/32", "2001:db8:1::5", true],
    ["IpAddress", "2001:db8::1", "2001:0db8:0:0:0:0:0:1", true],
    ["IpAddress", "::/0", "fe80::1", true],
    ["IpAddress", "::ffff:10.0.0.0/104", "::ffff:10.0.0.1", true],
    ["NotIpAddress", "10.0.0.0/8", "11.0.0.1", true],
    ["NotIpAddress", "10.0.0.0/8", "2001:db8::1", true],
    ["IpAddress", "10.0.0.1", "010.0.0.1", false],
  ])("%s %s against %s: %s", (operator, wanted, value, expected) =>
    expect(compare(operator, wanted, value)).toBe(expected),
  );
});

describe("ARN operators", () => {
  const TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts";
  test.each([
    ["arn:aws:sns:*:123456789012:*", true],
    ["arn:*:s?s:us-*:*:al*", true],
    ["arn:aws:sns:*:alerts", false],
    ["arn:aws:sns:*", false],
    ["arn:aws:SNS:us-east-1:123456789012:alerts", false],
    ["*", false],
  ])("ArnEquals and ArnLike both compare %s part by part: %s", (pattern, expected) => {
    expect(compare("ArnEquals", pattern, TOPIC)).toBe(expected);
    expect(compare("ArnLike", pattern, TOPIC)).toBe(expected);
  });
  test("a wildcard in the last part spans colons and slashes", () => {
    expect(
      compare("ArnLike", "arn:aws:logs:us-east-1:1:log-group:*:z", "arn:aws:logs:us-east-1:1:log-group:a:b:z"),
    ).toBe(true);
    expect(compare("ArnLike", "arn:aws:iam::*:role/*", "arn:aws:iam::1:role/path/name")).toBe(true);
  });
  test("the negated operators hold for another ARN, and for no value that is not an ARN", () => {
    expect(compare("ArnNotEquals", "arn:aws:sns:*:*:other", TOPIC)).toBe(true);
    expect(compare("ArnNotLike", "arn:aws:sns:*:*:*", TOPIC)).toBe(false);
    expect(compare("ArnNotLike", "arn:aws:sns:*:*:*", "alerts")).toBe(false);
  });
});
