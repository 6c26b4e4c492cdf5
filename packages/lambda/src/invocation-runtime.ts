import type { StructuredLogger } from "@agentic-pm/observability";
import type { LambdaRuntime } from "./lambda-runtime.ts";

/** What stays the same from one invocation to the next. */
export type RuntimeParts = Pick<LambdaRuntime, "logger" | "tracer" | "metrics" | "audit" | "clock" | "ids">;

/** The part of Lambda's context that the stack uses; all of it may be absent when a handler is called by hand. */
export interface InvocationContext {
  readonly awsRequestId?: string;
  readonly getRemainingTimeInMillis?: () => number;
}

const NO_DEADLINE_MS = 15 * 60 * 1000;

/**
 * The runtime of one environment, bound to one invocation after the other. Lambda never runs two at once in an
 * environment, so what a port keeps at cold start always speaks of the invocation at hand.
 */
export class InvocationRuntime implements LambdaRuntime {
  readonly functionName: string;
  readonly #parts: RuntimeParts;
  #context: InvocationContext = {};
  #current: StructuredLogger;

  constructor(functionName: string, parts: RuntimeParts) {
    this.functionName = functionName;
    this.#parts = parts;
    this.#current = parts.logger;
  }

  /** Makes this the runtime of the invocation with that context. */
  bind(context: InvocationContext): void {
    this.#context = context;
    this.#current = this.#parts.logger.with({ requestId: this.requestId });
  }

  /** Always the same object, so that it can be kept; it logs with the fields of the invocation at hand. */
  readonly logger: StructuredLogger = {
    debug: (code, fields) => this.#current.debug(code, fields),
    info: (code, fields) => this.#current.info(code, fields),
    warn: (code, fields) => this.#current.warn(code, fields),
    error: (code, error, fields) => this.#current.error(code, error, fields),
    with: (fields) => this.#current.with(fields),
  };

  get tracer() {
    return this.#parts.tracer;
  }
  get metrics() {
    return this.#parts.metrics;
  }
  get audit() {
    return this.#parts.audit;
  }
  get clock() {
    return this.#parts.clock;
  }
  get ids() {
    return this.#parts.ids;
  }
  get requestId(): string {
    return this.#context.awsRequestId ?? "none";
  }
  remainingMs(): number {
    return this.#context.getRemainingTimeInMillis?.() ?? NO_DEADLINE_MS;
  }
}
