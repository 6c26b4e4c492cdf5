import type { FunctionConfiguration } from "./function-configuration.ts";

export interface LogLine {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

/** Lines of one function, on their way to its log group. */
export interface LogBatch {
  readonly configuration: FunctionConfiguration;
  readonly logStreamName: string;
  readonly lines: readonly LogLine[];
}

/** What an invocation took. */
export interface Report {
  readonly durationMs: number;
  /** Megabytes. */
  readonly memorySize: number;
  readonly mostMemoryBytes: number;
  /** Where the environment was started for this call. */
  readonly initMs: number | undefined;
}

const TAIL_BYTES = 4_096;
const MEGABYTE = 1_048_576;

/** Collects the lines of one invocation between Lambda's START and REPORT lines. */
export class InvocationLog {
  readonly #lines: LogLine[] = [];
  readonly #requestId: string;
  readonly #now: () => number;

  constructor(requestId: string, now: () => number) {
    this.#requestId = requestId;
    this.#now = now;
    this.add(`START RequestId: ${requestId} Version: $LATEST`);
  }

  /** Takes what the function wrote; each line of a text is a log event of its own. */
  add(text: string): void {
    for (const message of text.split("\n")) {
      if (message !== "") this.#lines.push({ timestamp: this.#now(), message });
    }
  }

  /** Adds the END and REPORT lines and gives everything. */
  finish(report: Report): readonly LogLine[] {
    const { durationMs, memorySize, mostMemoryBytes, initMs } = report;
    this.add(`END RequestId: ${this.#requestId}`);
    const init = initMs === undefined ? "" : `\tInit Duration: ${initMs.toFixed(2)} ms`;
    // Readers go by the order of the parts, so none may be missing.
    const time = `Duration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(durationMs)} ms`;
    const memory = `Memory Size: ${memorySize} MB\tMax Memory Used: ${Math.ceil(mostMemoryBytes / MEGABYTE)} MB`;
    this.add(`REPORT RequestId: ${this.#requestId}\t${time}\t${memory}${init}`);
    return this.#lines;
  }

  /** The end of the log as `LogType: Tail` answers it. */
  tail(): string {
    const text = this.#lines.map(({ message }) => message).join("\n");
    return Buffer.from(text).subarray(-TAIL_BYTES).toString("utf8");
  }
}
