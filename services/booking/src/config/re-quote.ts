import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const arn = z.string().startsWith("arn:");

const Config = z.object({
  DATABASE_CLUSTER_ARN: arn,
  DATABASE_SECRET_ARN: arn,
  DATABASE_NAME: z.string().min(1),
  BOOKINGS_TABLE: z.string().min(3),
  EMPLOYEES_TABLE: z.string().min(3),
  CONNECT_SEAL_KEY_ARN: arn,
  OPERATOR_SEAL_KEY_ARN: arn,
  REQUOTE_SEAL_KEY_ARN: arn,
  PORTAL_BASE_URL_PARAMETER: z.string().startsWith("/"),
});
export type Config = z.infer<typeof Config>;

/** The settings of `re-quote`; throws CONFIG_INVALID naming the variable. */
export function config(): Config {
  return parseConfig(Config);
}
