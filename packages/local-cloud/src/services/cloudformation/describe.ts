import type { QueryOutput } from "../../gateway/query-module.ts";
import type { ResourceRecord, StackRecord } from "../../template/model.ts";
import { isJsonObject } from "../../template/model.ts";
import type { StackEntry, StackEvent, StackInput } from "./stack-book.ts";

/** Parameters, tags and capabilities as every description has them. */
export function describeInput(input: StackInput): QueryOutput {
  return {
    Parameters: Object.entries(input.parameters).map(([name, value]) => ({
      ParameterKey: name,
      ParameterValue: value,
    })),
    Tags: input.tags.map(({ Key, Value }) => ({ Key, Value })),
    Capabilities: input.capabilities,
    NotificationARNs: [],
  };
}

export function describeStack(entry: StackEntry, record: StackRecord | undefined): QueryOutput {
  const exported = new Map(Object.entries(record?.exports ?? {}).map(([name, value]) => [value, name]));
  return {
    StackId: entry.stackId,
    StackName: entry.stackName,
    ChangeSetId: entry.changeSetId,
    Description: descriptionOf(entry.input.templateBody),
    CreationTime: isoTime(entry.createdAt),
    LastUpdatedTime: entry.updatedAt === undefined ? undefined : isoTime(entry.updatedAt),
    DeletionTime: entry.deletedAt === undefined ? undefined : isoTime(entry.deletedAt),
    RollbackConfiguration: {},
    RoleARN: entry.serviceRoleArn,
    StackStatus: entry.status,
    StackStatusReason: entry.reason,
    DisableRollback: "false",
    EnableTerminationProtection: String(entry.terminationProtection === true),
    DriftInformation: { StackDriftStatus: "NOT_CHECKED" },
    ...describeInput(entry.input),
    Outputs: Object.entries(record?.outputs ?? {}).map(([name, value]) => ({
      OutputKey: name,
      OutputValue: value,
      ExportName: exported.get(value),
    })),
  };
}

/** A resource in the form of DescribeStackResources, ListStackResources and, with its stack, DescribeStackResource. */
export function describeResource(record: ResourceRecord, last: StackEvent | undefined): QueryOutput {
  const at = isoTime(last?.at ?? 0);
  return {
    LogicalResourceId: record.logicalId,
    PhysicalResourceId: record.physicalId,
    ResourceType: record.type,
    Timestamp: at,
    LastUpdatedTimestamp: at,
    ResourceStatus: last?.status ?? "CREATE_COMPLETE",
    ResourceStatusReason: last?.reason,
    DriftInformation: { StackResourceDriftStatus: "NOT_CHECKED" },
  };
}

export function describeEvent(event: StackEvent): QueryOutput {
  return {
    StackId: event.stackId,
    EventId: event.eventId,
    StackName: event.stackName,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: optional(event.physicalId),
    ResourceType: event.type,
    Timestamp: isoTime(event.at),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ClientRequestToken: event.token,
  };
}

export function optional(text: string): string | undefined {
  return text === "" ? undefined : text;
}

export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

function descriptionOf(templateBody: string): string | undefined {
  if (templateBody === "") return undefined;
  const template: unknown = JSON.parse(templateBody);
  const text = isJsonObject(template) ? template["Description"] : undefined;
  return typeof text === "string" ? text : undefined;
}
