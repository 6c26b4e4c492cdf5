import { authorize, compilePolicies, type PolicyDocument } from "@agentic-pm/iam";
import { ACCOUNT_ID, arn } from "../../gateway/account.ts";

/** What an authorizer's answer comes to. */
export type Admission =
  | { readonly kind: "allowed"; readonly authorizer: Readonly<Record<string, string>> }
  | { readonly kind: "denied" }
  /** The answer has not the form that API Gateway demands. */
  | { readonly kind: "malformed" };

/** Reads an authorizer's answer and asks its policy for `execute-api:Invoke` on the route's ARN. */
export function readAuthorizerAnswer(payload: string, methodArn: string): Admission {
  const answer = parse(payload);
  if (!isRecord(answer) || typeof answer["principalId"] !== "string") return { kind: "malformed" };
  const { principalId, policyDocument, context = {} } = answer;
  if (!isRecord(policyDocument) || !isRecord(context)) return { kind: "malformed" };
  const values = Object.entries(context);
  if (!values.every(([, value]) => ["string", "number", "boolean"].includes(typeof value))) {
    return { kind: "malformed" };
  }
  const allowed = allows(policyDocument, methodArn);
  if (allowed === undefined) return { kind: "malformed" };
  if (!allowed) return { kind: "denied" };
  const texts = Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
  return { kind: "allowed", authorizer: { ...texts, principalId } };
}

/** Undefined where the document is no policy. */
function allows(document: Readonly<Record<string, unknown>>, methodArn: string): boolean | undefined {
  try {
    // What is no policy document is refused by compiling it.
    const policies = compilePolicies({
      identity: [{ name: "authorizer", document: document as unknown as PolicyDocument }],
    });
    const principal = { arn: arn("iam", "user/connection", { region: "" }), accountId: ACCOUNT_ID };
    const request = { principal, action: "execute-api:Invoke", resource: methodArn, context: {} };
    return authorize(policies, request).allowed;
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
