import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { conditionsOf } from "./conditions.ts";
import { resolveDynamicReferences } from "./dynamic-references.ts";
import { resolveProperties, resolveValue } from "./intrinsics.ts";
import type { Json, JsonObject } from "./model.ts";
import type { Scope } from "./scope.ts";

const PLACE = { subject: "Thing", path: "Properties" };

function scope(conditions: JsonObject = {}): Scope {
  const base = {
    stackName: "demo",
    mappings: { Sizes: { dev: { memory: 128 } } },
    parameters: { Stage: "dev", Zones: ["a", "b"], "AWS::Region": "us-east-1", "AWS::AccountId": "111122223333" },
    resources: new Map([["Table", { physicalId: "things", attributes: { Arn: "arn:aws:dynamodb:::table/things" } }]]),
    importValue: (name: string) => (name === "shared" ? "from-elsewhere" : undefined),
  };
  return { ...base, conditionHolds: conditionsOf(conditions, base) };
}

const resolve = (value: Json, conditions?: JsonObject): Json => resolveValue(value, scope(conditions), PLACE);

describe("a template's functions", () => {
  test.each<[string, Json, Json]>([
    ["Ref gives a physical id", { Ref: "Table" }, "things"],
    ["Ref gives a parameter", { Ref: "Stage" }, "dev"],
    ["Ref gives a list parameter as a list", { Ref: "Zones" }, ["a", "b"]],
    ["GetAtt takes a list", { "Fn::GetAtt": ["Table", "Arn"] }, "arn:aws:dynamodb:::table/things"],
    ["GetAtt takes a dotted text", { "Fn::GetAtt": "Table.Arn" }, "arn:aws:dynamodb:::table/things"],
    [
      "Sub replaces references and attributes",
      { "Fn::Sub": "${Stage}/${Table}/${Table.Arn}" },
      "dev/things/arn:aws:dynamodb:::table/things",
    ],
    [
      "Sub takes variables of its own",
      { "Fn::Sub": ["${X}-${AWS::Region}", { X: { Ref: "Stage" } }] },
      "dev-us-east-1",
    ],
    ["Sub leaves an escaped variable", { "Fn::Sub": "${!Stage}" }, "${Stage}"],
    ["Join joins", { "Fn::Join": ["-", ["a", { Ref: "Stage" }, 3]] }, "a-dev-3"],
    ["Select picks from Split", { "Fn::Select": ["1", { "Fn::Split": [",", "x,y,z"] }] }, "y"],
    ["FindInMap looks up", { "Fn::FindInMap": ["Sizes", { Ref: "Stage" }, "memory"] }, 128],
    ["ImportValue reads another stack's export", { "Fn::ImportValue": "shared" }, "from-elsewhere"],
    ["Base64 encodes", { "Fn::Base64": "hi" }, "aGk="],
    ["GetAZs gives zones", { "Fn::Select": [0, { "Fn::GetAZs": "" }] }, "us-east-1a"],
    ["Cidr cuts blocks", { "Fn::Cidr": ["10.0.0.0/16", 2, 8] }, ["10.0.0.0/24", "10.0.1.0/24"]],
  ])("%s", (_name, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  test("conditions decide with Equals, And, Or, Not and by name", () => {
    const conditions = {
      IsDev: { "Fn::Equals": [{ Ref: "Stage" }, "dev"] },
      IsProd: { "Fn::Not": [{ Condition: "IsDev" }] },
      Both: { "Fn::And": [{ Condition: "IsDev" }, { Condition: "IsProd" }] },
      Either: { "Fn::Or": [{ Condition: "IsDev" }, { Condition: "IsProd" }] },
    };
    const holds = (name: string): Json => resolve({ "Fn::If": [name, "yes", "no"] }, conditions);
    expect([holds("IsDev"), holds("IsProd"), holds("Both"), holds("Either")]).toEqual(["yes", "no", "no", "yes"]);
  });

  test("a property that is AWS::NoValue goes, in lists too", () => {
    const properties = { Kept: 1, Gone: { Ref: "AWS::NoValue" }, List: ["a", { Ref: "AWS::NoValue" }] };
    expect(resolveProperties(properties, scope(), PLACE)).toEqual({ Kept: 1, List: ["a"] });
  });

  test.each<[string, Json, string]>([
    ["an unknown attribute", { "Fn::GetAtt": ["Table", "Wings"] }, "Table has no attribute Wings (it has: Arn)"],
    ["an unknown name", { Ref: "Nothing" }, "Ref Nothing"],
    ["an unknown export", { "Fn::ImportValue": "nowhere" }, "no stack exports nowhere"],
    ["an unknown condition", { "Fn::If": ["Nope", 1, 2] }, "no such condition"],
    ["an unknown function", { "Fn::Transform": {} }, "Fn::Transform is not a function"],
  ])("%s is refused with stack, resource and property", (_name, value, cause) => {
    const attempt = (): unknown => resolveProperties({ Name: value }, scope(), PLACE);
    expect(attempt).toThrow(expect.objectContaining({ code: "TEMPLATE_INVALID" }));
    expect(attempt).toThrow(cause);
    expect(attempt).toThrow(/stack demo/);
  });

  test("a value without functions resolves to itself", () => {
    const plain = fc.jsonValue().filter((value) => !/"(Ref|Fn::|__proto__)/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(plain, (value) => {
        expect(resolve(value as Json)).toEqual(value);
      }),
    );
  });
});

describe("dynamic references", () => {
  const values = {
    secret: async (id: string) => (id === "arn:aws:secretsmanager:x" ? '{"password":"s3cret"}' : "whole"),
    parameter: async (name: string) => `value of ${name}`,
  };

  test("a secret's key, a whole secret and a parameter are read", async () => {
    const texts = [
      "{{resolve:secretsmanager:arn:aws:secretsmanager:x:SecretString:password}}",
      "<{{resolve:secretsmanager:other}}>",
      "{{resolve:ssm:/a/b:3}}",
    ];
    expect(await resolveDynamicReferences(texts, values)).toEqual(["s3cret", "<whole>", "value of /a/b"]);
  });
});
