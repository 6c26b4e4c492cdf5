import type { SchedulerAdmin } from "../../services/scheduler/create-scheduler.ts";
import { isJsonObject, type ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { listOf, optionalText, propertyError, requiredText } from "./properties.ts";

/** AWS::Scheduler::Schedule. */
export function scheduleHandler(admin: SchedulerAdmin): ResourceHandler {
  const put = (request: ResourceRequest, name: string): ResourceState => {
    const { arn } = admin.registerSchedule(name, request.properties);
    return { physicalId: name, attributes: { Arn: arn } };
  };
  return {
    types: ["AWS::Scheduler::Schedule"],
    immutable: ["Name", "GroupName"],
    nameProperty: "Name",
    create: async (request) => put(request, optionalText(request.properties, "Name") ?? generatedName(request)),
    update: async (request, previous) => put(request, previous.physicalId),
    delete: async (record) => admin.remove(String(record.attributes["Arn"])),
  };
}

/** AWS::Events::Rule with a schedule; rules that match events are refused. */
export function ruleHandler(admin: SchedulerAdmin): ResourceHandler {
  const put = (request: ResourceRequest, name: string): ResourceState => {
    if ("EventPattern" in request.properties) {
      throw propertyError(request, "EventPattern", "rules that match events are not run here: use a schedule");
    }
    const { arn } = admin.registerRule({
      name,
      scheduleExpression: requiredText(request, "ScheduleExpression"),
      enabled: (request.properties["State"] ?? "ENABLED") !== "DISABLED",
      targets: targetsOf(request),
    });
    return { physicalId: name, attributes: { Arn: arn } };
  };
  return {
    types: ["AWS::Events::Rule"],
    immutable: ["Name", "EventBusName"],
    nameProperty: "Name",
    create: async (request) => put(request, optionalText(request.properties, "Name") ?? generatedName(request)),
    update: async (request, previous) => put(request, previous.physicalId),
    delete: async (record) => admin.remove(String(record.attributes["Arn"])),
  };
}

function targetsOf(request: ResourceRequest): readonly { arn: string; roleArn?: string; input?: string }[] {
  return listOf(request.properties, "Targets").map((target, index) => {
    const targetArn = isJsonObject(target) ? optionalText(target, "Arn") : undefined;
    if (!isJsonObject(target) || targetArn === undefined) {
      throw propertyError(request, `Targets[${index}].Arn`, "the property is missing");
    }
    const roleArn = optionalText(target, "RoleArn");
    const input = optionalText(target, "Input");
    return {
      arn: targetArn,
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(input === undefined ? {} : { input }),
    };
  });
}
