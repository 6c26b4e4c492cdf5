import type { VendorRequest, VendorResponse } from "../http/vendor-site.ts";

/** The classic scopes of an API token that are told apart here. */
export type JiraScope = "read:jira-work" | "write:jira-work";

/** An API token of the account, with what it is good for. */
export interface ApiToken {
  readonly value: string;
  readonly scopes: readonly JiraScope[];
}

/** The gateway's answer to a token that is good, for a call that its scopes do not cover: no 403, and not Jira's form. */
export function scopeRefusal(request: VendorRequest, { scopes }: ApiToken): VendorResponse | undefined {
  if (scopes.includes(scopeOf(request))) return undefined;
  return { status: 401, body: { code: 401, message: "Unauthorized; scope does not match" } };
}

/** Whatever is not known to read counts as a write. The search reads, though it is a POST. */
function scopeOf({ method, path }: VendorRequest): JiraScope {
  const reads = method === "GET" || (method === "POST" && path === "/rest/api/3/search/jql");
  return reads ? "read:jira-work" : "write:jira-work";
}
