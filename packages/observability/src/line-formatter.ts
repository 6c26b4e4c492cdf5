import { LogFormatter, LogItem } from "@aws-lambda-powertools/logger";
import type { LogAttributes, UnformattedAttributes } from "@aws-lambda-powertools/logger/types";
import { redact } from "./redact.ts";

const MAX_TEXT = 500;

/** Lays a line out as the requirements' log format, in its order; everything passes the redaction here. */
export class LineFormatter extends LogFormatter {
  override formatAttributes(base: UnformattedAttributes, extra: LogAttributes): LogItem {
    const { requestId, ...fields } = extra;
    const line = {
      timestamp: base.timestamp.toISOString(),
      level: base.logLevel,
      service: base.serviceName,
      requestId,
      code: base.message,
      ...fields,
      xrayTraceId: base.xRayTraceId,
    };
    return new LogItem({ attributes: shortened(redact(line)) as LogAttributes });
  }
}

/** Cuts long texts. The stack of an error keeps its lines, because that is the only place it is written. */
function shortened(value: unknown, key = ""): unknown {
  if (typeof value === "string") {
    return key !== "stack" && value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  }
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => shortened(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member, name)]));
}
