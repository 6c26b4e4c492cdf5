import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const Config = z.object({
  DATABASE_CLUSTER_ARN: z.string().startsWith("arn:"),
  DATABASE_SECRET_ARN: z.string().startsWith("arn:"),
  DATABASE_NAME: z.string().min(1),
  EMBEDDING_MODEL_ID: z.string().min(1),
  SANITISE_REQUEST_SEAL_KEY_ARN: z.string().startsWith("arn:"),
  RETRIEVE_SEAL_KEY_ARN: z.string().startsWith("arn:"),
});
export type Config = z.infer<typeof Config>;

/** The settings of `embed-and-retrieve`; throws CONFIG_INVALID naming the variable. */
export function config(): Config {
  return parseConfig(Config);
}
