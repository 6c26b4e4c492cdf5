import type { Ask } from "../gateway/service-module.ts";
import type { FunctionConfiguration } from "../runtime/function-configuration.ts";
import { traceIdOf } from "../runtime/trace-header.ts";

/** Traces whose function is known; older ones have sent what they had. */
const MOST_TRACES = 5_000;
const PUT_SEGMENTS: Ask = { action: "xray:PutTraceSegments", resource: "*" };

/** Which functions may send X-Ray segments, and whose each trace is. */
export class FunctionTracing {
  readonly #allowed = new Map<string, boolean>();
  readonly #owners = new Map<string, string>();
  readonly #authorise: (configuration: FunctionConfiguration, ask: Ask) => boolean;

  constructor(authorise: (configuration: FunctionConfiguration, ask: Ask) => boolean) {
    this.#authorise = authorise;
  }

  /** Asks for the permission anew: the role may have changed since the last environment. */
  environmentStarted(configuration: FunctionConfiguration): void {
    this.#allowed.set(configuration.functionName, this.#authorise(configuration, PUT_SEGMENTS));
  }

  traceStarted(traceHeader: string, configuration: FunctionConfiguration): void {
    if (this.#owners.size >= MOST_TRACES) this.#owners.clear();
    this.#owners.set(traceIdOf(traceHeader), configuration.functionName);
  }

  accepts(traceId: string): boolean {
    return this.#allowed.get(this.#owners.get(traceId) ?? "") === true;
  }
}
