import type { StateMachineInput, StepFunctionsService } from "../../services/step-functions/index.ts";
import type { JsonObject, ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { objectOf, optionalText, propertyError, requiredText } from "./properties.ts";

/** AWS::StepFunctions::StateMachine. Running executions go on with the definition that they began with. */
export function stateMachineHandler({ admin }: StepFunctionsService): ResourceHandler {
  const inputOf = (request: ResourceRequest, name: string): StateMachineInput => {
    const type = optionalText(request.properties, "StateMachineType") ?? "STANDARD";
    if (type !== "STANDARD" && type !== "EXPRESS") throw propertyError(request, "StateMachineType", `unknown: ${type}`);
    return { name, roleArn: requiredText(request, "RoleArn"), type, definition: definitionOf(request) };
  };
  const put = (request: ResourceRequest, name: string): ResourceState => {
    const { stateMachineArn } = admin.put(inputOf(request, name));
    return { physicalId: stateMachineArn, attributes: { Arn: stateMachineArn, Name: name } };
  };
  return {
    types: ["AWS::StepFunctions::StateMachine"],
    immutable: ["StateMachineName", "StateMachineType"],
    nameProperty: "StateMachineName",
    create: async (request) =>
      put(request, optionalText(request.properties, "StateMachineName") ?? generatedName(request, 80)),
    update: async (request, previous) => put(request, String(previous.attributes["Name"])),
    restore: async (record, artefactsDir) => {
      admin.restore(inputOf({ stackName: "", ...record, artefactsDir }, String(record.attributes["Name"])));
    },
    delete: async (record) => admin.delete(record.physicalId),
  };
}

function definitionOf(request: ResourceRequest): string {
  const { properties } = request;
  const text = optionalText(properties, "DefinitionString");
  const definition = text ?? ("Definition" in properties ? JSON.stringify(properties["Definition"]) : undefined);
  if (definition === undefined) throw propertyError(request, "DefinitionString", "the property is missing");
  return withSubstitutions(definition, objectOf(properties, "DefinitionSubstitutions"));
}

function withSubstitutions(definition: string, substitutions: JsonObject): string {
  return Object.entries(substitutions).reduce(
    (text, [name, value]) => text.replaceAll(`\${${name}}`, String(value)),
    definition,
  );
}
