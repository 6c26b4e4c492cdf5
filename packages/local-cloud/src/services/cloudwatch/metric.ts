import * as z from "zod";

/** A metric's name, within its namespace, for one set of dimensions. */
export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Some values of a metric at one time: each value with how often it was seen, or only their summary. */
export interface DataPoint {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly values?: readonly (readonly [value: number, count: number])[];
  readonly summary?: { readonly count: number; readonly sum: number; readonly min: number; readonly max: number };
  readonly unit?: string;
}

export const DIMENSIONS = z
  .array(z.object({ Name: z.string().min(1).max(255), Value: z.string().min(1).max(1024) }))
  .max(30)
  .optional()
  .default([]);

export function dimensionsOf(list: z.output<typeof DIMENSIONS>): Record<string, string> {
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}

export function dimensionList(dimensions: Readonly<Record<string, string>>): { Name: string; Value: string }[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

/** One text per metric, whatever the order of its dimensions. */
export function metricKey(metric: MetricId): string {
  const pairs = Object.entries(metric.dimensions).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([metric.namespace, metric.name, pairs]);
}
