import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const arn = z.string().startsWith("arn:");
const Config = z.object({
  BOOKINGS_TABLE: z.string().min(3),
  OUTBOX_TABLE: z.string().min(3),
  CONNECT_SEAL_KEY_ARN: arn,
  SANITISE_REQUEST_SEAL_KEY_ARN: arn,
  RETRIEVE_SEAL_KEY_ARN: arn,
  PLAN_SEAL_KEY_ARN: arn,
  OPERATOR_SEAL_KEY_ARN: arn,
  REQUOTE_SEAL_KEY_ARN: arn,
});
export type Config = z.infer<typeof Config>;

/** The settings of `close-booking`; throws CONFIG_INVALID naming the variable. */
export function config(): Config {
  return parseConfig(Config);
}
