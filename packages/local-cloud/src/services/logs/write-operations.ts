import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import { logAsk } from "./log-asks.ts";
import type { LogStore } from "./log-store.ts";

const logGroupName = z.string().min(1).max(512);
const logStreamName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^:*]*$/, "Member must satisfy regular expression pattern: [^:*]*");
const GROUP = z.object({ logGroupName });
const STREAM = z.object({ logGroupName, logStreamName });
const EVENTS = STREAM.extend({
  logEvents: z
    .array(z.object({ timestamp: z.number(), message: z.string().min(1) }))
    .min(1)
    .max(10_000),
});
const RETENTION = GROUP.extend({ retentionInDays: z.int().min(1).max(3653) });

/** Creating groups and streams, writing events, retention. */
export function writeOperations(store: LogStore): Record<string, JsonOperation> {
  return {
    CreateLogGroup: jsonOperation(GROUP, {
      asks: (input) => [logAsk("CreateLogGroup", input.logGroupName)],
      run: (input) => {
        if (store.hasGroup(input.logGroupName)) throw exists("group");
        store.putGroup({ name: input.logGroupName });
      },
    }),
    DeleteLogGroup: jsonOperation(GROUP, {
      asks: (input) => [logAsk("DeleteLogGroup", input.logGroupName)],
      run: (input) => {
        store.group(input.logGroupName);
        store.deleteGroup(input.logGroupName);
      },
    }),
    PutRetentionPolicy: jsonOperation(RETENTION, {
      asks: (input) => [logAsk("PutRetentionPolicy", input.logGroupName)],
      run: (input) => {
        store.group(input.logGroupName);
        store.putGroup({ name: input.logGroupName, retentionInDays: input.retentionInDays });
      },
    }),
    CreateLogStream: jsonOperation(STREAM, {
      asks: (input) => [logAsk("CreateLogStream", input.logGroupName, input.logStreamName)],
      run: (input) => {
        if (store.hasStream(input.logGroupName, input.logStreamName)) throw exists("stream");
        store.putStream(input.logGroupName, input.logStreamName);
      },
    }),
    PutLogEvents: jsonOperation(EVENTS, {
      asks: (input) => [logAsk("PutLogEvents", input.logGroupName, input.logStreamName)],
      run: (input) => {
        store.group(input.logGroupName);
        store.append(input.logGroupName, input.logStreamName, input.logEvents);
        return { nextSequenceToken: String(Date.now()) };
      },
    }),
  };
}

function exists(what: "group" | "stream"): AwsError {
  return new AwsError("ResourceAlreadyExistsException", `The specified log ${what} already exists`);
}
