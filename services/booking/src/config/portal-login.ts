import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const Config = z.object({
  BOOKINGS_TABLE: z.string().min(3),
  BROWSER_ID: z.string().min(1),
  PORTAL_SECRET_ARN: z.string().startsWith("arn:"),
  REQUOTE_SEAL_KEY_ARN: z.string().startsWith("arn:"),
});
export type Config = z.infer<typeof Config>;

/** The settings of `portal-login`; throws CONFIG_INVALID naming the variable. */
export function config(): Config {
  return parseConfig(Config);
}
