import { describe, expect, test } from "@jest/globals";
import { resolveTemplates } from "./resolve-templates.ts";

const platform = {
  stackName: "platform-dev",
  template: {
    Resources: {
      Table: { Type: "AWS::DynamoDB::Table", Properties: { TableName: { "Fn::Sub": "actions-${AWS::AccountId}" } } },
      Secret: { Type: "AWS::SecretsManager::Secret", Properties: { Name: "/jira/token" } },
      Unused: { Type: "AWS::SNS::Topic", Condition: "Never" },
    },
    Conditions: { Never: { "Fn::Equals": ["a", "b"] } },
    Outputs: {
      TableArn: { Value: { "Fn::GetAtt": ["Table", "Arn"] }, Export: { Name: "TableArn" } },
      SecretArn: { Value: { Ref: "Secret" }, Export: { Name: "SecretArn" } },
    },
  },
};
const consumer = {
  stackName: "consumer-dev",
  template: {
    Resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          RoleName: "reader",
          Policies: [{ Resource: [{ "Fn::ImportValue": "TableArn" }, { "Fn::ImportValue": "SecretArn" }] }],
        },
      },
    },
  },
};

describe("templates resolved without being applied", () => {
  test("name what they will make, across stacks, and leave out what their conditions exclude", () => {
    const resources = resolveTemplates([platform, consumer]);
    expect(resources.map(({ logicalId, arn }) => [logicalId, arn])).toEqual([
      ["Table", "arn:aws:dynamodb:us-east-1:111122223333:table/actions-111122223333"],
      ["Secret", "arn:aws:secretsmanager:us-east-1:111122223333:secret:/jira/token-AbCdEf"],
      ["Role", "arn:aws:iam::111122223333:role/reader"],
    ]);
    expect(resources.at(-1)?.properties["Policies"]).toEqual([
      { Resource: [resources[0]?.arn, resources[1]?.physicalId] },
    ]);
  });

  test("refuse a value that no earlier stack exports", () => {
    expect(() => resolveTemplates([consumer, platform])).toThrow(
      expect.objectContaining({
        code: "TEMPLATE_INVALID",
        message: expect.stringContaining("no stack exports TableArn"),
      }),
    );
  });
});
