import { arn } from "../../gateway/account.ts";
import type { Ask } from "../../gateway/service-module.ts";

/**
 * The permission to do something with a log group or one of its streams. CloudWatch Logs asks for the group as
 * `log-group:NAME:log-stream:`, which is why policies end in `:*`.
 */
export function logAsk(operation: string, group: string, stream = ""): Ask {
  return { action: `logs:${operation}`, resource: arn("logs", `log-group:${group}:log-stream:${stream}`) };
}

/** A log group's ARN as templates refer to it. */
export function groupArn(group: string): string {
  return `${arn("logs", `log-group:${group}`)}:*`;
}

export function streamArn(group: string, stream: string): string {
  return arn("logs", `log-group:${group}:log-stream:${stream}`);
}
