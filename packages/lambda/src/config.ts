import { AppError } from "@agentic-pm/errors";
import * as z from "zod";

/** Environment variables as Lambda sets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The function's settings from its environment variables, once, at cold start. Variables that the schema does not name
 * are ignored. Throws CONFIG_INVALID, which names the variables that are wrong and never shows their values.
 */
export function parseConfig<Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment = process.env,
): z.infer<Schema> {
  const named = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, blankAsAbsent(env[name])]));
  const parsed = schema.safeParse(named);
  if (parsed.success) return parsed.data;
  const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? "(all)")))];
  const missing = wrong.filter((name) => named[name] === undefined);
  throw new AppError("CONFIG_INVALID", {
    cause: `Environment variables are ${missing.length === wrong.length ? "missing" : "missing or wrong"}: ${wrong.join(", ")}.`,
    remedy: `Set ${wrong.join(", ")} under the function's environment in its serverless.yml.`,
    details: { variables: wrong, missing },
  });
}

/** What the stack itself reads. */
export const StackConfig = z.object({
  AUDIT_TABLE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(["DEBUG", "INFO", "WARN", "ERROR"]).catch("INFO"),
  AWS_REGION: z.string().min(1).default("us-east-1"),
});
export type StackConfig = z.infer<typeof StackConfig>;

/** A variable that is set to nothing counts as not set: CloudFormation cannot leave one out conditionally. */
function blankAsAbsent(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
