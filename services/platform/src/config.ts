import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const Config = z.object({
  DATABASE_CLUSTER_ARN: z.string().startsWith("arn:"),
  DATABASE_NAME: z.string().min(1),
  DATABASE_SECRET_ARN: z.string().startsWith("arn:"),
  /** JSON: function name -> ARN of its database secret. */
  DATABASE_ROLE_SECRETS: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
});
export type Config = z.infer<typeof Config>;

/** The migrations' settings; throws CONFIG_INVALID naming the variable. */
export function config(): Config {
  return parseConfig(Config, process.env);
}
