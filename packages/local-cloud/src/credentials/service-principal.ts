import type { Decision, NamedPolicy } from "@agentic-pm/iam";
import { accessDenied } from "../gateway/access-denied.ts";
import { askerOf, ownCircumstances } from "../gateway/asker.ts";
import { Authoriser } from "../gateway/authoriser.ts";
import type { DecisionLog } from "../gateway/decision-log.ts";
import type { Ask } from "../gateway/service-module.ts";
import type { RoleDirectory } from "./role-directory.ts";

/** The role under which the cloud acts, and for whom. */
export interface ActingRole {
  readonly roleArn: string;
  /** The session's name as denials show it, e.g. the state machine's or the function's. */
  readonly sessionName?: string;
  readonly functionName?: string;
  /** Narrows the session in whose name the cloud goes on. */
  readonly sessionPolicy?: NamedPolicy;
}

const authorisers = new WeakMap<DecisionLog, Authoriser>();

/**
 * Authorises what the cloud itself does as a role, without a request over HTTP: a state machine that invokes a
 * function, a schedule that starts an execution, a function's runtime that writes its log.
 * Throws AwsError AccessDeniedException in the gateway's words, and AppError UNKNOWN_ROLE.
 */
export function authorizeAsRole(
  directory: RoleDirectory,
  decisions: DecisionLog,
  role: string | ActingRole,
  ask: Ask,
): Decision {
  const acting: ActingRole = typeof role === "string" ? { roleArn: role } : role;
  const key = { ...acting, sessionName: acting.sessionName ?? acting.functionName ?? "service" };
  const asker = askerOf(key, ownCircumstances(), directory);
  let authoriser = authorisers.get(decisions);
  if (authoriser === undefined) authorisers.set(decisions, (authoriser = new Authoriser(decisions)));
  const decision = authoriser.decide(asker, ask, Date.now());
  if (decision.allowed) return decision;
  const { functionName } = acting;
  throw accessDenied(
    {
      principalArn: asker.principal.arn,
      ...(functionName === undefined ? {} : { functionName }),
      action: ask.action,
      resource: ask.resource,
      decision,
    },
    { protocol: "json-1.1", service: ask.action.split(":")[0] ?? "" },
  );
}
