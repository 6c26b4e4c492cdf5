import type { Ask } from "../gateway/service-module.ts";
import type { FunctionConfiguration } from "../runtime/function-configuration.ts";
import type { LogBatch } from "../runtime/invocation-log.ts";
import type { CloudWatchAdmin } from "../services/cloudwatch/create-cloudwatch.ts";
import type { LogsAdmin } from "../services/logs/create-logs.ts";

export interface FunctionLogPorts {
  readonly logs: LogsAdmin;
  readonly metrics: CloudWatchAdmin;
  /** False where the function's role may not; the denial is recorded. */
  readonly authorise: (configuration: FunctionConfiguration, ask: Ask) => boolean;
}

/** Writes what functions print to CloudWatch Logs, with each function's own role, and takes metrics out of it. */
export function functionLogWriter({ logs, metrics, authorise }: FunctionLogPorts): (batch: LogBatch) => void {
  /** Streams of this run whose creation was allowed, or not. */
  const streams = new Map<string, boolean>();
  return ({ configuration, logStreamName, lines }) => {
    const group = configuration.logGroupName;
    let mayCreate = streams.get(logStreamName);
    if (mayCreate === undefined) {
      mayCreate = authorise(configuration, logs.askFor("CreateLogStream", group, logStreamName));
      streams.set(logStreamName, mayCreate);
    }
    // As on AWS: a function whose role may not log runs, and its lines are lost.
    if (!mayCreate || !authorise(configuration, logs.askFor("PutLogEvents", group, logStreamName))) return;
    logs.append(group, logStreamName, lines);
    metrics.ingest(lines.map(({ message }) => message));
  };
}
