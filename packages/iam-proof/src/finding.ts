import type { ResolvedResource } from "@agentic-pm/local-cloud";
import type { MisfitKind } from "@agentic-pm/local-cloud/schema";
import { serviceFile } from "./statement-places.ts";

/** What a check can object to. */
export type FindingKind =
  | "published-rule"
  | "suppression-without-objection"
  | "wrong-value"
  | "unknown-action"
  | "wrong-resource"
  | "wildcard-without-reason"
  | "reason-without-wildcard"
  | "sid-missing"
  | "sid-twice"
  | "function-without-own-role"
  | "role-without-boundary"
  | "policy-malformed"
  | "escalation-path"
  | "rule-of-two"
  | "refused-at-endpoint"
  | "log-group-without-retention"
  | MisfitKind;

/** Something that must not be deployed, where it stands, and what to do about it. */
export interface Finding {
  readonly kind: FindingKind;
  /** The role or the policy, if it is about one. */
  readonly role?: string;
  readonly sid?: string;
  readonly stack: string;
  readonly resource: string;
  /** The property's path inside the resource. */
  readonly property: string;
  readonly cause: string;
  readonly remedy: string;
  /** Where people edit it, with the line where a Sid tells it. */
  readonly file: string;
}

/** The parts of a finding that a check knows. */
export interface Objection {
  readonly kind: FindingKind;
  readonly role?: string | undefined;
  readonly sid?: string | undefined;
  readonly property: string;
  readonly cause: string;
  readonly remedy: string;
}

/** An objection to a resource of a template. */
export function objectTo(resource: ResolvedResource, { role, sid, ...rest }: Objection): Finding {
  return {
    ...rest,
    ...(role === undefined ? {} : { role }),
    ...(sid === undefined ? {} : { sid }),
    stack: resource.stackName,
    resource: resource.logicalId,
    file: serviceFile(resource.stackName, sid),
  };
}
