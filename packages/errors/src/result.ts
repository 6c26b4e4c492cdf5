/** An expected failure, as a value: what happened, why, and what the reader can do about it. */
export interface Failure<Code extends string = string> {
  readonly ok: false;
  readonly code: Code;
  readonly cause: string;
  readonly remedy: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Either a value or an expected failure. Bugs throw; they are never a `Failure`. */
export type Result<Value, Code extends string = string> = { readonly ok: true; readonly value: Value } | Failure<Code>;

/** Wraps a value as a success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Makes a failure value; `cause` and `remedy` are sentences for people, `code` is for machines. */
export function fail<Code extends string>(
  code: Code,
  words: { cause: string; remedy: string; details?: Readonly<Record<string, unknown>> },
): Failure<Code> {
  return { ok: false, code, ...words };
}
