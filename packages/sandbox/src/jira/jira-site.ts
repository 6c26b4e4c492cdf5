import { randomUUID } from "node:crypto";
import { header, type Route, type VendorRequest, type VendorResponse, type VendorSite } from "../http/vendor-site.ts";
import { agileRoutes } from "./agile-routes.ts";
import { issueRoutes } from "./issue-routes.ts";
import { jiraError, ok } from "./jira-answers.ts";
import { searchRoutes, type JiraContext } from "./search-routes.ts";
import { projectView, userView } from "./site-views.ts";
import { scopeRefusal, type ApiToken } from "./token-scopes.ts";

/** An account that has API tokens. */
export interface JiraAccount {
  readonly accountId: string;
  readonly email: string;
  readonly tokens: readonly ApiToken[];
}

/** What the site is to everybody, and by when. */
export type JiraSurface = Omit<JiraContext, "currentUser">;

/** Jira Cloud: REST v3 and Agile 1.0. Whoever asks is the account whose token the request has. */
export function jiraSite(accounts: readonly JiraAccount[], surface: () => JiraSurface): VendorSite {
  const context = (request: VendorRequest) => ({
    ...surface(),
    currentUser: whoAsks(request, accounts)?.account.accountId ?? "",
  });
  return {
    vendor: "jira",
    routes: [...searchRoutes(context), ...issueRoutes(context), ...agileRoutes(context), ...siteRoutes(context)],
    authenticate: (request) => authenticate(request, accounts),
    unknownRoute: ({ path }) => ({ status: 404, body: { message: `null for uri: ${path}`, "status-code": 404 } }),
    wrongMethod: () => ({ status: 405 }),
    malformedJson: () => jiraError(400, ["There was an error parsing JSON. Check that your request body is valid."]),
    tooLarge: () => jiraError(413, ["The request is too large."]),
    rateLimited: (retryAfterSeconds) => ({
      ...jiraError(429, ["Rate limit exceeded."]),
      headers: {
        "retry-after": String(retryAfterSeconds),
        "x-ratelimit-limit": "100",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": new Date(surface().clock().getTime() + retryAfterSeconds * 1000).toISOString(),
        "ratelimit-reason": "jira-burst-based",
      },
    }),
    serverError: (status) => jiraError(status, ["Internal server error"]),
    commonHeaders: () => ({ "atl-request-id": randomUUID(), "cache-control": "no-cache, no-store, no-transform" }),
  };
}

function whoAsks(request: VendorRequest, accounts: readonly JiraAccount[]) {
  const given = header(request, "authorization");
  for (const account of accounts) {
    const isGiven = ({ value }: ApiToken) =>
      given === `Basic ${Buffer.from(`${account.email}:${value}`).toString("base64")}`;
    const token = account.tokens.find(isGiven);
    if (token !== undefined) return { account, token };
  }
  return undefined;
}

function authenticate(request: VendorRequest, accounts: readonly JiraAccount[]): VendorResponse | undefined {
  const asking = whoAsks(request, accounts);
  if (asking !== undefined) return scopeRefusal(request, asking.token);
  const reason = header(request, "authorization") === "" ? {} : { "x-seraph-loginreason": "AUTHENTICATED_FAILED" };
  return {
    ...jiraError(401, ["Client must be authenticated to access this resource."]),
    headers: { "www-authenticate": 'OAuth realm="jira-sandbox"', ...reason },
  };
}

function siteRoutes(context: (request: VendorRequest) => JiraContext): Route[] {
  const get = (pattern: string, read: (request: VendorRequest, context: JiraContext) => VendorResponse): Route => ({
    method: "GET",
    pattern: `/rest/api/3/${pattern}`,
    handle: (request) => read(request, context(request)),
  });
  return [
    get("myself", (_request, { store, currentUser, baseUrl }) => ok(userView(store.user(currentUser), baseUrl))),
    get("user/search", searchUsers),
    get("user", readUser),
    get("project/{key}", readProject),
    get("serverInfo", serverInfo),
  ];
}

function searchUsers({ query }: VendorRequest, { store, baseUrl }: JiraContext): VendorResponse {
  const words = query.get("query")?.toLowerCase();
  const accountId = query.get("accountId");
  if (words === undefined && accountId === null) {
    return jiraError(400, ["Either the query, accountId or property has to be given."]);
  }
  const startAt = Number(query.get("startAt") ?? 0);
  const maxResults = Number(query.get("maxResults") ?? 50);
  const isHit = (name: string, mail: string) => [name, mail].some((text) => text.toLowerCase().includes(words ?? ""));
  const found = store.project.users.filter((user) =>
    accountId === null ? isHit(user.displayName, user.emailAddress ?? "") : user.accountId === accountId,
  );
  return ok(found.slice(startAt, startAt + maxResults).map((user) => userView(user, baseUrl)));
}

function readUser({ query }: VendorRequest, { store, baseUrl }: JiraContext): VendorResponse {
  const accountId = query.get("accountId");
  if (accountId === null) return jiraError(400, ["The query parameter 'accountId' has to be given."]);
  const user = store.user(accountId);
  if (user === undefined)
    return jiraError(404, ["Specified user does not exist or you do not have required permissions"]);
  return ok(userView(user, baseUrl));
}

function readProject({ params }: VendorRequest, { store, baseUrl }: JiraContext): VendorResponse {
  const { project } = store;
  const asked = params["key"] ?? "";
  if (asked.toUpperCase() === project.key || asked === project.id) return ok(projectView(project, baseUrl));
  return jiraError(404, [`No project could be found with key '${asked}'.`]);
}

function serverInfo(_request: VendorRequest, { baseUrl, clock, store }: JiraContext): VendorResponse {
  return ok({
    baseUrl,
    version: "1001.0.0-SNAPSHOT",
    versionNumbers: [1001, 0, 0],
    deploymentType: "Cloud",
    serverTitle: `${store.project.name} (sandbox)`,
    serverTime: clock().toISOString().replace("Z", "+0000"),
  });
}
