import { arn } from "../../gateway/account.ts";

/** How API Gateway invokes functions. */
export interface FunctionPorts {
  invoke(functionArn: string, payload: string): Promise<{ readonly payload: string; readonly functionError?: string }>;
  /** Whether the function's policy lets API Gateway invoke it for this source. */
  permits(functionArn: string, sourceArn: string): boolean;
  /** Whether the role may invoke the function. */
  roleMayInvoke(roleArn: string, functionArn: string): boolean;
}

/** What a function came to. */
export type FunctionAnswer =
  | { readonly kind: "answered"; readonly payload: string }
  | { readonly kind: "failed"; readonly errorMessage?: string }
  | { readonly kind: "not-permitted" }
  | { readonly kind: "timed-out" };

export interface FunctionCall {
  readonly functionArn: string;
  readonly credentialsArn?: string;
  /** What the call is for, as permissions name it. */
  readonly sourceArn: string;
  readonly timeoutMs: number;
  readonly event: unknown;
}

/** The longest that API Gateway waits for an integration. */
export const LONGEST_INTEGRATION_MS = 29_000;

/** Calls a function if it may be called. Never rejects; what went wrong in detail is in the function's log. */
export async function callFunction(call: FunctionCall, ports: FunctionPorts): Promise<FunctionAnswer> {
  const { functionArn, credentialsArn, sourceArn } = call;
  const isPermitted =
    credentialsArn === undefined
      ? ports.permits(functionArn, sourceArn)
      : ports.roleMayInvoke(credentialsArn, functionArn);
  if (!isPermitted) return { kind: "not-permitted" };
  const { promise: tooLate, resolve } = Promise.withResolvers<FunctionAnswer>();
  const timer = setTimeout(() => resolve({ kind: "timed-out" }), call.timeoutMs);
  timer.unref();
  try {
    return await Promise.race([answerOf(functionArn, call.event, ports), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf(functionArn: string, event: unknown, ports: FunctionPorts): Promise<FunctionAnswer> {
  try {
    const { payload, functionError } = await ports.invoke(functionArn, JSON.stringify(event));
    return functionError === undefined ? { kind: "answered", payload } : failure(payload);
  } catch {
    // Throttled, or gone: to the client that is the same as a function that failed.
    return { kind: "failed" };
  }
}

function failure(payload: string): FunctionAnswer {
  const error: unknown = JSON.parse(payload);
  const isError = typeof error === "object" && error !== null && "errorMessage" in error;
  return { kind: "failed", ...(isError ? { errorMessage: String(error.errorMessage) } : {}) };
}

/** The ARN of a route in a stage: what an authorizer's policy allows, and what permissions name as the source. */
export function routeArn(apiId: string, stageName: string, routeKey: string): string {
  return arn("execute-api", `${apiId}/${stageName}/${routeKey}`);
}

/** The source that the permission of an authorizer's function names. */
export function authorizerArn(apiId: string, authorizerId: string): string {
  return arn("execute-api", `${apiId}/authorizers/${authorizerId}`);
}
