import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const Config = z.object({
  DATABASE_CLUSTER_ARN: z.string().startsWith("arn:"),
  DATABASE_SECRET_ARN: z.string().startsWith("arn:"),
  DATABASE_NAME: z.string().min(1),
  POLICY_BUCKET: z.string().min(3),
  EMBEDDING_MODEL_ID: z.string().min(1),
});
export type Config = z.infer<typeof Config>;

/** The settings of `index-policy`; throws CONFIG_INVALID naming the variable. */
export function config(): Config {
  return parseConfig(Config);
}
