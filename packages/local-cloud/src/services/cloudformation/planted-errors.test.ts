import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { type ChangeSetCloud, openChangeSetCloud } from "../../test-support/change-set-cloud.ts";
import { packageService } from "../../test-support/package-service.ts";
import { lambdaFunction } from "../../test-support/templates.ts";

type Parts = Record<string, unknown>;
interface Planted {
  readonly resources?: Parts;
  readonly outputs?: Parts;
  readonly more?: Parts;
}

const table = (properties: Parts = {}, more: Parts = {}): Parts => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    TableName: "things",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    ...properties,
  },
  ...more,
});
const code = { ZipFile: "1", S3Bucket: { Ref: "AWS::NoValue" } };
const fn = (properties: Parts): Parts => lambdaFunction("Fn", "fn", { properties: { Code: code, ...properties } });
const BASE = {
  Resources: { Things: table(), Kept: { Type: "AWS::SNS::Topic", Properties: { TopicName: "kept" } } },
  Outputs: {
    Name: { Value: { Ref: "Things" }, Export: { Name: "ThingsName" } },
    Topic: { Value: { Ref: "Kept" }, Export: { Name: "KeptTopic" } },
  },
};
const USER = {
  Resources: {
    Alarm: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { "Fn::ImportValue": "KeptTopic" } } },
    Foreign: { Type: "AWS::SNS::Topic", Properties: { TopicName: "taken" } },
  },
  Outputs: { Own: { Value: "1", Export: { Name: "OwnedByUser" } } },
};

/** Each with what a change set has to say: the resource, the property and what to do. */
const PLANTED: readonly (readonly [what: string, planted: Planted, place: RegExp, remedy: RegExp])[] = [
  ["an unknown property", { resources: { Things: table({ TabelName: "x" }) } }, /Things, TabelName/, /take it out/],
  [
    "a property of another case",
    { resources: { Things: table({ billingMode: "X" }) } },
    /Things, billingMode/,
    /Did you mean BillingMode/,
  ],
  [
    "an unknown property deep inside",
    { resources: { Things: table({ KeySchema: [{ AttributeName: "id", KeyType: "HASH", Order: 1 }] }) } },
    /Things, KeySchema\[0\]\.Order/,
    /ake it out/,
  ],
  [
    "a missing property",
    {
      resources: {
        T: { Type: "AWS::Lambda::Permission", Properties: { Action: "lambda:InvokeFunction", Principal: "x" } },
      },
    },
    /T, FunctionName/,
    /Give it FunctionName/,
  ],
  [
    "a missing property deep inside",
    { resources: { Things: table({ AttributeDefinitions: [{ AttributeName: "id" }] }) } },
    /Things, AttributeDefinitions\[0\]\.AttributeType/,
    /Give it AttributeType/,
  ],
  [
    "a list that is a text",
    { resources: { Q: { Type: "AWS::SNS::Topic", Properties: { Tags: "a" } } } },
    /Q, Tags/,
    /Make it a list/,
  ],
  [
    "an object that is a text",
    { resources: { Things: table({ SSESpecification: "on" }) } },
    /Things, SSESpecification/,
    /Make it an object/,
  ],
  ["a number that is a text", { resources: fn({ Timeout: "long" }) }, /Fn, Timeout/, /whole number/],
  [
    "a flag that is a text",
    { resources: { Things: table({ DeletionProtectionEnabled: "maybe" }) } },
    /Things, DeletionProtectionEnabled/,
    /true or false/,
  ],
  [
    "a text that is an object",
    { resources: { Things: table({ TableName: { a: 1 } }) } },
    /Things, TableName/,
    /Make it a text/,
  ],
  [
    "a value that is not allowed",
    { resources: { B: { Type: "AWS::S3::Bucket", Properties: { VersioningConfiguration: { Status: "On" } } } } },
    /B, VersioningConfiguration\.Status/,
    /Write one of .*Enabled/,
  ],
  [
    "a kind of state machine that there is not",
    {
      resources: {
        M: { Type: "AWS::StepFunctions::StateMachine", Properties: { RoleArn: "x", StateMachineType: "FAST" } },
      },
    },
    /M, StateMachineType/,
    /Write one of STANDARD, EXPRESS/,
  ],
  ["an unknown type", { resources: { T: { Type: "AWS::DynamoDB::Tabel" } } }, /T, Type/, /Write the type as in AWS/],
  [
    "a type that only AWS has",
    { resources: { T: { Type: "AWS::Athena::WorkGroup", Properties: { Name: "w" } } } },
    /T, Type/,
    /Deploy it to AWS/,
  ],
  [
    "a Ref to nothing",
    { resources: { Things: table({ TableName: { Ref: "Nmae" } }) } },
    /Things, Properties\.TableName: Nmae/,
    /Correct it/,
  ],
  [
    "a GetAtt of nothing",
    { resources: { Things: table({ TableName: { "Fn::GetAtt": ["Gone", "Arn"] } }) } },
    /Things, Properties\.TableName: Gone/,
    /Correct it/,
  ],
  [
    "an attribute that there is not",
    {
      resources: {
        Q: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { "Fn::GetAtt": ["Things", "Colour"] } } },
      },
    },
    /Q, DisplayName/,
    /Write one of .*Arn/,
  ],
  [
    "an attribute in a text",
    { resources: { Q: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { "Fn::Sub": "${Things.Colour}" } } } } },
    /Q, DisplayName/,
    /Write one of .*Arn/,
  ],
  [
    "a DependsOn of nothing",
    { resources: { Things: table({}, { DependsOn: "Gone" }) } },
    /Things, DependsOn: Gone/,
    /Correct it/,
  ],
  [
    "a circle",
    {
      resources: {
        A: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { Ref: "B" } } },
        B: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { Ref: "A" } } },
      },
    },
    /A: circular dependency.*A -> B -> A/,
    /Correct it/,
  ],
  [
    "a condition that there is not",
    { resources: { Things: table({}, { Condition: "InProduction" }) } },
    /Things, Condition/,
    /Correct it/,
  ],
  [
    "a member that there is not",
    { resources: { Things: table({}, { Proprties: {} }) } },
    /Things, Proprties/,
    /Correct it/,
  ],
  [
    "a deletion policy that there is not",
    { resources: { Things: table({}, { DeletionPolicy: "Keep" }) } },
    /Things, DeletionPolicy/,
    /Write one of Delete, Retain/,
  ],
  ["a logical id with a hyphen", { resources: { "my-table": table() } }, /my-table/, /Correct it/],
  [
    "an unknown function",
    { resources: { Things: table({ TableName: { "Fn::Upper": "x" } }) } },
    /Things, TableName: Fn::Upper/,
    /Correct it/,
  ],
  [
    "an import that nobody exports",
    { resources: { Things: table({ TableName: { "Fn::ImportValue": "Nothing" } }) } },
    /Things, TableName: no stack exports Nothing/,
    /Correct it/,
  ],
  ["a parameter without a value", { more: { Parameters: { P: { Type: "String" } } } }, /Parameters\.P/, /Correct it/],
  [
    "a parameter outside its pattern",
    { more: { Parameters: { P: { Type: "String", Default: "x y", AllowedPattern: "[a-z]+" } } } },
    /Parameters\.P: "x y" does not match/,
    /Correct it/,
  ],
  [
    "a parameter of no type",
    { more: { Parameters: { P: { Type: "Text", Default: "x" } } } },
    /Parameters\.P, Type/,
    /Write String/,
  ],
  [
    "more parameters than there may be",
    {
      more: {
        Parameters: Object.fromEntries(
          Array.from({ length: 201 }, (_, index) => [`P${index}`, { Type: "String", Default: "" }]),
        ),
      },
    },
    /Parameters: 201/,
    /at most 200/,
  ],
  ["an output of nothing", { outputs: { Bad: { Value: { Ref: "Gone" } } } }, /Outputs\.Bad, Value/, /Correct it/],
  [
    "an export that another stack has",
    { outputs: { Bad: { Value: "1", Export: { Name: "OwnedByUser" } } } },
    /Outputs\.Bad, Export\.Name/,
    /Give it another name/,
  ],
  [
    "one export twice",
    { outputs: { Bad: { Value: "1", Export: { Name: "ThingsName" } } } },
    /Outputs\.Bad, Export\.Name/,
    /Correct it/,
  ],
  [
    "an export in use taken away",
    { more: { Outputs: {} } },
    /Outputs, Export\.Name: Export KeptTopic .* in use by user/,
    /Deploy user without that import first/,
  ],
  [
    "a named table with another key",
    {
      resources: {
        Things: table({
          AttributeDefinitions: [{ AttributeName: "no", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "no", KeyType: "HASH" }],
        }),
      },
    },
    /Things, KeySchema/,
    /Rename "things"/,
  ],
  [
    "another type under the same id",
    { resources: { Things: { Type: "AWS::SNS::Topic" } } },
    /Things, Type/,
    /logical id of its own/,
  ],
  [
    "a name that another stack has",
    { resources: { Q: { Type: "AWS::SNS::Topic", Properties: { TopicName: "taken" } } } },
    /Q, TopicName/,
    /Give it another TopicName/,
  ],
  [
    "code that was not uploaded",
    { resources: fn({ Code: { S3Bucket: "no-bucket", S3Key: "fn.zip" } }) },
    /Fn: .*no-bucket\/fn\.zip/,
    /NoSuchKey/,
  ],
];

describe("a change set", () => {
  let changeSets: ChangeSetCloud;

  beforeAll(async () => {
    changeSets = await openChangeSetCloud((folder) => [
      packageService(folder, "base", { template: BASE }),
      packageService(folder, "user", { template: USER }),
    ]);
  }, 30_000);

  afterAll(() => changeSets.close());

  function objection({ resources = {}, outputs = {}, more = {} }: Planted): Promise<string> {
    const template = {
      ...BASE,
      Resources: { ...BASE.Resources, ...resources },
      Outputs: { ...BASE.Outputs, ...outputs },
      ...more,
    };
    return changeSets.objectionTo({ StackName: "base", TemplateBody: JSON.stringify(template) });
  }

  test("of a template with nothing wrong and nothing new says that there are no changes", async () => {
    expect(await objection({})).toMatch(/^FAILED: The submitted information didn't contain changes/);
  });

  test.each(PLANTED)("names %s, where it is, and what to do", async (_what, planted, place, remedy) => {
    const said = await objection(planted);
    expect(said).toMatch(place);
    expect(said).toMatch(remedy);
    expect(said).toMatch(/^(FAILED: Validation failed|Template (format )?error)/);
  });

  test("that fails has changed nothing", async () => {
    const { client, cloud } = changeSets;
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: "base" }));
    expect(Stacks?.[0]?.StackStatus).toBe("CREATE_COMPLETE");
    expect([...cloud.resourcesOf("base").keys()].toSorted()).toEqual(["Kept", "Things"]);
  });
});
