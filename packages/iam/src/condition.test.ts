import { describe, expect, test } from "@jest/globals";
import { denies, holds } from "../test/ask.ts";

const TEAM = "aws:PrincipalTag/team";
const TAGS = "aws:TagKeys";

describe("a missing key", () => {
  test.each(["StringEquals", "StringLike", "NumericEquals", "DateLessThan", "Bool", "IpAddress", "ArnLike"])(
    "fails %s",
    (operator) => {
      const value = { NumericEquals: "1", DateLessThan: "2026-01-01", Bool: "true", IpAddress: "10.0.0.0/8" }[operator];
      expect(holds({ [operator]: { [TEAM]: value ?? "arn:aws:s3:::x" } })).toBe(false);
    },
  );
  test.each(["StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike", "ArnNotEquals", "ArnNotLike"])(
    "satisfies the negated %s",
    (operator) => expect(holds({ [operator]: { [TEAM]: "arn:aws:s3:::x" } })).toBe(true),
  );
  test("satisfies the negated numeric, date and address operators", () => {
    expect(holds({ NumericNotEquals: { k: "1" } })).toBe(true);
    expect(holds({ DateNotEquals: { k: "2026-01-01" } })).toBe(true);
    expect(holds({ NotIpAddress: { k: "10.0.0.0/8" } })).toBe(true);
  });
  test("satisfies any operator with IfExists, which changes nothing when the key is there", () => {
    expect(holds({ StringEqualsIfExists: { [TEAM]: "red" } })).toBe(true);
    expect(holds({ StringEqualsIfExists: { [TEAM]: "red" } }, { [TEAM]: "blue" })).toBe(false);
    expect(holds({ NumericLessThanIfExists: { k: "3" } }, { k: "4" })).toBe(false);
  });
});

describe("Null", () => {
  test("asks with true for a missing key and with false for a present one", () => {
    expect(holds({ Null: { [TEAM]: "true" } })).toBe(true);
    expect(holds({ Null: { [TEAM]: "true" } }, { [TEAM]: "red" })).toBe(false);
    expect(holds({ Null: { [TEAM]: "false" } }, { [TEAM]: "red" })).toBe(true);
    expect(holds({ Null: { [TEAM]: "false" } })).toBe(false);
  });
  test("accepts a JSON boolean, any case, and a list that asks for either", () => {
    expect(holds({ Null: { [TEAM]: true } })).toBe(true);
    expect(holds({ Null: { [TEAM]: "True" } })).toBe(true);
    expect(holds({ Null: { [TEAM]: ["true", "false"] } }, { [TEAM]: "red" })).toBe(true);
  });
  test("finds a key with several values present, and one with nothing but an empty text null", () => {
    expect(holds({ Null: { [TAGS]: "false" } }, { [TAGS]: ["a", "b"] })).toBe(true);
    expect(holds({ Null: { [TAGS]: "false" } }, { [TAGS]: ["", "b"] })).toBe(true);
    expect(holds({ Null: { [TAGS]: "false" } }, { [TAGS]: "" })).toBe(false);
  });
  // AWS advises Null: false beside ForAllValues to catch keys "with empty values"; the simulator calls [] present.
  test("finds a key without any value missing", () => {
    expect(holds({ Null: { [TAGS]: "true" } }, { [TAGS]: [] })).toBe(true);
    expect(holds({ Null: { [TAGS]: "false" }, "ForAllValues:StringEquals": { [TAGS]: "a" } }, { [TAGS]: [] })).toBe(
      false,
    );
  });
});

describe("ForAllValues", () => {
  test("holds when each requested value matches one of the policy's", () => {
    expect(holds({ "ForAllValues:StringEquals": { [TAGS]: ["a", "b"] } }, { [TAGS]: ["b", "a"] })).toBe(true);
    expect(holds({ "ForAllValues:StringEquals": { [TAGS]: ["a", "b"] } }, { [TAGS]: ["a", "c"] })).toBe(false);
    expect(holds({ "ForAllValues:StringLike": { [TAGS]: "a*" } }, { [TAGS]: "abc" })).toBe(true);
  });
  test("holds when the key is missing or has no value, with IfExists or without", () => {
    expect(holds({ "ForAllValues:StringEquals": { [TAGS]: "a" } })).toBe(true);
    expect(holds({ "ForAllValues:StringEquals": { [TAGS]: "a" } }, { [TAGS]: [] })).toBe(true);
    expect(holds({ "ForAllValues:StringEqualsIfExists": { [TAGS]: "a" } }, { [TAGS]: [] })).toBe(true);
    expect(holds({ "ForAllValues:StringEqualsIfExists": { [TAGS]: "a" } }, { [TAGS]: ["b"] })).toBe(false);
  });
  // The user guide's words; the simulator takes an empty text for a value, so it is not asked about it.
  test("holds for an empty text, a null dataset, unless Null asks for more", () => {
    expect(holds({ "ForAllValues:StringEquals": { [TAGS]: "a" } }, { [TAGS]: "" })).toBe(true);
    expect(holds({ "ForAllValues:StringEquals": { [TAGS]: "a" } }, { [TAGS]: ["", "b"] })).toBe(false);
    const guarded = { "ForAllValues:StringEquals": { [TAGS]: "a" }, Null: { [TAGS]: "false" } };
    expect(holds(guarded, { [TAGS]: "" })).toBe(false);
    expect(holds(guarded, { [TAGS]: "a" })).toBe(true);
  });
  test("with a negated operator wants none of the values among the policy's", () => {
    expect(holds({ "ForAllValues:StringNotEquals": { [TAGS]: ["a", "b"] } }, { [TAGS]: ["c", "d"] })).toBe(true);
    expect(holds({ "ForAllValues:StringNotEquals": { [TAGS]: ["a", "b"] } }, { [TAGS]: ["c", "a"] })).toBe(false);
  });
});

describe("ForAnyValue", () => {
  test("holds when one requested value matches", () => {
    expect(holds({ "ForAnyValue:StringEquals": { [TAGS]: ["a"] } }, { [TAGS]: ["b", "a"] })).toBe(true);
    expect(holds({ "ForAnyValue:StringEquals": { [TAGS]: ["a"] } }, { [TAGS]: ["b"] })).toBe(false);
  });
  test("never holds for a missing key: neither IfExists nor a negated operator changes that", () => {
    expect(holds({ "ForAnyValue:StringEquals": { [TAGS]: "a" } })).toBe(false);
    expect(holds({ "ForAnyValue:StringNotEquals": { [TAGS]: "a" } })).toBe(false);
    expect(holds({ "ForAnyValue:StringEqualsIfExists": { [TAGS]: "a" } })).toBe(false);
    expect(holds({ "ForAnyValue:StringNotEqualsIfExists": { [TAGS]: "a" } }, { [TAGS]: [] })).toBe(false);
  });
  test("with a negated operator wants one value that is none of the policy's", () => {
    expect(holds({ "ForAnyValue:StringNotEquals": { [TAGS]: ["a", "b"] } }, { [TAGS]: ["a", "c"] })).toBe(true);
    expect(holds({ "ForAnyValue:StringNotEquals": { [TAGS]: ["a", "b"] } }, { [TAGS]: ["b", "a"] })).toBe(false);
  });
});

describe("several requested values without a set operator", () => {
  test("satisfy no Allow", () => {
    expect(holds({ StringEquals: { [TAGS]: "a" } }, { [TAGS]: ["a", "b"] })).toBe(false);
    expect(holds({ StringNotEquals: { [TAGS]: "c" } }, { [TAGS]: ["a", "b"] })).toBe(false);
  });
  test("satisfy a Deny when any of them does", () => {
    expect(denies({ StringEquals: { [TAGS]: "a" } }, { [TAGS]: ["a", "b"] })).toBe(true);
    expect(denies({ StringEquals: { [TAGS]: "c" } }, { [TAGS]: ["a", "b"] })).toBe(false);
  });
  test("a list of one is that one value", () => {
    expect(holds({ StringEquals: { [TAGS]: "a" } }, { [TAGS]: ["a"] })).toBe(true);
  });
});

describe("keys and values", () => {
  test("a key is found whatever its case, the part after the slash included", () => {
    expect(holds({ StringEquals: { "AWS:principaltag/TEAM": "red" } }, { [TEAM]: "red" })).toBe(true);
  });
  test("all keys and all operators must hold, any value of a list will do", () => {
    const condition = { StringEquals: { a: ["1", "2"], b: "3" }, StringLike: { c: "x*" } };
    expect(holds(condition, { a: "2", b: "3", c: "xy" })).toBe(true);
    expect(holds(condition, { a: "2", b: "4", c: "xy" })).toBe(false);
    expect(holds(condition, { a: "2", b: "3", c: "y" })).toBe(false);
  });
  test("a negated operator wants none of its list", () => {
    expect(holds({ StringNotLike: { a: ["x*", "y*"] } }, { a: "z" })).toBe(true);
    expect(holds({ StringNotLike: { a: ["x*", "y*"] } }, { a: "yes" })).toBe(false);
  });
  test("an empty list matches nothing, and so satisfies a negated operator", () => {
    expect(holds({ StringEquals: { a: [] } }, { a: "x" })).toBe(false);
    expect(holds({ StringNotEquals: { a: [] } }, { a: "x" })).toBe(true);
  });
  test("a key named like a property of every object is not there by itself", () => {
    expect(holds({ Null: { constructor: "true", toString: "true" } })).toBe(true);
  });
  test("operator names are read in any case", () => {
    expect(holds({ "foranyvalue:stringequals": { a: "1" } }, { a: "1" })).toBe(true);
  });
  test("a value that the operator cannot read satisfies no Allow and every negated Deny", () => {
    expect(holds({ NotIpAddress: { ip: "10.0.0.0/8" } }, { ip: "cloudformation.amazonaws.com" })).toBe(false);
    expect(denies({ NotIpAddress: { ip: "10.0.0.0/8" } }, { ip: "cloudformation.amazonaws.com" })).toBe(true);
    expect(holds({ NumericNotEquals: { n: "10" } }, { n: "ten" })).toBe(false);
    expect(denies({ NumericEquals: { n: "10" } }, { n: "ten" })).toBe(false);
  });
});
