import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import { DIMENSIONS, dimensionList, dimensionsOf, type DataPoint } from "./metric.ts";
import type { MetricStore } from "./metric-store.ts";
import { byPeriod, statistic } from "./statistics.ts";

const seconds = z.number();
const DATUM = z.object({
  MetricName: z.string().min(1).max(255),
  Dimensions: DIMENSIONS,
  Timestamp: seconds.optional(),
  Value: z.number().optional(),
  Values: z.array(z.number()).max(150).optional(),
  Counts: z.array(z.number()).max(150).optional(),
  StatisticValues: z
    .object({ SampleCount: z.number(), Sum: z.number(), Minimum: z.number(), Maximum: z.number() })
    .optional(),
  Unit: z.string().optional(),
});
const PUT = z.object({ Namespace: z.string().min(1).max(255), MetricData: z.array(DATUM).min(1).max(1000) });
const STATISTICS = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: DIMENSIONS,
  StartTime: seconds,
  EndTime: seconds,
  Period: z.int().min(1),
  Statistics: z.array(z.string()).optional().default([]),
  ExtendedStatistics: z.array(z.string()).optional().default([]),
});
const LIST = z.object({
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions: z
    .array(z.object({ Name: z.string(), Value: z.string().optional() }))
    .optional()
    .default([]),
});

/** PutMetricData, GetMetricStatistics and ListMetrics. */
export function metricOperations(store: MetricStore): Record<string, JsonOperation> {
  return {
    PutMetricData: jsonOperation(PUT, {
      asks: ({ Namespace }) => [
        { action: "cloudwatch:PutMetricData", resource: "*", context: { "cloudwatch:namespace": Namespace } },
      ],
      run: ({ Namespace: namespace, MetricData }) => {
        const now = Date.now();
        store.add(
          MetricData.map((datum) => {
            const metric = { namespace, name: datum.MetricName, dimensions: dimensionsOf(datum.Dimensions) };
            return [metric, pointOf(datum, now)];
          }),
        );
        return {};
      },
    }),
    GetMetricStatistics: jsonOperation(STATISTICS, {
      asks: () => [{ action: "cloudwatch:GetMetricStatistics", resource: "*" }],
      run: (input) => ({ Label: input.MetricName, Datapoints: datapoints(store, input) }),
    }),
    ListMetrics: jsonOperation(LIST, {
      asks: () => [{ action: "cloudwatch:ListMetrics", resource: "*" }],
      run: (input) => ({
        Metrics: store
          .list()
          .filter(
            ({ namespace, name }) =>
              (input.Namespace ?? namespace) === namespace && (input.MetricName ?? name) === name,
          )
          .filter(({ dimensions }) =>
            input.Dimensions.every(
              ({ Name, Value }) => Name in dimensions && (Value ?? dimensions[Name]) === dimensions[Name],
            ),
          )
          .map(({ namespace, name, dimensions }) => ({
            Namespace: namespace,
            MetricName: name,
            Dimensions: dimensionList(dimensions),
          })),
      }),
    }),
  };
}

function pointOf(datum: z.output<typeof DATUM>, now: number): DataPoint {
  const base = {
    at: datum.Timestamp === undefined ? now : datum.Timestamp * 1_000,
    ...(datum.Unit === undefined ? {} : { unit: datum.Unit }),
  };
  if (datum.StatisticValues !== undefined) {
    const { SampleCount: count, Sum: sum, Minimum: min, Maximum: max } = datum.StatisticValues;
    return { ...base, summary: { count, sum, min, max } };
  }
  const values = datum.Values ?? (datum.Value === undefined ? [] : [datum.Value]);
  if (values.length === 0) {
    throw new AwsError(
      "MissingParameter",
      "At least one of the parameters Value, Values, StatisticValues must be specified.",
    );
  }
  return { ...base, values: values.map((value, index) => [value, datum.Counts?.[index] ?? 1]) };
}

function datapoints(store: MetricStore, input: z.output<typeof STATISTICS>): Record<string, unknown>[] {
  const metric = { namespace: input.Namespace, name: input.MetricName, dimensions: dimensionsOf(input.Dimensions) };
  const points = store.points(metric, input.StartTime * 1_000, input.EndTime * 1_000);
  const unit = points.find((point) => point.unit !== undefined)?.unit ?? "None";
  return byPeriod(points, input.Period * 1_000).map((period) => ({
    Timestamp: period.at / 1_000,
    Unit: unit,
    ...Object.fromEntries(input.Statistics.map((name) => [name, statistic(period, name)])),
    ...(input.ExtendedStatistics.length === 0
      ? {}
      : {
          ExtendedStatistics: Object.fromEntries(
            input.ExtendedStatistics.map((name) => [name, statistic(period, name)]),
          ),
        }),
  }));
}
