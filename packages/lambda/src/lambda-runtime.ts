import type { RecordingWriter } from "@agentic-pm/audit-trail";
import type { Clock, IdSource } from "@agentic-pm/contracts";
import type { Metrics, PortTracer, StructuredLogger } from "@agentic-pm/observability";

/**
 * What the stack gives a function. One object per environment: `logger`, `requestId` and `remainingMs` always speak
 * of the invocation at hand, so ports built at cold start may keep it.
 */
export interface LambdaRuntime {
  readonly logger: StructuredLogger;
  readonly tracer: PortTracer;
  readonly metrics: Metrics;
  /** Appends to the audit trail. Needs AUDIT_TABLE; the first use without it throws CONFIG_INVALID. */
  readonly audit: RecordingWriter;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly functionName: string;
  readonly requestId: string;
  /** Milliseconds until Lambda ends this invocation. */
  remainingMs(): number;
}
