import { isAppError, toErrorReport } from "@agentic-pm/errors";
import { Logger } from "@aws-lambda-powertools/logger";
import { LineFormatter } from "./line-formatter.ts";
import type { LogFields, StructuredLogger } from "./structured-logger.ts";

export type LogLevel = "DEBUG" | "INFO" | "WARN" | "ERROR";

/** A Powertools logger that writes one JSON line per registered code to standard output or error. */
export function powertoolsLogger(options: { service: string; level?: LogLevel }): StructuredLogger {
  const logger = new Logger({
    serviceName: options.service,
    logLevel: options.level ?? "INFO",
    logFormatter: new LineFormatter(),
  });
  return withFields(logger, {});
}

function withFields(logger: Logger, own: LogFields): StructuredLogger {
  return {
    debug: (code, fields) => logger.debug(code, { ...own, ...fields }),
    info: (code, fields) => logger.info(code, { ...own, ...fields }),
    warn: (code, fields) => logger.warn(code, { ...own, ...fields }),
    error: (code, error, fields) => logger.error(code, { ...own, ...fields, error: describe(error) }),
    with: (fields) => withFields(logger, { ...own, ...fields }),
  };
}

/** An error for the log: the report that everybody gets, and the stack that only the log gets. */
function describe(error: unknown): Record<string, unknown> {
  return {
    ...toErrorReport(error),
    ...(isAppError(error) ? { retryable: error.retryable } : {}),
    stack: error instanceof Error ? stackOf(error) : undefined,
  };
}

function stackOf(error: Error): string {
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause instanceof Error ? `${own}\nCaused by: ${stackOf(error.cause)}` : own;
}
