import type { LogsAdmin } from "../../services/logs/create-logs.ts";
import type { ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { optionalText } from "./properties.ts";

/** AWS::Logs::LogGroup. */
export function logGroupHandler(admin: LogsAdmin): ResourceHandler {
  const put = (request: ResourceRequest, name: string): ResourceState => {
    const days = request.properties["RetentionInDays"];
    const { arn } = admin.createLogGroup({ name, ...(days === undefined ? {} : { retentionInDays: Number(days) }) });
    return { physicalId: name, attributes: { Arn: arn.endsWith(":*") ? arn : `${arn}:*` } };
  };
  return {
    types: ["AWS::Logs::LogGroup"],
    immutable: ["LogGroupName"],
    nameProperty: "LogGroupName",
    create: async (request) => put(request, optionalText(request.properties, "LogGroupName") ?? generatedName(request)),
    update: async (request, previous) => put(request, previous.physicalId),
    delete: async (record) => admin.deleteLogGroup(record.physicalId),
  };
}
