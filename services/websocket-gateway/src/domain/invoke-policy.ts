import type { Result } from "@agentic-pm/errors";
import type { EmployeeSession } from "./employee-session.ts";

/** An authorizer's answer: a policy for this one route, and what the routes behind it are told. */
export interface InvokePolicy {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: "2012-10-17";
    readonly Statement: readonly [{ Action: "execute-api:Invoke"; Effect: "Allow" | "Deny"; Resource: string }];
  };
  readonly context?: Readonly<Record<keyof EmployeeSession, string>>;
}

/** Allows exactly the route that was asked for, to exactly the session that was proved; else denies it. */
export function invokePolicy(methodArn: string, session: Result<EmployeeSession>): InvokePolicy {
  const policyDocument = (Effect: "Allow" | "Deny") =>
    ({
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect, Resource: methodArn }],
    }) as const;
  if (!session.ok) return { principalId: "refused", policyDocument: policyDocument("Deny") };
  const { employeeId, sessionId, tokenId, issuedAt, expiresAt } = session.value;
  return {
    principalId: employeeId,
    policyDocument: policyDocument("Allow"),
    context: { employeeId, sessionId, tokenId, issuedAt, expiresAt },
  };
}
