import { parseConfig } from "@agentic-pm/lambda";
import { AutonomyLevel } from "@agentic-pm/contracts";
import * as z from "zod";
import type { PolicySettings } from "./domain/policy/policy-settings.ts";

const arn = z.string().startsWith("arn:");
const name = z.string().min(1);
const count = z.coerce.number().int().nonnegative();

const database = { DATABASE_CLUSTER_ARN: arn, DATABASE_SECRET_ARN: arn, DATABASE_NAME: name };

/** What the operator may turn; `decide` and `execute` have to agree, since it is part of the policy's version. */
const policy = {
  AUTONOMY_LEVEL: AutonomyLevel,
  HOLD_SECONDS: count,
  COMMAND_TTL_HOURS: count,
  ACTIONS_PER_TICKET_PER_DAY: count,
  ACTIONS_PER_DAY: count,
  COMPANY_DOMAINS: z
    .string()
    .toLowerCase()
    .transform((text) => text.split(",").map((domain) => domain.trim()))
    .pipe(z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)).min(1)),
};

const IntakeConfig = z.object({
  SIGNALS_TABLE: name,
  REGISTRY_TABLE: name,
  CHECKPOINTS_TABLE: name,
  VAULT_BUCKET: name,
  SIGNAL_STATE_MACHINE_ARN: arn,
  INTAKE_SEAL_KEY_ARN: arn,
  JIRA_READ_SECRET_ARN: arn,
  GRAPH_READ_SECRET_ARN: arn,
  MAILBOX_PROJECT_KEY: z.string().regex(/^[A-Z][A-Z0-9_]{1,20}$/),
});
export type IntakeConfig = z.infer<typeof IntakeConfig>;

const DecideConfig = z.object({
  REGISTRY_TABLE: name,
  ACTIONS_TABLE: name,
  LIMITS_TABLE: name,
  REASONING_SEAL_KEY_ARN: arn,
  DECISION_SEAL_KEY_ARN: arn,
  ...database,
  ...policy,
});
export type DecideConfig = z.infer<typeof DecideConfig>;

const ExecuteConfig = z.object({
  REGISTRY_TABLE: name,
  ACTIONS_TABLE: name,
  EFFECTS_TABLE: name,
  LIMITS_TABLE: name,
  DECISION_SEAL_KEY_ARN: arn,
  JIRA_WRITE_SECRET_ARN: arn,
  GRAPH_WRITE_SECRET_ARN: arn,
  RESEND_SECRET_ARN: arn,
  ...database,
  ...policy,
});
export type ExecuteConfig = z.infer<typeof ExecuteConfig>;

const UndoConfig = z.object({
  ACTIONS_TABLE: name,
  EFFECTS_TABLE: name,
  JIRA_WRITE_SECRET_ARN: arn,
  ...database,
});
export type UndoConfig = z.infer<typeof UndoConfig>;

/** Each throws CONFIG_INVALID, which names the variables. */
export function intakeConfig(): IntakeConfig {
  return parseConfig(IntakeConfig);
}

export function decideConfig(): DecideConfig {
  return parseConfig(DecideConfig);
}

export function executeConfig(): ExecuteConfig {
  return parseConfig(ExecuteConfig);
}

export function undoConfig(): UndoConfig {
  return parseConfig(UndoConfig);
}

/** The policy's settings in their own words. */
export function policyOf(config: DecideConfig | ExecuteConfig): PolicySettings {
  return {
    autonomyLevel: config.AUTONOMY_LEVEL,
    holdSeconds: config.HOLD_SECONDS,
    commandTtlHours: config.COMMAND_TTL_HOURS,
    perTicketPerDay: config.ACTIONS_PER_TICKET_PER_DAY,
    perDay: config.ACTIONS_PER_DAY,
    companyDomains: config.COMPANY_DOMAINS,
  };
}
