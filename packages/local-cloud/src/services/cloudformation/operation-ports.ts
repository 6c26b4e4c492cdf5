import { arn } from "../../gateway/account.ts";
import type { Ask, Caller } from "../../gateway/service-module.ts";
import type { S3Admin } from "../s3/index.ts";
import type { ChangingRole } from "./stack-changes.ts";
import type { ServiceRole } from "./stack-book.ts";
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

/** The service role that a request passes; it is kept with the stack, which goes on with it. */
export function passedRole(form: URLSearchParams): ServiceRole {
  const serviceRoleArn = form.get("RoleARN");
  return serviceRoleArn === null || serviceRoleArn === "" ? {} : { serviceRoleArn };
}

/** What the caller has to be allowed to pass it. */
export function passAsks(form: URLSearchParams): readonly Ask[] {
  const { serviceRoleArn: resource } = passedRole(form);
  const context = { "iam:PassedToService": "cloudformation.amazonaws.com" };
  return resource === undefined ? [] : [{ action: "iam:PassRole", resource, context }];
}

/** In whose name a caller's stack changes resources: the service role's, where one was ever passed, or its own. */
export function roleOf({ principal, sessionPolicy }: Caller, { serviceRoleArn }: ServiceRole): ChangingRole {
  if (serviceRoleArn !== undefined) return { roleArn: serviceRoleArn, sessionName: "AWSCloudFormation" };
  return {
    roleArn: principal.roleArn ?? "",
    sessionName: principal.arn.split("/").at(-1) ?? "cloudformation",
    ...(sessionPolicy === undefined ? {} : { sessionPolicy }),
  };
}
