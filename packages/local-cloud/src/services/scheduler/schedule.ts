import { z } from "zod";
import { arn } from "../../gateway/account.ts";

const TARGET = z.object({
  Arn: z.string().min(1),
  RoleArn: z.string().min(1),
  Input: z.string().optional(),
  RetryPolicy: z.object({ MaximumRetryAttempts: z.coerce.number().int().min(0).max(185).optional() }).optional(),
});

/** What CreateSchedule, UpdateSchedule and AWS::Scheduler::Schedule share. */
export const SCHEDULE = z.object({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().optional().default("UTC"),
  FlexibleTimeWindow: z.object({ Mode: z.literal("OFF", "The local cloud runs schedules with mode OFF only.") }),
  Target: TARGET,
  Description: z.string().optional(),
  State: z.enum(["ENABLED", "DISABLED"]).optional().default("ENABLED"),
  GroupName: z.string().optional().default("default"),
  StartDate: z.union([z.number(), z.string()]).optional(),
  EndDate: z.union([z.number(), z.string()]).optional(),
  ActionAfterCompletion: z.enum(["NONE", "DELETE"]).optional().default("NONE"),
});

export type ScheduleProperties = z.output<typeof SCHEDULE>;

/** A target as the runner calls it. Rules may have targets without a role: their functions' policies let them in. */
export interface RunTarget {
  readonly arn: string;
  readonly roleArn?: string;
  readonly input: string;
  readonly retries: number;
}

/** Something that runs at its times: a Scheduler schedule, or an EventBridge rule with an expression. */
export interface StoredSchedule {
  readonly arn: string;
  readonly name: string;
  readonly group: string;
  readonly kind: "schedule" | "rule";
  readonly expression: string;
  readonly timeZone: string;
  readonly enabled: boolean;
  readonly targets: readonly RunTarget[];
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly startAt?: number;
  readonly endAt?: number;
  /** The next run; absent once there is none. */
  readonly nextAt?: number;
  readonly deleteAfterLastRun: boolean;
  /** A schedule's properties as they were given, for GetSchedule. */
  readonly properties?: ScheduleProperties;
}

export function scheduleArn(group: string, name: string): string {
  return arn("scheduler", `schedule/${group}/${name}`);
}

export function ruleArn(name: string): string {
  return arn("events", `rule/${name}`);
}
