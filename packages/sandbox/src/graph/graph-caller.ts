import { header, type VendorRequest } from "../http/vendor-site.ts";
import { verifyToken, type TokenVerdict } from "./access-tokens.ts";
import type { GraphContext } from "./graph-context.ts";

/** What the request's bearer token says; undefined where there is none. */
export function verdictOf(request: VendorRequest, { tenant, mailbox, clock }: GraphContext): TokenVerdict | undefined {
  const token = /^Bearer (.+)$/i.exec(header(request, "authorization"))?.[1];
  const at = { generation: mailbox.tokenGeneration, now: clock() };
  return token === undefined ? undefined : verifyToken(token, tenant, at);
}

/** The application id of the caller. */
export function callerOf(request: VendorRequest, context: GraphContext): string | undefined {
  const verdict = verdictOf(request, context);
  return typeof verdict === "object" ? verdict.appId : undefined;
}
