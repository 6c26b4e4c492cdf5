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

const TAIL_BYTES = 4_096;

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

  /** Adds the END and REPORT lines and gives everything. `initMs` where the environment was started for this call. */
  finish(report: { durationMs: number; memorySize: number; initMs: number | undefined }): readonly LogLine[] {
    const { durationMs, memorySize, initMs } = report;
    this.add(`END RequestId: ${this.#requestId}`);
    const init = initMs === undefined ? "" : `\tInit Duration: ${initMs.toFixed(2)} ms`;
    this.add(
      `REPORT RequestId: ${this.#requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(durationMs)} ms\tMemory Size: ${memorySize} MB${init}`,
    );
    return this.#lines;
  }

  /** The end of the log as `LogType: Tail` answers it. */
  tail(): string {
    const text = this.#lines.map(({ message }) => message).join("\n");
    return Buffer.from(text).subarray(-TAIL_BYTES).toString("utf8");
  }
}
