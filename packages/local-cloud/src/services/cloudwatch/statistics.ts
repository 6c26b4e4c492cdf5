import { AwsError } from "../../gateway/aws-error.ts";
import type { DataPoint } from "./metric.ts";

/** One period's worth of data points, reduced. */
export interface PeriodStatistics {
  /** Start of the period, epoch milliseconds. */
  readonly at: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Sorted values, each as often as it was seen at most; empty where only summaries are known. */
  readonly values: readonly (readonly [value: number, count: number])[];
}

/** Groups data points into periods of `periodMs`, in the order of time. */
export function byPeriod(points: readonly DataPoint[], periodMs: number): PeriodStatistics[] {
  const groups = new Map<number, DataPoint[]>();
  for (const point of points) {
    const at = Math.floor(point.at / periodMs) * periodMs;
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [point]);
    else group.push(point);
  }
  return [...groups].map(([at, group]) => reduce(at, group)).sort((one, other) => one.at - other.at);
}

function reduce(at: number, points: readonly DataPoint[]): PeriodStatistics {
  const total = { count: 0, sum: 0, min: Infinity, max: -Infinity };
  const values: (readonly [number, number])[] = [];
  const add = (count: number, sum: number, range: readonly [min: number, max: number]): void => {
    total.count += count;
    total.sum += sum;
    total.min = Math.min(total.min, range[0]);
    total.max = Math.max(total.max, range[1]);
  };
  for (const point of points) {
    for (const [value, count] of point.values ?? []) {
      add(count, value * count, [value, value]);
      values.push([value, count]);
    }
    if (point.summary !== undefined)
      add(point.summary.count, point.summary.sum, [point.summary.min, point.summary.max]);
  }
  values.sort(([one], [other]) => one - other);
  return { at, ...total, values };
}

/** A statistic by its CloudWatch name: SampleCount, Sum, Average, Minimum, Maximum or a percentile such as p99. */
export function statistic(period: PeriodStatistics, name: string): number {
  switch (name) {
    case "SampleCount":
      return period.count;
    case "Sum":
      return period.sum;
    case "Average":
      return period.sum / period.count;
    case "Minimum":
      return period.min;
    case "Maximum":
      return period.max;
    default:
      return percentile(period, name);
  }
}

function percentile(period: PeriodStatistics, name: string): number {
  const share = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(name)?.[1];
  if (share === undefined) throw new AwsError("InvalidParameterValue", `The statistic ${name} is not supported.`);
  const seen = period.values.reduce((sum, [, count]) => sum + count, 0);
  let left = Math.ceil((Number(share) / 100) * seen);
  for (const [value, count] of period.values) {
    left -= count;
    if (left <= 0) return value;
  }
  return period.max;
}
