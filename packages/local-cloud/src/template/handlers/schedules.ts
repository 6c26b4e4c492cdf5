import type { SchedulerAdmin } from "../../services/scheduler/create-scheduler.ts";
import type { ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { optionalText } from "./properties.ts";

/** AWS::Scheduler::Schedule. */
export function scheduleHandler(admin: SchedulerAdmin): ResourceHandler {
  const put = (request: ResourceRequest, name: string): ResourceState => {
    const { arn } = admin.registerSchedule(name, request.properties);
    return { physicalId: name, attributes: { Arn: arn } };
  };
  return {
    types: ["AWS::Scheduler::Schedule"],
    // As AWS has it: a new group is no replacement, though nothing else could be done.
    immutable: ["Name"],
    nameProperty: "Name",
    nameScope: "GroupName",
    create: async (request) => put(request, optionalText(request.properties, "Name") ?? generatedName(request)),
    update: async (request, previous) => put(request, previous.physicalId),
    delete: async (record) => admin.remove(String(record.attributes["Arn"])),
  };
}
