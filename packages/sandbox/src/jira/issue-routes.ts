import {
  header,
  isRecord,
  jsonBody,
  sentKey,
  type Route,
  type VendorRequest,
  type VendorResponse,
} from "../http/vendor-site.ts";
import { adfToText, isAdfDocument } from "./adf.ts";
import { commentView } from "./comment-view.ts";
import { issueView, statusView } from "./issue-view.ts";
import { isAnswer, issueNotFound, jiraError, ok, pageOf } from "./jira-answers.ts";
import type { EntityProperty, JiraComment, JiraIssue } from "./jira-types.ts";
import type { JiraContext } from "./search-routes.ts";
import { transitionsFrom } from "./workflow.ts";

const ISSUE = "/rest/api/3/issue/{key}";
const LONGEST_COMMENT = 32_767;
const LARGEST_PROPERTY = 32_768;

type IssueHandler = (request: VendorRequest, issue: JiraIssue, context: JiraContext) => VendorResponse;

/** Everything below one issue: reading it, its comments and its transitions. */
export function issueRoutes(context: (request: VendorRequest) => JiraContext): Route[] {
  const route = (method: string, pattern: string, handle: IssueHandler): Route => ({
    method,
    pattern,
    handle: (request) => {
      const issue = context(request).store.issue(request.params["key"] ?? "");
      return issue === undefined ? issueNotFound() : handle(request, issue, context(request));
    },
  });
  return [
    route("GET", ISSUE, readIssue),
    route("GET", `${ISSUE}/comment`, listComments),
    route("POST", `${ISSUE}/comment`, addComment),
    route("GET", `${ISSUE}/comment/{commentId}`, readComment),
    route("DELETE", `${ISSUE}/comment/{commentId}`, deleteComment),
    route("GET", `${ISSUE}/transitions`, listTransitions),
    route("POST", `${ISSUE}/transitions`, doTransition),
  ];
}

function readIssue({ query }: VendorRequest, issue: JiraIssue, context: JiraContext): VendorResponse {
  const changelog = (query.get("expand") ?? "").split(",").includes("changelog");
  return ok(issueView(issue, { fields: query.get("fields")?.split(","), changelog, agile: false }, context));
}

function listComments({ query }: VendorRequest, issue: JiraIssue, context: JiraContext): VendorResponse {
  const page = pageOf(query, { default: 50, most: 5000 });
  if (isAnswer(page)) return page;
  const comments = context.store.comments(issue.key);
  if (query.get("orderBy") === "-created") comments.reverse();
  const withProperties = wantsProperties(query);
  return ok({
    ...page,
    total: comments.length,
    comments: comments
      .slice(page.startAt, page.startAt + page.maxResults)
      .map((comment) => commentView(comment, withProperties, context)),
  });
}

function addComment(request: VendorRequest, issue: JiraIssue, context: JiraContext): VendorResponse {
  if (!header(request, "content-type").startsWith("application/json")) return { status: 415 };
  const { body, properties = [], ...rest } = jsonBody(request);
  const stranger = Object.keys(rest).find((name) => !["visibility", "public", "jsdPublic"].includes(name));
  if (stranger !== undefined)
    return jiraError(400, ["Invalid request payload. Refer to the REST API documentation and try again."]);
  if (typeof body === "string") {
    return jiraError(400, [], { comment: "Comment body is not valid! It has to be an Atlassian Document." });
  }
  if (body === undefined || body === null) return jiraError(400, [], { comment: "Comment body can not be empty!" });
  if (!isAdfDocument(body)) return jiraError(400, ["INVALID_INPUT"]);
  const text = adfToText(body);
  if (text.trim() === "") return jiraError(400, [], { comment: "Comment body can not be empty!" });
  if (text.length > LONGEST_COMMENT) {
    const comment = "The entered text is too long. It exceeds the allowed limit of 32,767 characters.";
    return jiraError(400, [], { comment });
  }
  if (!isPropertyList(properties)) return jiraError(400, ["The comment's properties are not valid."]);
  const comment = { issueKey: issue.key, author: context.currentUser, body, properties };
  const added = context.store.addComment(comment, "api", sentKey(request));
  return { status: 201, body: commentView(added, wantsProperties(request.query), context) };
}

function isPropertyList(value: unknown): value is EntityProperty[] {
  const isProperty = (item: unknown) =>
    isRecord(item) &&
    typeof item["key"] === "string" &&
    item["key"].length > 0 &&
    item["key"].length <= 255 &&
    item["value"] !== undefined &&
    JSON.stringify(item["value"]).length <= LARGEST_PROPERTY;
  return Array.isArray(value) && value.every(isProperty);
}

function readComment(request: VendorRequest, issue: JiraIssue, context: JiraContext): VendorResponse {
  const comment = findComment(request, issue, context);
  return comment === undefined ? noComment(request) : ok(commentView(comment, wantsProperties(request.query), context));
}

function deleteComment(request: VendorRequest, issue: JiraIssue, context: JiraContext): VendorResponse {
  const comment = findComment(request, issue, context);
  if (comment === undefined) return noComment(request);
  if (comment.author !== context.currentUser) {
    return jiraError(400, [`You do not have the permission to delete the comment with id: ${comment.id}.`]);
  }
  context.store.deleteComment(comment);
  return { status: 204 };
}

function findComment({ params }: VendorRequest, issue: JiraIssue, { store }: JiraContext): JiraComment | undefined {
  return store.comments(issue.key).find(({ id }) => id === params["commentId"]);
}

function noComment({ params }: VendorRequest): VendorResponse {
  return jiraError(404, [`Can not find a comment for the id: ${params["commentId"] ?? ""}.`]);
}

function wantsProperties(query: URLSearchParams): boolean {
  return (query.get("expand") ?? "").split(",").includes("properties");
}

function listTransitions(_request: VendorRequest, issue: JiraIssue, { baseUrl }: JiraContext): VendorResponse {
  const transitions = transitionsFrom(issue.status).map(({ id, name, to }) => ({
    id,
    name,
    to: statusView(to, baseUrl),
    hasScreen: false,
    isGlobal: false,
    isInitial: false,
    isConditional: false,
    isAvailable: true,
  }));
  return ok({ expand: "transitions", transitions });
}

function doTransition(request: VendorRequest, issue: JiraIssue, context: JiraContext): VendorResponse {
  const { transition, fields = {}, update = {} } = jsonBody(request);
  const id = isRecord(transition) ? transition["id"] : undefined;
  if (id === undefined) return jiraError(400, ["Missing 'transition' identifier"]);
  if (!/^\d+$/.test(String(id))) return jiraError(400, ["'transition' identifier must be an integer"]);
  const screenless = [fields, update].flatMap((part) => (isRecord(part) ? Object.keys(part) : []));
  if (screenless.length > 0) {
    const refuse = (name: string) => [
      name,
      `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`,
    ];
    return jiraError(400, [], Object.fromEntries(screenless.map(refuse)) as Record<string, string>);
  }
  const allowed = transitionsFrom(issue.status).find((candidate) => candidate.id === String(id));
  if (allowed === undefined) return jiraError(400, [`Transition id '${String(id)}' is not valid for this issue.`]);
  context.store.transition(issue, allowed, { user: context.currentUser, origin: "api", sentKey: sentKey(request) });
  return { status: 204 };
}
