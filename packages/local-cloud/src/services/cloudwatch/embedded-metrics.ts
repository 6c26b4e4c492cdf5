import * as z from "zod";
import type { DataPoint, MetricId } from "./metric.ts";

/** CloudWatch's embedded metric format: a log line that carries metrics. */
const EMF = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())).optional().default([[]]),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string().optional() })),
      }),
    ),
  }),
});

/** The metrics in a log line; none where it is not in the format. */
export function embeddedMetrics(line: string): (readonly [MetricId, DataPoint])[] {
  if (!line.includes('"CloudWatchMetrics"')) return [];
  const parsed = EMF.safeParse(parseJson(line));
  if (!parsed.success) return [];
  const { _aws: directive, ...members } = parsed.data;
  return directive.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.flatMap(({ Name, Unit }) => {
        const values = numbers(members[Name]);
        if (values.length === 0) return [];
        const dimensions = Object.fromEntries(names.map((name) => [name, String(members[name] ?? "")]));
        const point: DataPoint = {
          at: directive.Timestamp,
          values: values.map((value) => [value, 1] as const),
          ...(Unit === undefined ? {} : { unit: Unit }),
        };
        return [[{ namespace: Namespace, name: Name, dimensions }, point] as const];
      }),
    ),
  );
}

function numbers(value: unknown): number[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item): item is number => typeof item === "number" && Number.isFinite(item));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line.slice(Math.max(0, line.indexOf("{"))));
  } catch {
    return undefined;
  }
}
