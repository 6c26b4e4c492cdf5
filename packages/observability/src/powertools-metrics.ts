import { MetricUnit as Unit, Metrics as PowertoolsMetrics } from "@aws-lambda-powertools/metrics";
import type { MetricUnit, Metrics } from "./embedded-metrics.ts";

const UNITS = { Count: Unit.Count, Milliseconds: Unit.Milliseconds, Dollars: Unit.NoUnit } as const satisfies Record<
  MetricUnit,
  string
>;

/** Powertools metrics in the namespace "agentic-pm", with the function as their only dimension. */
export function powertoolsMetrics(options: { service: string }): Metrics {
  const metrics = new PowertoolsMetrics({ namespace: "agentic-pm", serviceName: options.service });
  return {
    add: (name, value, unit) => metrics.addMetric(name, UNITS[unit], value),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
