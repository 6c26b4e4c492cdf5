import type { LogCode, LogFields, Metrics, MetricUnit, PortTracer, StructuredLogger } from "../index.ts";
import { redact } from "../redact.ts";

/** A line as the recording logger keeps it, redacted as the real one would. */
export interface RecordedLine {
  readonly level: "DEBUG" | "INFO" | "WARN" | "ERROR";
  readonly code: LogCode;
  readonly fields: LogFields;
  readonly error?: unknown;
}

/** A logger that keeps its lines. */
export class RecordingLogger implements StructuredLogger {
  readonly lines: RecordedLine[];
  readonly #own: LogFields;

  constructor(own: LogFields = {}, lines: RecordedLine[] = []) {
    this.#own = own;
    this.lines = lines;
  }

  debug(code: LogCode, fields: LogFields = {}): void {
    this.#keep("DEBUG", code, fields);
  }
  info(code: LogCode, fields: LogFields = {}): void {
    this.#keep("INFO", code, fields);
  }
  warn(code: LogCode, fields: LogFields = {}): void {
    this.#keep("WARN", code, fields);
  }
  error(code: LogCode, error: unknown, fields: LogFields = {}): void {
    this.lines.push({ level: "ERROR", code, fields: { ...this.#own, ...fields }, error });
  }
  with(fields: LogFields): RecordingLogger {
    return new RecordingLogger({ ...this.#own, ...fields }, this.lines);
  }
  /** The codes that were logged, in order. */
  codes(): LogCode[] {
    return this.lines.map((line) => line.code);
  }

  #keep(level: RecordedLine["level"], code: LogCode, fields: LogFields): void {
    this.lines.push({ level, code, fields: redact({ ...this.#own, ...fields }) as LogFields });
  }
}

/** A tracer that keeps the names of the spans and runs the work. */
export class RecordingTracer implements PortTracer {
  readonly spans: string[] = [];
  readonly annotations: Record<string, string | number | boolean> = {};

  span<Out>(name: string, work: () => Promise<Out>): Promise<Out> {
    this.spans.push(name);
    return work();
  }
  annotate(key: string, value: string | number | boolean): void {
    this.annotations[key] = value;
  }
}

/** Metrics that are kept; `flushes` counts the lines that would have been written. */
export class RecordingMetrics implements Metrics {
  readonly added: { name: string; value: number; unit: MetricUnit }[] = [];
  flushes = 0;

  add(name: string, value: number, unit: MetricUnit): void {
    this.added.push({ name, value, unit });
  }
  flush(): void {
    this.flushes += 1;
  }
}
