import { arn } from "../../gateway/account.ts";
import type { Ask, Caller } from "../../gateway/service-module.ts";
import type { S3Admin } from "../s3/index.ts";
import type { ChangingRole } from "./stack-changes.ts";
import type { Stacks } from "./stacks.ts";

/** What the operations work on. */
export interface OperationPorts {
  readonly stacks: Stacks;
  readonly s3: S3Admin;
  /** What the caller has to be allowed to read the template that it names. */
  readonly templateAsks: (form: URLSearchParams) => readonly Ask[];
}

/** The permission that an operation needs on the stack that it names. */
export function stackAsk(
  { stacks }: Pick<OperationPorts, "stacks">,
  operation: string,
  form: URLSearchParams,
  known?: string,
): Ask {
  const named = form.get("StackName") ?? known ?? "*";
  const resource = stacks.find(named)?.stackId ?? (named.startsWith("arn:") ? named : anyStack(named));
  return { action: `cloudformation:${operation}`, resource };
}

function anyStack(name: string): string {
  return arn("cloudformation", `stack/${name}/*`);
}

/** In whose name a caller's stacks change resources: its own. */
export function roleOf({ principal }: Caller): ChangingRole {
  return { roleArn: principal.roleArn ?? "", sessionName: principal.arn.split("/").at(-1) ?? "cloudformation" };
}
