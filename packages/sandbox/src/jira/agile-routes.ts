import type { Route, VendorRequest, VendorResponse } from "../http/vendor-site.ts";
import { issueView } from "./issue-view.ts";
import { isAnswer, jiraError, ok, pageOf } from "./jira-answers.ts";
import type { JiraSprint } from "./jira-types.ts";
import { compileJql } from "./jql-match.ts";
import { parseJql } from "./jql-parse.ts";
import type { JiraContext } from "./search-routes.ts";
import { sprintView } from "./site-views.ts";

const AGILE = "/rest/agile/1.0";

/** The board, its sprints, and the issues in a sprint. */
export function agileRoutes(context: (request: VendorRequest) => JiraContext): Route[] {
  return [
    { method: "GET", pattern: `${AGILE}/board/{id}`, handle: (request) => readBoard(request, context(request)) },
    {
      method: "GET",
      pattern: `${AGILE}/board/{id}/sprint`,
      handle: (request) => listSprints(request, context(request)),
    },
    { method: "GET", pattern: `${AGILE}/sprint/{id}`, handle: (request) => readSprint(request, context(request)) },
    {
      method: "GET",
      pattern: `${AGILE}/sprint/{id}/issue`,
      handle: (request) => listSprintIssues(request, context(request)),
    },
  ];
}

function noBoard(): VendorResponse {
  return jiraError(404, [
    "The requested board cannot be viewed because it either does not exist or you do not have permission to view it.",
  ]);
}

function readBoard({ params }: VendorRequest, { store, baseUrl }: JiraContext): VendorResponse {
  const { boardId, boardName, id, key, name } = store.project;
  if (params["id"] !== String(boardId)) return noBoard();
  const location = { projectId: Number(id), projectKey: key, projectName: name, projectTypeKey: "software" };
  return ok({ id: boardId, self: `${baseUrl}${AGILE}/board/${boardId}`, name: boardName, type: "scrum", location });
}

function listSprints({ params, query }: VendorRequest, { store, baseUrl }: JiraContext): VendorResponse {
  const { boardId, sprints } = store.project;
  if (params["id"] !== String(boardId)) return noBoard();
  const page = pageOf(query, { default: 50, most: 50 });
  if (isAnswer(page)) return page;
  const states = query.get("state")?.split(",");
  const unknown = states?.find((state) => !["future", "active", "closed"].includes(state));
  if (unknown !== undefined) return jiraError(400, [`'${unknown}' is not a valid sprint state.`]);
  const found = sprints.filter(({ state }) => states === undefined || states.includes(state));
  const values = found.slice(page.startAt, page.startAt + page.maxResults);
  return ok({
    maxResults: page.maxResults,
    startAt: page.startAt,
    total: found.length,
    isLast: page.startAt + values.length >= found.length,
    values: values.map((sprint) => sprintView(sprint, boardId, baseUrl)),
  });
}

function findSprint({ params }: VendorRequest, { store }: JiraContext): JiraSprint | undefined {
  return store.project.sprints.find(({ id }) => String(id) === params["id"]);
}

function noSprint(): VendorResponse {
  return jiraError(404, ["Sprint does not exist or you do not have permission to view it."]);
}

function readSprint(request: VendorRequest, context: JiraContext): VendorResponse {
  const sprint = findSprint(request, context);
  return sprint === undefined ? noSprint() : ok(sprintView(sprint, context.store.project.boardId, context.baseUrl));
}

function listSprintIssues(request: VendorRequest, context: JiraContext): VendorResponse {
  const { query } = request;
  const sprint = findSprint(request, context);
  if (sprint === undefined) return noSprint();
  const page = pageOf(query, { default: 50, most: 100 });
  if (isAnswer(page)) return page;
  const { store, clock, currentUser } = context;
  const parsed = parseJql(query.get("jql") || `sprint = ${sprint.id} ORDER BY rank`);
  if (!parsed.ok) return jiraError(400, [parsed.cause]);
  const keyExists = (key: string) => store.issue(key) !== undefined;
  const jql = compileJql(parsed.value, { project: store.project, now: clock(), currentUser, keyExists });
  if (!jql.ok) return jiraError(400, [jql.cause]);
  const { matches, compare } = jql.value;
  const found = store
    .issues()
    .filter((issue) => issue.sprintIds.includes(sprint.id) && matches(issue))
    .sort(compare);
  const projection = { fields: query.get("fields")?.split(","), changelog: false, agile: true };
  return ok({
    expand: "schema,names",
    ...page,
    total: found.length,
    issues: found
      .slice(page.startAt, page.startAt + page.maxResults)
      .map((issue) => issueView(issue, projection, context)),
  });
}
