import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import { compileFilter } from "./filter-pattern.ts";
import { groupArn, logAsk, streamArn } from "./log-asks.ts";
import type { LogStore, LogStream } from "./log-store.ts";

const limit = z.int().min(1).max(10_000).optional();
const window = { startTime: z.number().optional(), endTime: z.number().optional() };
const group = { logGroupName: z.string().optional(), logGroupIdentifier: z.string().optional() };
const GET = z.object({
  ...group,
  ...window,
  logStreamName: z.string(),
  limit,
  nextToken: z.string().optional(),
  startFromHead: z.boolean().optional().default(false),
});
const FILTER = z.object({
  ...group,
  ...window,
  logStreamNames: z.array(z.string()).optional(),
  logStreamNamePrefix: z.string().optional(),
  filterPattern: z.string().optional().default(""),
  limit,
  nextToken: z.string().optional(),
});
const GROUPS = z.object({ logGroupNamePrefix: z.string().optional(), limit, nextToken: z.string().optional() });
const STREAMS = z.object({
  ...group,
  logStreamNamePrefix: z.string().optional().default(""),
  orderBy: z.enum(["LogStreamName", "LastEventTime"]).optional().default("LogStreamName"),
  descending: z.boolean().optional().default(false),
  limit,
  nextToken: z.string().optional(),
});

/** Reading and listing. */
export function readOperations(store: LogStore): Record<string, JsonOperation> {
  return {
    GetLogEvents: jsonOperation(GET, {
      asks: (input) => [logAsk("GetLogEvents", groupName(input), input.logStreamName)],
      run: (input) => getLogEvents(store, input),
    }),
    FilterLogEvents: jsonOperation(FILTER, {
      asks: (input) => [logAsk("FilterLogEvents", groupName(input))],
      run: (input) => filterLogEvents(store, input),
    }),
    DescribeLogGroups: jsonOperation(GROUPS, {
      asks: () => [logAsk("DescribeLogGroups", "")],
      run: (input) => {
        const found = store.groups().filter(({ name }) => name.startsWith(input.logGroupNamePrefix ?? ""));
        const { page, nextToken } = paged(found, input.nextToken, input.limit ?? 50);
        const logGroups = page.map(({ name, createdAt, retentionInDays }) => ({
          logGroupName: name,
          creationTime: createdAt,
          ...(retentionInDays === undefined ? {} : { retentionInDays }),
          arn: groupArn(name),
        }));
        return { logGroups, ...nextToken };
      },
    }),
    DescribeLogStreams: jsonOperation(STREAMS, {
      asks: (input) => [logAsk("DescribeLogStreams", groupName(input))],
      run: (input) => {
        const name = groupName(input);
        store.group(name);
        const described = store
          .streamsOf(name)
          .filter((stream) => stream.name.startsWith(input.logStreamNamePrefix))
          .map((stream) => describeStream(store, stream));
        described.sort((one, other) =>
          input.orderBy === "LastEventTime"
            ? (one.lastEventTimestamp ?? 0) - (other.lastEventTimestamp ?? 0)
            : one.logStreamName.localeCompare(other.logStreamName),
        );
        if (input.descending) described.reverse();
        const { page, nextToken } = paged(described, input.nextToken, input.limit ?? 50);
        return { logStreams: page, ...nextToken };
      },
    }),
  };
}

function getLogEvents(store: LogStore, input: z.output<typeof GET>): Record<string, unknown> {
  const name = groupName(input);
  store.group(name);
  if (!store.hasStream(name, input.logStreamName)) {
    throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
  }
  const all = store.read(name, input.logStreamName).filter(within(input));
  const most = input.limit ?? 10_000;
  const [, direction, position] = /^([fb])\/(\d+)$/.exec(input.nextToken ?? "") ?? [];
  const at = Number(position ?? 0);
  const backward = direction === "b" || (direction === undefined && !input.startFromHead);
  const end = backward ? (direction === undefined ? all.length : at) : Math.min(all.length, at + most);
  const start = backward ? Math.max(0, end - most) : at;
  return { events: all.slice(start, end), nextForwardToken: `f/${end}`, nextBackwardToken: `b/${start}` };
}

function filterLogEvents(store: LogStore, input: z.output<typeof FILTER>): Record<string, unknown> {
  const name = groupName(input);
  store.group(name);
  const matches = compileFilter(input.filterPattern);
  const wanted = (stream: LogStream): boolean =>
    input.logStreamNames === undefined
      ? stream.name.startsWith(input.logStreamNamePrefix ?? "")
      : input.logStreamNames.includes(stream.name);
  const found = store
    .streamsOf(name)
    .filter(wanted)
    .flatMap((stream) => {
      const events = store.read(name, stream.name).filter((event) => within(input)(event) && matches(event.message));
      return events.map((event, index) => ({
        logStreamName: stream.name,
        ...event,
        eventId: `${event.timestamp}${index}`,
      }));
    })
    .sort((one, other) => one.timestamp - other.timestamp);
  const { page, nextToken } = paged(found, input.nextToken, input.limit ?? 10_000);
  return { events: page, searchedLogStreams: [], ...nextToken };
}

function within(bounds: { startTime?: number | undefined; endTime?: number | undefined }) {
  return ({ timestamp }: { timestamp: number }): boolean =>
    timestamp >= (bounds.startTime ?? 0) && timestamp < (bounds.endTime ?? Infinity);
}

function describeStream(store: LogStore, stream: LogStream) {
  const events = store.read(stream.group, stream.name);
  const first = events[0];
  const last = events.at(-1);
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first === undefined ? {} : { firstEventTimestamp: first.timestamp }),
    ...(last === undefined ? {} : { lastEventTimestamp: last.timestamp, lastIngestionTime: last.ingestionTime }),
    arn: streamArn(stream.group, stream.name),
  };
}

function groupName(input: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined }): string {
  const name =
    input.logGroupName ?? input.logGroupIdentifier?.replace(/^arn:[^:]*:logs:[^:]*:\d*:log-group:|:\*$/g, "");
  if (name !== undefined) return name;
  throw new AwsError("InvalidParameterException", "Either logGroupName or logGroupIdentifier must be given.");
}

function paged<Item>(items: readonly Item[], token: string | undefined, most: number) {
  const start = Number(token ?? 0);
  const end = start + most;
  return { page: items.slice(start, end), nextToken: end < items.length ? { nextToken: String(end) } : {} };
}
