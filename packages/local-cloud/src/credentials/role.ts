import type { NamedPolicy, PolicyDocument } from "@agentic-pm/iam";

/** A role as it is created: who may take it, and what it may do. */
export interface NewRole {
  readonly roleName: string;
  /** "/" unless told. */
  readonly path?: string;
  readonly assumeRolePolicy: PolicyDocument;
  readonly inlinePolicies: readonly NamedPolicy[];
  readonly managedPolicyArns?: readonly string[];
  readonly boundaryArn?: string;
}

export interface Role extends NewRole {
  readonly arn: string;
  /** AROA…, the first half of `aws:userid`. */
  readonly roleId: string;
}

export interface ManagedPolicy extends NamedPolicy {
  readonly arn: string;
}

/** The ARN of a session of a role, e.g. arn:aws:sts::111122223333:assumed-role/intake/intake. */
export function sessionArn(roleArn: string, sessionName: string): string {
  const [, partition, , , account, resource = ""] = roleArn.split(":");
  const roleName = resource.split("/").pop() ?? "";
  return `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`;
}
