import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";

const Config = z.object({
  BOOKINGS_TABLE: z.string().min(3),
  BROWSER_ID: z.string().min(1),
  NOVA_ACT_DEFINITION: z.string().regex(/^[\w-]{1,40}$/),
  PORTAL_BASE_URL_PARAMETER: z.string().startsWith("/"),
  REQUOTE_SEAL_KEY_ARN: z.string().startsWith("arn:"),
  SCREENSHOTS_BUCKET: z.string().min(3),
  /** As in the SDK: another address for every service, such as a local cloud's. */
  AWS_ENDPOINT_URL: z.url().optional(),
});
export type Config = z.infer<typeof Config>;

/** The settings of `booking-executor`; throws CONFIG_INVALID naming the variable. */
export function config(): Config {
  return parseConfig(Config);
}
