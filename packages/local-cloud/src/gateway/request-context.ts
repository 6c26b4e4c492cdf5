import { ACCOUNT_ID } from "./account.ts";

/** What the global condition keys are made of. */
export interface ContextFacts {
  readonly roleArn: string;
  readonly roleId: string;
  readonly sessionName: string;
  /** The ARN of the function that calls, where it is one. */
  readonly functionArn?: string;
  readonly sourceIp: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** True where a service calls on its own behalf of the role, without a request from the role's code. */
  readonly viaService?: boolean;
}

/**
 * IAM's global condition keys for a request. `aws:SecureTransport` is "true" although the local hop is cleartext:
 * it never leaves this machine, and policies that demand TLS must decide here as they do in AWS.
 * `aws:SourceVpce` is absent, as for a caller that came through no endpoint.
 */
export function globalContext(facts: ContextFacts): Record<string, string | readonly string[]> {
  const context: Record<string, string> = {
    "aws:PrincipalArn": facts.roleArn,
    "aws:PrincipalAccount": ACCOUNT_ID,
    "aws:PrincipalType": "AssumedRole",
    "aws:userid": `${facts.roleId}:${facts.sessionName}`,
    "aws:SourceIp": facts.sourceIp,
    "aws:SecureTransport": "true",
    "aws:CurrentTime": new Date(facts.now).toISOString(),
    "aws:EpochTime": String(Math.floor(facts.now / 1_000)),
    "aws:RequestedRegion": facts.region,
    "aws:ViaAWSService": facts.viaService === true ? "true" : "false",
  };
  if (facts.functionArn !== undefined) context["lambda:SourceFunctionArn"] = facts.functionArn;
  return context;
}
