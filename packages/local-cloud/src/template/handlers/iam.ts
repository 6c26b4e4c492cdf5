import type { PolicyDocument } from "@agentic-pm/iam";
import type { RoleDirectory } from "../../credentials/role-directory.ts";
import { isJsonObject, type JsonObject, type ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { listOf, optionalText, propertyError, requiredObject } from "./properties.ts";

/** AWS::IAM::Role with its inline policies, attached policies and boundary. */
export function roleHandler(roles: RoleDirectory): ResourceHandler {
  const put = (request: ResourceRequest, roleName: string): ResourceState => {
    const { properties } = request;
    const path = optionalText(properties, "Path");
    const boundaryArn = optionalText(properties, "PermissionsBoundary");
    const role = roles.putRole({
      roleName,
      assumeRolePolicy: asDocument(requiredObject(request, "AssumeRolePolicyDocument")),
      inlinePolicies: inlinePolicies(request),
      managedPolicyArns: listOf(properties, "ManagedPolicyArns").map(String),
      ...(path === undefined ? {} : { path }),
      ...(boundaryArn === undefined ? {} : { boundaryArn }),
    });
    return { physicalId: roleName, attributes: { Arn: role.arn, RoleId: role.roleId } };
  };
  return {
    types: ["AWS::IAM::Role"],
    immutable: ["RoleName", "Path"],
    nameProperty: "RoleName",
    create: async (request) => put(request, optionalText(request.properties, "RoleName") ?? generatedName(request)),
    update: async (request, previous) => put(request, previous.physicalId),
    delete: async (record) => roles.deleteRole(String(record.attributes["Arn"])),
  };
}

/** AWS::IAM::ManagedPolicy: a policy to attach, or a permission boundary. */
export function managedPolicyHandler(roles: RoleDirectory): ResourceHandler {
  const put = (request: ResourceRequest, name: string): ResourceState => {
    for (const attached of ["Roles", "Users", "Groups"]) {
      if (listOf(request.properties, attached).length > 0) {
        throw propertyError(request, attached, "attach it in the role's ManagedPolicyArns instead");
      }
    }
    const path = optionalText(request.properties, "Path");
    const document = asDocument(requiredObject(request, "PolicyDocument"));
    const policy = roles.putManagedPolicy({ name, document, ...(path === undefined ? {} : { path }) });
    return { physicalId: policy.arn, attributes: { PolicyArn: policy.arn, Name: name } };
  };
  return {
    types: ["AWS::IAM::ManagedPolicy"],
    immutable: ["ManagedPolicyName", "Path", "Description"],
    nameProperty: "ManagedPolicyName",
    create: async (request) =>
      put(request, optionalText(request.properties, "ManagedPolicyName") ?? generatedName(request)),
    update: async (request, previous) => put(request, String(previous.attributes["Name"])),
    delete: async (record) => roles.deleteManagedPolicy(record.physicalId),
  };
}

function inlinePolicies(request: ResourceRequest): readonly { name: string; document: PolicyDocument }[] {
  return listOf(request.properties, "Policies").map((policy, index) => {
    const document = isJsonObject(policy) ? policy["PolicyDocument"] : undefined;
    if (!isJsonObject(policy) || !isJsonObject(document)) {
      throw propertyError(request, `Policies[${index}]`, "a policy needs a PolicyName and a PolicyDocument");
    }
    return { name: String(policy["PolicyName"]), document: asDocument(document) };
  });
}

/** The evaluator checks the document's inside when it compiles it. */
function asDocument(document: JsonObject): PolicyDocument {
  return document as unknown as PolicyDocument;
}
