import { AwsError } from "../../gateway/aws-error.ts";

/** One field's bounds and the names that stand for its numbers. */
export interface FieldRange {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Names in order, the first standing for `first`. */
  readonly names?: readonly string[];
}

/** The numbers that a cron field of lists, ranges, steps and names allows. Throws AwsError ValidationException. */
export function parseField(text: string, range: FieldRange): ReadonlySet<number> {
  const allowed = new Set<number>();
  for (const part of text.split(",")) {
    const [span = "", stepText, rest] = part.split("/");
    const step = stepText === undefined ? 1 : Number(stepText);
    if (rest !== undefined || !Number.isInteger(step) || step < 1) throw invalid(text, range);
    const [from, to] = bounds(span, range, stepText !== undefined);
    if (from > to || from < range.first || to > range.last) throw invalid(text, range);
    for (let value = from; value <= to; value += step) allowed.add(value);
  }
  return allowed;
}

function bounds(span: string, range: FieldRange, stepped: boolean): [from: number, to: number] {
  if (span === "*" || span === "?") return [range.first, range.last];
  const [fromText = "", toText, rest] = span.split("-");
  if (rest !== undefined) throw invalid(span, range);
  const from = valueOf(fromText, range);
  if (toText !== undefined) return [from, valueOf(toText, range)];
  return [from, stepped ? range.last : from];
}

/** A number, or the name that stands for one. */
export function valueOf(text: string, range: FieldRange): number {
  const index = range.names?.indexOf(text.toUpperCase()) ?? -1;
  if (index >= 0) return range.first + index;
  if (/^\d+$/.test(text)) return Number(text);
  throw invalid(text, range);
}

function invalid(text: string, range: FieldRange): AwsError {
  return new AwsError("ValidationException", `Invalid Schedule Expression: ${text} is no valid ${range.name}.`);
}
