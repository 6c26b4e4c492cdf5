import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonOperation, type JsonOperation } from "../../gateway/json-module.ts";
import { DIMENSIONS, dimensionsOf } from "./metric.ts";
import type { MetricStore } from "./metric-store.ts";
import { byPeriod, statistic } from "./statistics.ts";

const QUERY = z.object({
  Id: z.string(),
  Label: z.string().optional(),
  ReturnData: z.boolean().optional().default(true),
  Expression: z.string().optional(),
  MetricStat: z
    .object({
      Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: DIMENSIONS }),
      Period: z.int().min(1),
      Stat: z.string(),
    })
    .optional(),
});
const GET = z.object({
  MetricDataQueries: z.array(QUERY).min(1).max(500),
  StartTime: z.number(),
  EndTime: z.number(),
  ScanBy: z.enum(["TimestampAscending", "TimestampDescending"]).optional().default("TimestampDescending"),
});

/** GetMetricData, for metrics; expressions over them are refused. */
export function metricDataOperation(store: MetricStore): Record<string, JsonOperation> {
  return {
    GetMetricData: jsonOperation(GET, {
      asks: () => [{ action: "cloudwatch:GetMetricData", resource: "*" }],
      run: (input) => ({
        MetricDataResults: input.MetricDataQueries.filter(({ ReturnData }) => ReturnData).map((query) => {
          const { MetricStat: wanted } = query;
          if (wanted === undefined) {
            const words = "The local cloud answers metrics only, no expressions.";
            throw new AwsError("InvalidParameterValue", words);
          }
          const { Namespace: namespace, MetricName: name, Dimensions } = wanted.Metric;
          const metric = { namespace, name, dimensions: dimensionsOf(Dimensions) };
          const points = store.points(metric, input.StartTime * 1_000, input.EndTime * 1_000);
          const periods = byPeriod(points, wanted.Period * 1_000);
          if (input.ScanBy === "TimestampDescending") periods.reverse();
          return {
            Id: query.Id,
            Label: query.Label ?? name,
            Timestamps: periods.map(({ at }) => at / 1_000),
            Values: periods.map((period) => statistic(period, wanted.Stat)),
            StatusCode: "Complete",
          };
        }),
      }),
    }),
  };
}
