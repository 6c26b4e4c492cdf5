import type { VendorRequest, VendorResponse } from "../http/vendor-site.ts";
import { graphError } from "./graph-answers.ts";
import type { GraphContext } from "./graph-context.ts";
import type { DirectoryUser } from "./mail-types.ts";
import { preferredPageSize, strangeOption } from "./query-options.ts";

/** The person that a path names, by object id or user principal name. */
export function findUser(nameOrId: string, { mailbox }: GraphContext): DirectoryUser | undefined {
  const wanted = nameOrId.toLowerCase();
  return mailbox.users.find(({ id, userPrincipalName }) => id === wanted || userPrincipalName.toLowerCase() === wanted);
}

export function noUser(request: VendorRequest, { clock }: GraphContext): VendorResponse {
  const name = request.params["user"] ?? "";
  const message = `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`;
  return graphError(404, { code: "Request_ResourceNotFound", message }, { clock, request });
}

/** `GET /users/{id}` */
export function readUser(request: VendorRequest, context: GraphContext): VendorResponse {
  const user = findUser(request.params["user"] ?? "", context);
  if (user === undefined) return noUser(request, context);
  const metadata = { "@odata.context": `${context.baseUrl}/$metadata#users/$entity` };
  return { status: 200, body: { ...metadata, ...userView(user, selection(request)) } };
}

/** `GET /users`: the tenant's directory, page by page. */
export function listUsers(request: VendorRequest, { mailbox, clock, baseUrl }: GraphContext): VendorResponse {
  const stranger = strangeOption(request, ["$select", "$top", "$skiptoken", "$filter"]);
  const filter = /^(mail|userPrincipalName) eq '([^']+)'$/i.exec(request.query.get("$filter") ?? "");
  if (stranger !== undefined || (request.query.has("$filter") && filter === null)) {
    const message = `Unsupported or invalid query: ${stranger ?? request.query.get("$filter")}`;
    return graphError(400, { code: "Request_UnsupportedQuery", message }, { clock, request });
  }
  const wanted = filter?.[2]?.toLowerCase();
  const found = mailbox.users.filter(({ mail }) => wanted === undefined || mail.toLowerCase() === wanted);
  const size = Math.max(1, Math.min(999, Number(request.query.get("$top") ?? preferredPageSize(request) ?? 100)));
  const start = Number(Buffer.from(request.query.get("$skiptoken") ?? "", "base64url").toString("utf8")) || 0;
  const page = found.slice(start, start + size);
  const next = new URLSearchParams(request.query);
  next.set("$skiptoken", Buffer.from(String(start + size)).toString("base64url"));
  return {
    status: 200,
    body: {
      "@odata.context": `${baseUrl}/$metadata#users`,
      ...(start + page.length < found.length ? { "@odata.nextLink": `${baseUrl}/users?${next.toString()}` } : {}),
      value: page.map((user) => userView(user, selection(request))),
    },
  };
}

function selection(request: VendorRequest): string[] | undefined {
  return request.query
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
}

function userView(user: DirectoryUser, select: readonly string[] | undefined): Record<string, unknown> {
  const { department: _department, userType: _userType, ...standard } = user;
  if (select === undefined) return { businessPhones: [], ...standard, preferredLanguage: "en-GB" };
  return Object.fromEntries(Object.entries(user).filter(([name]) => select.includes(name)));
}
