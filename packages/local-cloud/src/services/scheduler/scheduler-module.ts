import { AwsError } from "../../gateway/aws-error.ts";
import { parseInput } from "../../gateway/json-module.ts";
import type { Ask, AwsRequest, ServiceModule } from "../../gateway/service-module.ts";
import { SCHEDULE, scheduleArn, type ScheduleProperties, type StoredSchedule } from "./schedule.ts";
import { draftOf, type ScheduleStore } from "./schedule-store.ts";

const OPERATIONS: Record<string, string> = {
  "POST one": "CreateSchedule",
  "PUT one": "UpdateSchedule",
  "GET one": "GetSchedule",
  "DELETE one": "DeleteSchedule",
  "GET all": "ListSchedules",
};

/** EventBridge Scheduler's REST API. `onChange` is called after a schedule was made, changed or deleted. */
export function schedulerModule(store: ScheduleStore, onChange: () => void): ServiceModule {
  const change = <Answer>(answer: Answer): Answer => {
    onChange();
    return answer;
  };
  const run = (request: AwsRequest): unknown => {
    const { name, group } = addressOf(request);
    switch (operationOf(request)) {
      case "CreateSchedule":
        return change(create(store, name, propertiesOf(request)));
      case "UpdateSchedule":
        return change(update(store, name, propertiesOf(request)));
      case "GetSchedule":
        return describe(store.get(group, name));
      case "DeleteSchedule":
        store.remove(store.get(group, name).arn);
        return change({});
      default:
        return list(store, request.query);
    }
  };
  return {
    signingName: "scheduler",
    protocolOf: () => "rest-json",
    operationOf,
    asksOf,
    handle: async (request) => {
      const headers = { "content-type": "application/json", "x-amzn-requestid": request.requestId };
      return { status: 200, headers, body: JSON.stringify(run(request)) };
    },
  };
}

function operationOf(request: AwsRequest): string {
  const what = /^\/schedules\/?$/.test(request.rawPath)
    ? "all"
    : /^\/schedules\/[^/]+$/.test(request.rawPath)
      ? "one"
      : "";
  const operation = OPERATIONS[`${request.method} ${what}`];
  if (operation !== undefined) return operation;
  const words = `No operation of Scheduler at ${request.method} ${request.rawPath}.`;
  throw new AwsError("UnknownOperationException", words, { status: 404 });
}

function asksOf(request: AwsRequest): Ask[] {
  const operation = operationOf(request);
  if (operation === "ListSchedules") return [{ action: "scheduler:ListSchedules", resource: "*" }];
  const { name } = addressOf(request);
  const writes = operation === "CreateSchedule" || operation === "UpdateSchedule";
  const properties = writes ? propertiesOf(request) : undefined;
  const group = properties?.GroupName ?? addressOf(request).group;
  const asks: Ask[] = [{ action: `scheduler:${operation}`, resource: scheduleArn(group, name) }];
  if (properties !== undefined) {
    const context = { "iam:PassedToService": "scheduler.amazonaws.com" };
    asks.push({ action: "iam:PassRole", resource: properties.Target.RoleArn, context });
  }
  return asks;
}

function addressOf(request: AwsRequest): { name: string; group: string } {
  const name = decodeURIComponent(request.rawPath.split("/")[2] ?? "");
  return { name, group: request.query.get("groupName") ?? "default" };
}

function propertiesOf(request: AwsRequest): ScheduleProperties {
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new AwsError("ValidationException", "The request body is not valid JSON.");
  }
  return parseInput(SCHEDULE, body, "ValidationException");
}

function create(store: ScheduleStore, name: string, properties: ScheduleProperties): unknown {
  const draft = draftOf(name, properties);
  if (store.has(draft.arn))
    throw new AwsError("ConflictException", `Schedule ${name} already exists.`, { status: 409 });
  return { ScheduleArn: store.put(draft).arn };
}

function update(store: ScheduleStore, name: string, properties: ScheduleProperties): unknown {
  store.get(properties.GroupName, name);
  return { ScheduleArn: store.put(draftOf(name, properties)).arn };
}

function describe(schedule: StoredSchedule): Record<string, unknown> {
  return {
    ...schedule.properties,
    Arn: schedule.arn,
    Name: schedule.name,
    GroupName: schedule.group,
    CreationDate: schedule.createdAt / 1_000,
    LastModificationDate: schedule.changedAt / 1_000,
  };
}

function list(store: ScheduleStore, query: URLSearchParams): unknown {
  const group = query.get("ScheduleGroup");
  const prefix = query.get("NamePrefix") ?? "";
  const found = store
    .list()
    .filter((schedule) => schedule.kind === "schedule" && schedule.name.startsWith(prefix))
    .filter((schedule) => (group ?? schedule.group) === schedule.group);
  const start = Number(query.get("NextToken") ?? 0);
  const end = start + Number(query.get("MaxResults") ?? 100);
  const Schedules = found.slice(start, end).map((schedule) => ({
    Arn: schedule.arn,
    Name: schedule.name,
    GroupName: schedule.group,
    State: schedule.enabled ? "ENABLED" : "DISABLED",
    CreationDate: schedule.createdAt / 1_000,
    LastModificationDate: schedule.changedAt / 1_000,
    Target: { Arn: schedule.targets[0]?.arn },
  }));
  return { Schedules, ...(end < found.length ? { NextToken: String(end) } : {}) };
}
