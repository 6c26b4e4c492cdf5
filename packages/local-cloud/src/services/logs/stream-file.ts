import { appendFileSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readSync } from "node:fs";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** One line of a log. Times in epoch milliseconds. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
}

/** One stream's events: JSON lines in a file. */
export class StreamFile {
  readonly #file: string;
  #ready = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** Adds events; they are with the operating system when this returns. */
  append(events: readonly LogEvent[]): void {
    if (events.length === 0) return;
    const lines = events.map((event) => `${JSON.stringify(event)}\n`).join("");
    appendFileSync(this.#file, `${this.#startOfLine()}${lines}`);
  }

  /** Every event from `since` on, in the order of their times. */
  read(since = 0): LogEvent[] {
    if (!existsSync(this.#file)) return [];
    const events: LogEvent[] = [];
    for (const line of readFileSync(this.#file, "utf8").split("\n")) {
      const event = parse(line);
      if (event !== undefined && event.timestamp >= since) events.push(event);
    }
    return events.sort((one, other) => one.timestamp - other.timestamp);
  }

  /** Drops events older than `since`; a stream that is left empty loses its file. */
  forgetBefore(since: number): void {
    const kept = this.read(since);
    if (kept.length === 0) return this.remove();
    const draft = `${this.#file}.draft`;
    writeFileSync(draft, kept.map((event) => `${JSON.stringify(event)}\n`).join(""));
    renameSync(draft, this.#file);
    return undefined;
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }

  /** A kill in the middle of a write leaves half a line: what comes after must not continue it. */
  #startOfLine(): string {
    if (this.#ready) return "";
    this.#ready = true;
    mkdirSync(dirname(this.#file), { recursive: true });
    return existsSync(this.#file) && !endsInNewline(this.#file) ? "\n" : "";
  }
}

function endsInNewline(file: string): boolean {
  const fd = openSync(file, "r");
  try {
    const { size } = fstatSync(fd);
    const last = Buffer.alloc(1);
    return size === 0 || (readSync(fd, last, 0, 1, size - 1) === 1 && last[0] === 0x0a);
  } finally {
    closeSync(fd);
  }
}

function parse(line: string): LogEvent | undefined {
  try {
    // Lines are written by `append` alone; half a line is no JSON.
    return line === "" ? undefined : (JSON.parse(line) as LogEvent);
  } catch {
    return undefined;
  }
}
