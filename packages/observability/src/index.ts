export type { Metrics, MetricUnit } from "./embedded-metrics.ts";
export { LogCode } from "./log-code.ts";
export { traced, type PortTracer } from "./port-tracer.ts";
export { powertoolsLogger, type LogLevel } from "./powertools-logger.ts";
export { powertoolsMetrics } from "./powertools-metrics.ts";
export { powertoolsTracer } from "./powertools-tracer.ts";
export { redact, redactText } from "./redact.ts";
export type { LogFields, LogValue, StructuredLogger } from "./structured-logger.ts";
