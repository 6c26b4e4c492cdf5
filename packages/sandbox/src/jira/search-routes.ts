import { createHash } from "node:crypto";
import { jsonBody, type Route, type VendorRequest, type VendorResponse } from "../http/vendor-site.ts";
import { issueView, type ViewContext } from "./issue-view.ts";
import { jiraError, ok } from "./jira-answers.ts";
import type { JiraIssue } from "./jira-types.ts";
import { compileJql } from "./jql-match.ts";
import { parseJql } from "./jql-parse.ts";

export interface JiraContext extends ViewContext {
  readonly clock: () => Date;
  /** The account that the API token belongs to. */
  readonly currentUser: string;
}

const REMOVED =
  "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. " +
  "A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046";

export function searchRoutes(context: (request: VendorRequest) => JiraContext): Route[] {
  const removed = () => jiraError(410, [REMOVED]);
  return [
    { method: "POST", pattern: "/rest/api/3/search/jql", handle: (request) => searchByBody(request, context(request)) },
    { method: "GET", pattern: "/rest/api/3/search/jql", handle: (request) => searchByQuery(request, context(request)) },
    ...["GET", "POST"].flatMap((method) =>
      ["2", "3"].map((version) => ({ method, pattern: `/rest/api/${version}/search`, handle: removed })),
    ),
  ];
}

interface Search {
  readonly jql: string;
  readonly fields: readonly string[] | undefined;
  readonly expand: string;
  readonly maxResults: number;
  readonly nextPageToken: string | undefined;
}

const ALLOWED = new Set([
  "jql",
  "fields",
  "fieldsByKeys",
  "expand",
  "maxResults",
  "nextPageToken",
  "properties",
  "reconcileIssues",
]);

function searchByBody(request: VendorRequest, context: JiraContext): VendorResponse {
  const { jql, fields, expand, maxResults, nextPageToken, ...rest } = jsonBody(request);
  const stranger = Object.keys(rest).find((name) => !ALLOWED.has(name));
  const isTyped =
    (jql === undefined || typeof jql === "string") &&
    (fields === undefined || isTextList(fields)) &&
    (maxResults === undefined || Number.isInteger(maxResults));
  if (stranger !== undefined || !isTyped) {
    return jiraError(400, ["Invalid request payload. Refer to the REST API documentation and try again."]);
  }
  return search(
    {
      jql: jql ?? "",
      fields,
      expand: typeof expand === "string" ? expand : "",
      maxResults: typeof maxResults === "number" ? maxResults : 50,
      nextPageToken: typeof nextPageToken === "string" ? nextPageToken : undefined,
    },
    context,
  );
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function searchByQuery({ query }: VendorRequest, context: JiraContext): VendorResponse {
  const asked = {
    jql: query.get("jql") ?? "",
    fields: query.get("fields")?.split(","),
    expand: query.get("expand") ?? "",
    maxResults: Number(query.get("maxResults") ?? 50),
    nextPageToken: query.get("nextPageToken") ?? undefined,
  };
  return search(asked, context);
}

function search(asked: Search, context: JiraContext): VendorResponse {
  const query = parseJql(asked.jql);
  if (!query.ok) return jiraError(400, [query.cause]);
  const { store, clock, currentUser } = context;
  const keyExists = (key: string) => store.issue(key) !== undefined;
  const compiled = compileJql(query.value, { project: store.project, now: clock(), currentUser, keyExists });
  if (!compiled.ok) return jiraError(400, [compiled.cause]);
  const { matches, compare } = compiled.value;
  const found = store.issues().filter(matches).sort(compare);

  const after = asked.nextPageToken === undefined ? undefined : readToken(asked.nextPageToken, asked.jql);
  if (after === "invalid") return jiraError(400, ["The provided next page token is invalid or expired."]);
  const rest = after === undefined ? found : found.filter((issue) => compare(issue, after) > 0);
  const most = asked.fields === undefined ? 5000 : 100;
  const page = rest.slice(0, Math.max(1, Math.min(asked.maxResults, most)));
  const last = page.at(-1);
  const isLast = page.length === rest.length || last === undefined;
  return ok({
    issues: page.map((issue) => foundView(issue, asked, context)),
    ...(isLast ? {} : { nextPageToken: writeToken(last, asked.jql) }),
    isLast,
  });
}

/** Without `fields`, this search gives ids and nothing else. */
function foundView(issue: JiraIssue, asked: Search, context: JiraContext): Record<string, unknown> {
  if (asked.fields === undefined) return { id: issue.id };
  const changelog = asked.expand.split(",").includes("changelog");
  return issueView(issue, { fields: asked.fields, changelog, agile: false, brief: true }, context);
}

/** The token holds the last issue as it was, so an issue that moves to the end meanwhile pushes none off a page. */
function writeToken(last: JiraIssue, jql: string): string {
  const { description: _text, history: _history, ...sortable } = last;
  return Buffer.from(JSON.stringify({ query: fingerprint(jql), last: sortable })).toString("base64url");
}

function readToken(token: string, jql: string): JiraIssue | "invalid" {
  try {
    const { query, last } = JSON.parse(Buffer.from(token, "base64url").toString("utf8")) as {
      query: string;
      last: JiraIssue;
    };
    return query === fingerprint(jql) && typeof last.id === "string" ? last : "invalid";
  } catch {
    return "invalid";
  }
}

function fingerprint(jql: string): string {
  return createHash("sha256").update(jql).digest("base64url").slice(0, 12);
}
