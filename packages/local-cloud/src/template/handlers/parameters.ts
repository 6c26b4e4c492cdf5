import type { SsmAdmin } from "../../services/ssm/create-ssm.ts";
import type { ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { optionalText, propertyError, requiredText } from "./properties.ts";

/** AWS::SSM::Parameter. */
export function parameterHandler(admin: SsmAdmin): ResourceHandler {
  const put = (request: ResourceRequest, name: string): ResourceState => {
    const type = requiredText(request, "Type");
    if (type !== "String" && type !== "StringList")
      throw propertyError(request, "Type", `a template cannot make ${type}`);
    const value = requiredText(request, "Value");
    admin.putParameter({ name, type, value });
    return { physicalId: name, attributes: { Type: type, Value: value } };
  };
  return {
    types: ["AWS::SSM::Parameter"],
    immutable: ["Name", "Type"],
    nameProperty: "Name",
    create: async (request) => put(request, optionalText(request.properties, "Name") ?? generatedName(request)),
    update: async (request, previous) => put(request, previous.physicalId),
    delete: async (record) => admin.deleteParameter(record.physicalId),
  };
}
