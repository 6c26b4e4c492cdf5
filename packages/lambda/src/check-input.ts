import { AppError } from "@agentic-pm/errors";
import type * as z from "zod";

/** The largest event that a function takes, in UTF-8 bytes of its JSON. */
export const MAX_EVENT_BYTES = 256 * 1024;
const MAX_PATHS = 10;

/**
 * The event as its schema has it. `limit` is in bytes. Throws INPUT_TOO_LARGE, or INPUT_INVALID naming the paths but
 * not the values.
 */
export function checkInput<Schema extends z.ZodType>(
  schema: Schema,
  event: unknown,
  limit = MAX_EVENT_BYTES,
): z.infer<Schema> {
  const bytes = Buffer.byteLength(JSON.stringify(event) ?? "");
  if (bytes > limit) throw tooLarge(bytes, limit);
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, MAX_PATHS).map(problemOf);
  throw new AppError("INPUT_INVALID", {
    cause: `The event does not fit its schema: ${problems.join("; ")}.`,
    remedy: "Send an event as in the service's events folder; unknown members are refused too.",
    details: { problems },
  });
}

function tooLarge(bytes: number, limit: number): AppError {
  return new AppError("INPUT_TOO_LARGE", {
    cause: `The event has ${bytes} bytes of text; the most is ${limit}.`,
    remedy: "Pass a handle to the content instead of the content, or cut it before sending.",
    details: { bytes, limit },
  });
}

/** Where and what kind, in words of ours: the parser's own message could quote the value. */
function problemOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join(".") || "(the event)";
  if (issue.code === "unrecognized_keys") return `${path}: ${issue.keys.length} unknown member(s)`;
  if (issue.code === "invalid_type") return `${path}: ${issue.expected} expected`;
  return `${path}: ${issue.code.replaceAll("_", " ")}`;
}
