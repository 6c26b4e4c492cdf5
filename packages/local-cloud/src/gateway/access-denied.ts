import type { Decision } from "@agentic-pm/iam";
import { AwsError } from "./aws-error.ts";
import type { Protocol } from "./service-module.ts";

/** Who was denied what. */
export interface Denial {
  readonly principalArn: string;
  readonly functionName?: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: Decision;
}

/** AWS's sentence, and after it what helps to mend the policy: the function, and the statement that came nearest. */
export function denialMessage(denial: Denial): string {
  const { decision, action, resource } = denial;
  const hints: string[] = [];
  if (denial.functionName !== undefined) hints.push(`function ${denial.functionName}`);
  if (decision.nearest !== undefined) hints.push(`nearest statement: ${decision.nearest.sid}: ${decision.nearest.why}`);
  const hint = hints.length === 0 ? "" : ` (${hints.join("; ")})`;
  return `User: ${denial.principalArn} is not authorized to perform: ${action} on resource: ${resource} because ${why(denial)}${hint}`;
}

function why({ decision, action }: Denial): string {
  if (decision.outcome === "ExplicitDeny") {
    const sid = decision.sid === undefined ? "" : ` (statement ${decision.sid}${inPolicy(decision)})`;
    return `of an explicit deny in ${policyPhrase(decision)}${sid}`;
  }
  const kind = decision.kind ?? "identity";
  if (kind === "resource") return `no resource-based policy allows the ${action} action`;
  if (kind === "boundary") return `no permissions boundary allows the ${action} action`;
  return `no ${kind === "session" ? "session" : "identity-based"} policy allows the ${action} action`;
}

function inPolicy(decision: Decision): string {
  return decision.policy === undefined ? "" : ` of ${decision.policy}`;
}

function policyPhrase(decision: Decision): string {
  switch (decision.kind) {
    case "resource":
      return "a resource-based policy";
    case "boundary":
      return "a permissions boundary";
    case "session":
      return "a session policy";
    default:
      return "an identity-based policy";
  }
}

/** The error in the words of the protocol that the service speaks. */
export function accessDenied(denial: Denial, scene: { protocol: Protocol; service: string }): AwsError {
  return deniedInWords(denialMessage(denial), scene);
}

/** The same with a sentence of its own. */
export function deniedInWords(message: string, scene: { protocol: Protocol; service: string }): AwsError {
  if (scene.protocol === "rest-xml") return new AwsError("AccessDenied", message, { status: 403 });
  if (scene.protocol === "query") {
    return new AwsError(scene.service === "sns" ? "AuthorizationError" : "AccessDenied", message, { status: 403 });
  }
  return new AwsError("AccessDeniedException", message, { status: scene.protocol === "rest-json" ? 403 : 400 });
}
