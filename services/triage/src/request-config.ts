import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const RequestConfig = z.object({
  REQUEST_VAULT_BUCKET: z.string().min(3),
  DATABASE_CLUSTER_ARN: z.string().startsWith("arn:"),
  DATABASE_SECRET_ARN: z.string().startsWith("arn:"),
  DATABASE_NAME: z.string().min(1),
  CONNECT_SEAL_KEY_ARN: z.string().startsWith("arn:"),
  SANITISE_REQUEST_SEAL_KEY_ARN: z.string().startsWith("arn:"),
  LIMITS_TABLE: z.string().min(3),
  HAIKU_MODEL_ID: z.string().min(1),
  /** US dollars. */
  DAILY_BUDGET_USD: z.coerce.number().positive(),
  MONTHLY_BUDGET_USD: z.coerce.number().positive(),
});
export type RequestConfig = z.infer<typeof RequestConfig>;

/** The settings of `sanitise-request`; throws CONFIG_INVALID naming the variable. */
export function requestConfig(): RequestConfig {
  return parseConfig(RequestConfig);
}
