import type { DynamoDbAdmin } from "../../services/dynamodb/index.ts";
import type { ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler } from "../resource-handler.ts";
import { optionalText } from "./properties.ts";

/** AWS::DynamoDB::Table. */
export function tableHandler(admin: DynamoDbAdmin): ResourceHandler {
  const stateOf = ({ name, arn, streamArn }: { name: string; arn: string; streamArn?: string }): ResourceState => ({
    physicalId: name,
    attributes: { Arn: arn, ...(streamArn === undefined ? {} : { StreamArn: streamArn }) },
  });
  return {
    types: ["AWS::DynamoDB::Table"],
    immutable: ["TableName", "KeySchema", "LocalSecondaryIndexes", "ImportSourceSpecification"],
    nameProperty: "TableName",
    create: async (request) => {
      const name = optionalText(request.properties, "TableName") ?? generatedName(request);
      const properties = { ...request.properties, TableName: name };
      const exists = existing(admin, name);
      return stateOf(await (exists ? admin.updateTable(properties) : admin.createTable(properties)));
    },
    update: async (request, previous) =>
      stateOf(await admin.updateTable({ ...request.properties, TableName: previous.physicalId })),
    delete: async (record) => {
      if (existing(admin, record.physicalId)) await admin.deleteTable(record.physicalId);
    },
  };
}

/** A kill between making the table and recording it leaves one that is taken up. */
function existing(admin: DynamoDbAdmin, name: string): boolean {
  try {
    admin.describe(name);
    return true;
  } catch {
    return false;
  }
}
