import type { LogCode } from "./log-code.ts";

/** A value that may stand in a log line: short, flat, and never text that a stranger wrote. */
export type LogValue = string | number | boolean | null | readonly string[];

/** The fields of a log line, under the names of the requirements' log format; further flat fields are allowed. */
export interface LogFields {
  readonly requestId?: string;
  readonly projectId?: string;
  /** What the function was doing, such as `sanitise_signal`. */
  readonly action?: string;
  readonly signalSource?: string;
  readonly signalType?: string;
  readonly tokenCount?: { readonly input: number; readonly output: number };
  readonly durationMs?: number;
  /** US dollars. */
  readonly costUsd?: number;
  readonly [field: string]: LogValue | { readonly input: number; readonly output: number } | undefined;
}

/** Logs registered codes with fields. Everything is redacted on the way out; errors go in as errors. */
export interface StructuredLogger {
  debug(code: LogCode, fields?: LogFields): void;
  info(code: LogCode, fields?: LogFields): void;
  warn(code: LogCode, fields?: LogFields): void;
  /** Logs the error with its code, cause, remedy and stack; the stack goes nowhere else. */
  error(code: LogCode, error: unknown, fields?: LogFields): void;
  /** A logger whose lines all carry the given fields too. */
  with(fields: LogFields): StructuredLogger;
}
