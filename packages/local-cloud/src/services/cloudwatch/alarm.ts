import * as z from "zod";
import { DIMENSIONS, dimensionsOf } from "./metric.ts";
import type { MetricStore } from "./metric-store.ts";
import { byPeriod, statistic } from "./statistics.ts";

/** An alarm, in the words that CloudFormation and PutMetricAlarm share. */
export const ALARM = z.object({
  AlarmName: z.string().min(1).max(255),
  AlarmDescription: z.string().optional(),
  ActionsEnabled: z.boolean().optional().default(true),
  AlarmActions: z.array(z.string()).optional().default([]),
  OKActions: z.array(z.string()).optional().default([]),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: DIMENSIONS,
  Statistic: z.string().optional(),
  ExtendedStatistic: z.string().optional(),
  Period: z.coerce.number().int().min(1),
  EvaluationPeriods: z.coerce.number().int().min(1),
  DatapointsToAlarm: z.coerce.number().int().min(1).optional(),
  Threshold: z.coerce.number(),
  ComparisonOperator: z.enum([
    "GreaterThanOrEqualToThreshold",
    "GreaterThanThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
  ]),
  TreatMissingData: z.enum(["missing", "breaching", "notBreaching", "ignore"]).optional().default("missing"),
});

export type Alarm = z.output<typeof ALARM>;
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What the data points say of an alarm at `now` (epoch milliseconds), over its last whole periods and the running one. */
export function evaluateAlarm(alarm: Alarm, store: MetricStore, at: { now: number; previous: AlarmState }): AlarmState {
  const periodMs = alarm.Period * 1_000;
  const end = (Math.floor(at.now / periodMs) + 1) * periodMs;
  const start = end - alarm.EvaluationPeriods * periodMs;
  const metric = { namespace: alarm.Namespace, name: alarm.MetricName, dimensions: dimensionsOf(alarm.Dimensions) };
  const periods = byPeriod(store.points(metric, start, end), periodMs);
  const missing = alarm.EvaluationPeriods - periods.length;
  if (periods.length === 0 && alarm.TreatMissingData === "missing") return "INSUFFICIENT_DATA";
  if (periods.length === 0 && alarm.TreatMissingData === "ignore") return at.previous;
  const name = alarm.ExtendedStatistic ?? alarm.Statistic ?? "Average";
  const breaching = periods.filter((period) => breaches(alarm, statistic(period, name))).length;
  const total = breaching + (alarm.TreatMissingData === "breaching" ? missing : 0);
  return total >= (alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods) ? "ALARM" : "OK";
}

function breaches(alarm: Alarm, value: number): boolean {
  switch (alarm.ComparisonOperator) {
    case "GreaterThanOrEqualToThreshold":
      return value >= alarm.Threshold;
    case "GreaterThanThreshold":
      return value > alarm.Threshold;
    case "LessThanThreshold":
      return value < alarm.Threshold;
    case "LessThanOrEqualToThreshold":
      return value <= alarm.Threshold;
  }
}
