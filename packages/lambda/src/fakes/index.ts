import { InMemoryAuditWriter } from "@agentic-pm/audit-trail/fakes";
import type { Clock, IdSource } from "@agentic-pm/contracts";
import { RecordingLogger, RecordingMetrics, RecordingTracer } from "@agentic-pm/observability/fakes";
import type * as z from "zod";
import type { LambdaHandler, LambdaOptions, LambdaRuntime } from "../index.ts";
import { middyStack } from "../middy-stack.ts";

export { memorySeals, unsealed } from "./memory-seals.ts";

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  #ms: number;

  constructor(start = "2026-01-15T09:00:00.000Z") {
    this.#ms = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#ms);
  }
  /** Moves the time on by that many milliseconds. */
  advance(ms: number): void {
    this.#ms += ms;
  }
}

/** Ids that count up, and are valid UUIDs. */
export class CountingIds implements IdSource {
  #count = 0;

  uuid(): string {
    this.#count += 1;
    return `00000000-0000-4000-8000-${this.#count.toString(16).padStart(12, "0")}`;
  }
}

/** A runtime in memory whose parts can be looked into. */
export interface FakeRuntime extends LambdaRuntime {
  readonly logger: RecordingLogger;
  readonly tracer: RecordingTracer;
  readonly metrics: RecordingMetrics;
  readonly audit: InMemoryAuditWriter;
  readonly clock: FakeClock;
  readonly ids: CountingIds;
}

/** A runtime for tests: the time stands still, ids count up, the audit trail is in memory. */
export function fakeRuntime(functionName = "function-under-test"): FakeRuntime {
  const clock = new FakeClock();
  const ids = new CountingIds();
  return {
    logger: new RecordingLogger(),
    tracer: new RecordingTracer(),
    metrics: new RecordingMetrics(),
    audit: new InMemoryAuditWriter({ clock, ids }, functionName),
    clock,
    ids,
    functionName,
    requestId: "request-1",
    remainingMs: () => 30_000,
  };
}

/** The whole stack over a fake runtime: the same steps as `lambda`, nothing of AWS. */
export function lambdaWith<Schema extends z.ZodType, Config, Ports, Out>(
  options: LambdaOptions<Schema, Config, Ports, Out>,
  runtime: FakeRuntime,
): LambdaHandler<Out> {
  return middyStack(options, () => runtime);
}
