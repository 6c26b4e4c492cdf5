import { parseConfig } from "@agentic-pm/lambda";
import * as z from "zod";
import type { RateSettings } from "./domain/rates.ts";

const name = z.string().min(1);
const arn = z.string().startsWith("arn:");
const count = z.coerce.number().int().positive();

const AuthorizerConfig = z.object({ CLERK_SECRET_ARN: arn });
export type AuthorizerConfig = z.infer<typeof AuthorizerConfig>;

const ConnectionConfig = z.object({
  CLERK_SECRET_ARN: arn,
  CONNECTIONS_TABLE: name,
  BOOKINGS_TABLE: name,
  OUTBOX_TABLE: name,
  EMPLOYEES_TABLE: name,
  LIMITS_TABLE: name,
  REQUEST_VAULT_BUCKET: name,
  CONNECT_SEAL_KEY_ARN: arn,
  BOOKING_PLAN_STATE_MACHINE_ARN: arn,
  BOOKING_EXECUTE_STATE_MACHINE_ARN: arn,
  CONNECTIONS_ENDPOINT: z.url(),
  CONNECTS_PER_EMPLOYEE: count,
  CONNECTS_PER_ADDRESS: count,
  MESSAGES_PER_EMPLOYEE: count,
  MESSAGES_PER_ADDRESS: count,
});
export type ConnectionConfig = z.infer<typeof ConnectionConfig>;

const SenderConfig = z.object({ CONNECTIONS_TABLE: name, OUTBOX_TABLE: name, CONNECTIONS_ENDPOINT: z.url() });
export type SenderConfig = z.infer<typeof SenderConfig>;

const EnderConfig = SenderConfig.omit({ OUTBOX_TABLE: true });
export type EnderConfig = z.infer<typeof EnderConfig>;

/** Each throws CONFIG_INVALID, which names the variables. */
export function authorizerConfig(): AuthorizerConfig {
  return parseConfig(AuthorizerConfig);
}

export function connectionConfig(): ConnectionConfig {
  return parseConfig(ConnectionConfig);
}

export function senderConfig(): SenderConfig {
  return parseConfig(SenderConfig);
}

export function enderConfig(): EnderConfig {
  return parseConfig(EnderConfig);
}

/** The rates in their own words; each is for a minute. */
export function ratesOf(config: ConnectionConfig): RateSettings {
  return {
    connectsPerEmployee: config.CONNECTS_PER_EMPLOYEE,
    connectsPerAddress: config.CONNECTS_PER_ADDRESS,
    messagesPerEmployee: config.MESSAGES_PER_EMPLOYEE,
    messagesPerAddress: config.MESSAGES_PER_ADDRESS,
  };
}
