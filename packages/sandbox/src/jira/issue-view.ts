import { adfToText } from "./adf.ts";
import { commentView } from "./comment-view.ts";
import { jiraTime } from "./jira-time.ts";
import type { JiraStore } from "./jira-store.ts";
import type { JiraIssue, JiraSprint } from "./jira-types.ts";
import { sprintView, userView } from "./site-views.ts";
import { statusNamed } from "./workflow.ts";

/** Ids of the two custom fields, as a Cloud site numbers them by default. */
const STORY_POINTS = "customfield_10016";
const SPRINT = "customfield_10020";

export interface ViewContext {
  readonly store: JiraStore;
  readonly baseUrl: string;
}

/** What a caller asked to see. `fields` undefined means every field. */
export interface IssueProjection {
  readonly fields: readonly string[] | undefined;
  readonly changelog: boolean;
  /** The Agile API shows the description as text, and the sprint as a field of its own. */
  readonly agile: boolean;
  /** A search shows the first 20 comments and the last 40 changes of each issue; the issue itself shows all. */
  readonly brief?: boolean;
}

const COMMENTS_IN_SEARCH = 20;
const CHANGES_IN_SEARCH = 40;

/** An issue as the REST API writes it. */
export function issueView(
  issue: JiraIssue,
  projection: IssueProjection,
  context: ViewContext,
): Record<string, unknown> {
  const all = { ...plainFields(issue, context), ...relatedFields(issue, projection, context) };
  return {
    expand: "operations,versionedRepresentations,editmeta,changelog,renderedFields",
    id: issue.id,
    self: `${context.baseUrl}/rest/api/3/issue/${issue.id}`,
    key: issue.key,
    ...(projection.changelog ? { changelog: changelogView(issue, projection, context) } : {}),
    fields: selectFields(all, projection.fields),
  };
}

function plainFields(issue: JiraIssue, { baseUrl }: ViewContext): Record<string, unknown> {
  return {
    summary: issue.summary,
    status: statusView(issue.status, baseUrl),
    issuetype: {
      self: `${baseUrl}/rest/api/3/issuetype/${typeId(issue.type)}`,
      id: typeId(issue.type),
      name: issue.type,
      subtask: issue.type === "Sub-task",
      hierarchyLevel: issue.type === "Epic" ? 1 : 0,
    },
    priority: {
      self: `${baseUrl}/rest/api/3/priority/${priorityId(issue.priority)}`,
      id: priorityId(issue.priority),
      name: issue.priority,
    },
    labels: issue.labels,
    security:
      issue.security === undefined
        ? null
        : { self: `${baseUrl}/rest/api/3/securitylevel/${issue.security.id}`, ...issue.security, description: "" },
    duedate: issue.dueDate,
    created: jiraTime(issue.created),
    updated: jiraTime(issue.updated),
    resolution: issue.resolved === null ? null : { id: "10000", name: "Done", description: "Work has been completed." },
    resolutiondate: issue.resolved === null ? null : jiraTime(issue.resolved),
    [STORY_POINTS]: issue.storyPoints,
  };
}

function relatedFields(issue: JiraIssue, projection: IssueProjection, context: ViewContext): Record<string, unknown> {
  const { store, baseUrl } = context;
  const { project } = store;
  const sprints = issue.sprintIds.flatMap((id) => project.sprints.filter((sprint) => sprint.id === id));
  const comments = store.comments(issue.key);
  const shown = projection.brief === true ? comments.slice(0, COMMENTS_IN_SEARCH) : comments;
  const parent = issue.parentKey === null ? undefined : store.issue(issue.parentKey);
  return {
    description: projection.agile ? adfToText(issue.description) : issue.description,
    assignee: issue.assignee === null ? null : userView(store.user(issue.assignee), baseUrl),
    reporter: userView(store.user(issue.reporter), baseUrl),
    creator: userView(store.user(issue.reporter), baseUrl),
    project: {
      self: `${baseUrl}/rest/api/3/project/${project.id}`,
      id: project.id,
      key: project.key,
      name: project.name,
    },
    ...(parent === undefined ? {} : { parent: linkedIssue(parent, baseUrl) }),
    issuelinks: linkViews(issue, context),
    comment: {
      comments: shown.map((comment) => commentView(comment, false, context)),
      maxResults: shown.length,
      total: comments.length,
      startAt: 0,
    },
    [SPRINT]: sprints.length === 0 ? null : sprints.map((sprint) => sprintField(sprint, project.boardId)),
    ...(projection.agile ? agileSprints(sprints, context) : {}),
  };
}

function agileSprints(sprints: readonly JiraSprint[], { store, baseUrl }: ViewContext): Record<string, unknown> {
  const view = (sprint: JiraSprint) => sprintView(sprint, store.project.boardId, baseUrl);
  const current = sprints.find(({ state }) => state !== "closed");
  return {
    sprint: current === undefined ? null : view(current),
    closedSprints: sprints.filter(({ state }) => state === "closed").map(view),
  };
}

function sprintField(sprint: JiraSprint, boardId: number): Record<string, unknown> {
  const { id, name, state, goal, startDate, endDate, completeDate } = sprint;
  return {
    id,
    name,
    state,
    boardId,
    goal,
    startDate,
    endDate,
    ...(completeDate === undefined ? {} : { completeDate }),
  };
}

export function statusView(name: string, baseUrl: string): Record<string, unknown> {
  const status = statusNamed(name);
  return {
    self: `${baseUrl}/rest/api/3/status/${status.id}`,
    id: status.id,
    name: status.name,
    statusCategory: { self: `${baseUrl}/rest/api/3/statuscategory/${status.category.id}`, ...status.category },
  };
}

function linkViews(issue: JiraIssue, { store, baseUrl }: ViewContext): Record<string, unknown>[] {
  const type = { id: "10000", name: "Blocks", inward: "is blocked by", outward: "blocks" };
  const outward = issue.blocks.flatMap((key) => store.issue(key) ?? []);
  const inward = store.issues().filter(({ blocks }) => blocks.includes(issue.key));
  return [
    ...outward.map((other) => ({ id: `${issue.id}${other.id}`, type, outwardIssue: linkedIssue(other, baseUrl) })),
    ...inward.map((other) => ({ id: `${other.id}${issue.id}`, type, inwardIssue: linkedIssue(other, baseUrl) })),
  ];
}

function linkedIssue(issue: JiraIssue, baseUrl: string): Record<string, unknown> {
  return {
    id: issue.id,
    key: issue.key,
    self: `${baseUrl}/rest/api/3/issue/${issue.id}`,
    fields: {
      summary: issue.summary,
      status: statusView(issue.status, baseUrl),
      priority: { id: priorityId(issue.priority), name: issue.priority },
      issuetype: { id: typeId(issue.type), name: issue.type },
    },
  };
}

function changelogView(
  issue: JiraIssue,
  { brief }: IssueProjection,
  { store, baseUrl }: ViewContext,
): Record<string, unknown> {
  const newestFirst = issue.history.toReversed().slice(0, brief === true ? CHANGES_IN_SEARCH : undefined);
  const histories = newestFirst.map(({ id, at, by, from, to }) => ({
    id,
    author: userView(store.user(by), baseUrl),
    created: jiraTime(at),
    items: [
      {
        field: "status",
        fieldtype: "jira",
        fieldId: "status",
        from: statusNamed(from).id,
        fromString: from,
        to: statusNamed(to).id,
        toString: to,
      },
    ],
  }));
  return { startAt: 0, maxResults: histories.length, total: issue.history.length, histories };
}

/** `*all`, `*navigable`, names, and `-name` to leave one out, as Jira reads them. */
function selectFields(all: Record<string, unknown>, wanted: readonly string[] | undefined): Record<string, unknown> {
  if (wanted === undefined) return all;
  const left = new Set(wanted.filter((name) => name.startsWith("-")).map((name) => name.slice(1)));
  const named = new Set(wanted.filter((name) => !name.startsWith("-")));
  const takesAll = named.size === 0 || named.has("*all");
  const isTaken = (name: string) => takesAll || named.has(name) || (named.has("*navigable") && name !== "comment");
  return Object.fromEntries(Object.entries(all).filter(([name]) => isTaken(name) && !left.has(name)));
}

function typeId(type: string): string {
  return { Epic: "10000", Story: "10001", Task: "10002", Bug: "10003" }[type] ?? "10004";
}

function priorityId(priority: string): string {
  return { Highest: "1", High: "2", Medium: "3", Low: "4", Lowest: "5" }[priority] ?? "3";
}
