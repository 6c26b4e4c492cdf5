import {
  authorize,
  compilePolicies,
  type AccessRequest,
  type ConditionElement,
  type Decision,
  type NamedPolicy,
  type PolicySet,
  type Statement,
} from "../src/index.ts";
import { ACCOUNT, ROLE_ARN, SESSION_ARN } from "./policy-arbitraries.ts";

/** A policy of version 2012-10-17 with these statements. */
export function policyOf(name: string, ...statements: readonly Statement[]): NamedPolicy {
  return { name, document: { Version: "2012-10-17", Statement: statements } };
}

/** A statement that allows everything, but for what is given. */
export function allowing(sid: string, elements: Partial<Statement> = {}): Statement {
  return { Sid: sid, Effect: "Allow", Action: "*", ...resourceUnless(elements), ...elements };
}

/** A statement that denies everything, but for what is given. */
export function denying(sid: string, elements: Partial<Statement> = {}): Statement {
  return { Sid: sid, Effect: "Deny", Action: "*", ...resourceUnless(elements), ...elements };
}

function resourceUnless(elements: Partial<Statement>): Partial<Statement> {
  return elements.NotResource === undefined ? { Resource: "*" } : {};
}

/** The booking role's session reading one object, but for what is given. */
export function requestOf(elements: Partial<AccessRequest> = {}): AccessRequest {
  return {
    principal: { arn: SESSION_ARN, accountId: ACCOUNT, roleArn: ROLE_ARN },
    action: "s3:GetObject",
    resource: "arn:aws:s3:::trips/a",
    context: {},
    ...elements,
  };
}

/** Compiles and asks at once. */
export function ask(set: Partial<PolicySet>, elements: Partial<AccessRequest> = {}): Decision {
  return authorize(compilePolicies({ identity: [], ...set }), requestOf(elements));
}

/** Whether an Allow with this condition applies; `version` null leaves Version out. */
export function holds(
  condition: ConditionElement,
  context: AccessRequest["context"] = {},
  version: string | null = "2012-10-17",
): boolean {
  const statement = allowing("Conditional", { Condition: condition });
  const document = { ...(version === null ? {} : { Version: version }), Statement: statement };
  const decision = ask({ identity: [{ name: "role", document }] }, { context });
  return decision.allowed && decision.sid === "Conditional";
}

/** Whether a Deny with this condition applies. */
export function denies(condition: ConditionElement, context: AccessRequest["context"] = {}): boolean {
  const identity = [policyOf("role", allowing("Everything"), denying("Conditional", { Condition: condition }))];
  const decision = ask({ identity }, { context });
  return decision.outcome === "ExplicitDeny" && decision.sid === "Conditional";
}
