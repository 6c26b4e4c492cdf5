import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const Config = z.object({
  DATABASE_CLUSTER_ARN: z.string().startsWith("arn:"),
  DATABASE_SECRET_ARN: z.string().startsWith("arn:"),
  DATABASE_NAME: z.string().min(1),
  BOOKINGS_TABLE: z.string().min(3),
  PLAN_SEAL_KEY_ARN: z.string().startsWith("arn:"),
  PORTAL_BASE_URL_PARAMETER: z.string().startsWith("/"),
});
export type Config = z.infer<typeof Config>;

/** The settings of `search-options`; throws CONFIG_INVALID naming the variable. */
export function config(): Config {
  return parseConfig(Config);
}
