import { arn } from "../../gateway/account.ts";
import { functionReference } from "../../services/lambda/function-reference.ts";
import type { LambdaService } from "../../services/lambda/index.ts";
import type { ResourceRecord } from "../model.ts";
import type { ResourceHandler } from "../resource-handler.ts";
import { optionalText, requiredText } from "./properties.ts";

/** AWS::Lambda::Version. Invoking a version runs the function as it is now. */
export function versionHandler(lambda: LambdaService): ResourceHandler {
  return {
    types: ["AWS::Lambda::Version"],
    immutable: ["FunctionName", "CodeSha256", "Description"],
    create: async (request) => {
      const { functionName } = functionReference(requiredText(request, "FunctionName"));
      const version = String(lambda.publishVersion(functionName));
      const functionArn = arn("lambda", `function:${functionName}:${version}`);
      return { physicalId: functionArn, attributes: { Version: version, FunctionArn: functionArn } };
    },
    delete: async () => undefined,
  };
}

/** AWS::Lambda::Alias. */
export function functionAliasHandler(): ResourceHandler {
  return {
    types: ["AWS::Lambda::Alias"],
    immutable: ["FunctionName", "Name"],
    create: async (request) => {
      const { functionName } = functionReference(requiredText(request, "FunctionName"));
      const aliasArn = arn("lambda", `function:${functionName}:${requiredText(request, "Name")}`);
      return { physicalId: aliasArn, attributes: { AliasArn: aliasArn } };
    },
    update: async (_request, previous) => previous,
    delete: async () => undefined,
  };
}

/** AWS::Lambda::Permission: a statement of the function's resource policy. */
export function permissionHandler(lambda: LambdaService): ResourceHandler {
  const put = (statementId: string, { properties }: Pick<ResourceRecord, "properties">): void => {
    const { functionName } = functionReference(String(properties["FunctionName"]));
    const sourceArn = optionalText(properties, "SourceArn");
    const sourceAccount = optionalText(properties, "SourceAccount");
    lambda.permissions.add(functionName, statementId, {
      action: String(properties["Action"]),
      principal: String(properties["Principal"]),
      ...(sourceArn === undefined ? {} : { sourceArn }),
      ...(sourceAccount === undefined ? {} : { sourceAccount }),
    });
  };
  return {
    types: ["AWS::Lambda::Permission"],
    immutable: ["FunctionName", "Action", "Principal", "SourceArn", "SourceAccount"],
    create: async (request) => {
      for (const name of ["FunctionName", "Action", "Principal"]) requiredText(request, name);
      const statementId = `${request.stackName}-${request.logicalId}`;
      put(statementId, request);
      return { physicalId: statementId, attributes: { Id: statementId } };
    },
    restore: async (record) => put(record.physicalId, record),
    delete: async (record) => {
      const { functionName } = functionReference(String(record.properties["FunctionName"]));
      lambda.permissions.remove(functionName, record.physicalId);
    },
  };
}
