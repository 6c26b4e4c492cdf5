import type { EventBus, EventTarget } from "../../services/eventbridge/index.ts";
import type { SchedulerAdmin } from "../../services/scheduler/create-scheduler.ts";
import { isJsonObject, type JsonObject, type ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { listOf, objectOf, optionalText, present, propertyError, requiredText } from "./properties.ts";

/** AWS::Events::Rule, on the default bus: with a pattern, with a schedule, or with both. */
export function ruleHandler(scheduler: SchedulerAdmin, bus: EventBus): ResourceHandler {
  const put = (request: ResourceRequest, name: string): ResourceState => {
    const { properties } = request;
    const targets = targetsOf(request);
    const enabled = (properties["State"] ?? "ENABLED") !== "DISABLED";
    const pattern = properties["EventPattern"];
    bus.removeRule(name);
    let arn = "";
    if (pattern === undefined || "ScheduleExpression" in properties) {
      const scheduleExpression = requiredText(request, "ScheduleExpression");
      ({ arn } = scheduler.registerRule({ name, scheduleExpression, enabled, targets }));
    }
    if (pattern !== undefined) ({ arn } = bus.putRule({ name, pattern: patternOf(request), enabled, targets }));
    return { physicalId: name, attributes: { Arn: arn } };
  };
  return {
    types: ["AWS::Events::Rule"],
    immutable: ["Name", "EventBusName"],
    nameProperty: "Name",
    nameScope: "EventBusName",
    create: async (request) => {
      const eventBus = optionalText(request.properties, "EventBusName") ?? "default";
      if (eventBus !== "default") throw propertyError(request, "EventBusName", `${eventBus} is not the default bus`);
      return put(request, optionalText(request.properties, "Name") ?? generatedName(request));
    },
    update: async (request, previous) => put(request, previous.physicalId),
    // Schedules are on disk; patterns are known to the stack alone.
    restore: async (record, artefactsDir) => {
      const request = { stackName: "", ...record, artefactsDir };
      if ("EventPattern" in record.properties) put(request, record.physicalId);
    },
    delete: async (record) => {
      bus.removeRule(record.physicalId);
      scheduler.remove(String(record.attributes["Arn"]));
    },
  };
}

function patternOf(request: ResourceRequest): JsonObject {
  const pattern = request.properties["EventPattern"];
  if (isJsonObject(pattern)) return pattern;
  throw propertyError(request, "EventPattern", "it is no object");
}

function targetsOf(request: ResourceRequest): readonly EventTarget[] {
  return listOf(request.properties, "Targets").map((target, index) => {
    const targetArn = isJsonObject(target) ? optionalText(target, "Arn") : undefined;
    if (!isJsonObject(target) || targetArn === undefined) {
      throw propertyError(request, `Targets[${index}].Arn`, "the property is missing");
    }
    const transformer = target["InputTransformer"];
    return present<EventTarget>({
      id: optionalText(target, "Id") ?? String(index),
      arn: targetArn,
      roleArn: optionalText(target, "RoleArn"),
      input: optionalText(target, "Input"),
      inputPath: optionalText(target, "InputPath"),
      transformer: isJsonObject(transformer) ? transformerOf(transformer) : undefined,
    });
  });
}

function transformerOf(transformer: JsonObject): NonNullable<EventTarget["transformer"]> {
  const paths = Object.entries(objectOf(transformer, "InputPathsMap"));
  return {
    paths: Object.fromEntries(paths.map(([name, path]) => [name, String(path)])),
    template: optionalText(transformer, "InputTemplate") ?? "",
  };
}
