import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const Config = z.object({
  DATABASE_CLUSTER_ARN: z.string().startsWith("arn:"),
  DATABASE_SECRET_ARN: z.string().startsWith("arn:"),
  DATABASE_NAME: z.string().min(1),
  RETRIEVE_SEAL_KEY_ARN: z.string().startsWith("arn:"),
  PLAN_SEAL_KEY_ARN: z.string().startsWith("arn:"),
  LIMITS_TABLE: z.string().min(3),
  NOVA_LITE_MODEL_ID: z.string().min(1),
  /** US dollars. */
  DAILY_BUDGET_USD: z.coerce.number().positive(),
  MONTHLY_BUDGET_USD: z.coerce.number().positive(),
});
export type Config = z.infer<typeof Config>;

/** The settings of `reason-and-plan`; throws CONFIG_INVALID naming the variable. */
export function config(): Config {
  return parseConfig(Config);
}
