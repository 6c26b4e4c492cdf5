import { mkdirSync } from "node:fs";
import { jsonModule, parseInput } from "../../gateway/json-module.ts";
import type { ServiceModule } from "../../gateway/service-module.ts";
import { ALARM } from "./alarm.ts";
import { alarmOperations } from "./alarm-operations.ts";
import { AlarmStore, type AlarmListener, type StoredAlarm } from "./alarm-store.ts";
import { embeddedMetrics } from "./embedded-metrics.ts";
import { metricDataOperation } from "./metric-data-operation.ts";
import { metricOperations } from "./metric-operations.ts";
import type { MetricId } from "./metric.ts";
import { MetricStore } from "./metric-store.ts";

/** What templates and the function runtime do with metrics, without going over HTTP. */
export interface CloudWatchAdmin {
  /** The properties of AWS::CloudWatch::Alarm. */
  putAlarm(properties: unknown): { arn: string };
  deleteAlarm(name: string): void;
  /** Evaluates every alarm at `now` (epoch milliseconds). */
  evaluateAlarms(now?: number): StoredAlarm[];
  onAlarm(listener: AlarmListener): void;
  /** Takes the metrics out of log lines in the embedded metric format; other lines are passed over. */
  ingest(lines: readonly string[]): void;
  /** Counts one more of something at that time (epoch milliseconds), as services of AWS do of themselves. */
  count(metric: MetricId, at: number): void;
}

export interface CloudWatchService {
  readonly module: ServiceModule;
  readonly admin: CloudWatchAdmin;
}

/** CloudWatch metrics and alarms, kept in `dataDir` for fifteen days. */
export async function createCloudWatch(options: { dataDir: string }): Promise<CloudWatchService> {
  mkdirSync(options.dataDir, { recursive: true });
  const metrics = new MetricStore(options.dataDir);
  const alarms = await AlarmStore.open(options.dataDir, metrics);
  const module = jsonModule({
    signingName: "monitoring",
    protocol: "json-1.0",
    validationCode: "InvalidParameterValue",
    operations: { ...metricOperations(metrics), ...metricDataOperation(metrics), ...alarmOperations(alarms) },
    close: async () => {
      metrics.close();
      alarms.close();
    },
  });
  const admin: CloudWatchAdmin = {
    putAlarm: (properties) => ({ arn: alarms.put(parseInput(ALARM, properties, "InvalidParameterValue")) }),
    deleteAlarm: (name) => alarms.delete(name),
    evaluateAlarms: (now) => alarms.evaluate(now),
    onAlarm: (listener) => alarms.onChange(listener),
    ingest: (lines) => {
      const found = lines.flatMap(embeddedMetrics);
      if (found.length > 0) metrics.add(found);
    },
    count: (metric, at) => metrics.add([[metric, { at, values: [[1, 1]], unit: "Count" }]]),
  };
  return { module, admin };
}
