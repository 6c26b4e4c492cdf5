import type { CloudWatchAdmin } from "../../services/cloudwatch/create-cloudwatch.ts";
import type { ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { optionalText } from "./properties.ts";

/** AWS::CloudWatch::Alarm. */
export function alarmHandler(admin: CloudWatchAdmin): ResourceHandler {
  const put = (request: ResourceRequest, name: string): ResourceState => {
    const { arn } = admin.putAlarm({ ...request.properties, AlarmName: name });
    return { physicalId: name, attributes: { Arn: arn } };
  };
  return {
    types: ["AWS::CloudWatch::Alarm"],
    immutable: ["AlarmName"],
    nameProperty: "AlarmName",
    create: async (request) => put(request, optionalText(request.properties, "AlarmName") ?? generatedName(request)),
    update: async (request, previous) => put(request, previous.physicalId),
    delete: async (record) => admin.deleteAlarm(record.physicalId),
  };
}
