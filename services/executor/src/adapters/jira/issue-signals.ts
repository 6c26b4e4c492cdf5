import { type Entity, EntityId } from "@agentic-pm/contracts";
import type { Bearer, FetchedSignal } from "../../domain/fetched-signal.ts";
import { statusSetByOthers } from "../../domain/own-changes.ts";
import { fieldsOf } from "./issue-fields.ts";
import type { JiraComment, JiraIssue } from "./jira-answers.ts";
import { isTicketKey, issueReaders, type JiraSurroundings, mentionBearers, PeopleOfProject } from "./project-people.ts";

export interface IssueReading {
  readonly signals: readonly FetchedSignal[];
  readonly entities: readonly Entity[];
}

/** The signals of a changed issue: the ticket itself, and each comment that is not the agent's own. */
export function readIssue(issue: JiraIssue, comments: readonly JiraComment[], around: JiraSurroundings): IssueReading {
  const people = new PeopleOfProject(around);
  const bearers = bearersOf(issue, people);
  const signals = [ticketSignal(issue, bearers, around)];
  for (const comment of comments) {
    if (comment.author?.accountId === around.ownAccountId) continue;
    signals.push(commentSignal({ issue, comment, author: people.bearer(comment.author, "author"), bearers }, around));
  }
  return { signals, entities: [ticketEntity(issue), ...people.entities.values()] };
}

function ticketSignal(issue: JiraIssue, bearers: readonly Bearer[], around: JiraSurroundings): FetchedSignal {
  const { summary, description } = issue.fields;
  const text = adfText(description);
  const { receivedAt: _at, status, ...fields } = fieldsOf(issue, issue.fields.updated);
  const links = bearers.filter(({ role }) => role === "linked").map(({ entityId }) => entityId);
  return {
    source: "jira",
    kind: "ticket",
    projectKey: issue.fields.project.key,
    externalId: issue.id,
    texts: [
      { part: "summary", format: "plain", text: summary },
      { part: "description", format: "adf", text },
    ],
    fields: fieldsOf(issue, issue.fields.updated),
    identity: {
      summary,
      text,
      fields: { ...fields, status: statusSetByOthers(status ?? "", historyOf(issue), around.ownAccountId) },
      assignee: issue.fields.assignee?.accountId ?? null,
      links: links.toSorted(),
      // Who may read it is part of what it is: restricted later, it is another signal, with other readers.
      ...(issue.fields.security === null || issue.fields.security === undefined
        ? {}
        : { security: issue.fields.security.id }),
    },
    bearers: [...bearers, ...mentionBearers([summary, text], around.projectKey)],
    readers: issueReaders(issue),
  };
}

interface CommentReading {
  readonly issue: JiraIssue;
  readonly comment: JiraComment;
  readonly author: readonly Bearer[];
  readonly bearers: readonly Bearer[];
}

function commentSignal({ issue, comment, author, bearers }: CommentReading, around: JiraSurroundings): FetchedSignal {
  const { id, body, created, visibility } = comment;
  const text = adfText(body);
  const { key } = issue.fields.project;
  return {
    source: "jira",
    kind: "comment",
    projectKey: key,
    externalId: `${issue.id}/comment/${id}`,
    texts: [{ part: "comment", format: "adf", text }],
    fields: fieldsOf(issue, created),
    identity: { text },
    bearers: [...author, ...bearers, ...mentionBearers([text], around.projectKey)],
    // A restricted comment may not surface where everybody on the ticket reads, unless a person approves it.
    readers:
      visibility === undefined
        ? issueReaders(issue)
        : [`restricted:${visibility.type}:${visibility.value}`.slice(0, 200), "operator"],
  };
}

function bearersOf(issue: JiraIssue, people: PeopleOfProject): Bearer[] {
  const { assignee, reporter, issuelinks } = issue.fields;
  const linked = (issuelinks ?? []).flatMap(({ outwardIssue, inwardIssue }) => [outwardIssue, inwardIssue]);
  const keys = linked.flatMap((other) => (other === undefined ? [] : [other.key]));
  return [
    { entityId: `ticket#${issue.key}`, role: "subject" },
    ...keys.filter(isTicketKey).map((key) => ({ entityId: `ticket#${key}`, role: "linked" }) as const),
    ...people.bearer(assignee, "assignee"),
    ...people.bearer(reporter, "reporter"),
    ...people.bearer(people.around.lead, "project_lead"),
  ];
}

function ticketEntity(issue: JiraIssue): Entity {
  const { key, fields } = issue;
  return {
    entityId: EntityId.parse(`ticket#${key}`),
    kind: "ticket",
    issueKey: key,
    projectKey: fields.project.key,
    status: fields.status.name,
    audiences: issueReaders(issue).filter((reader) => reader !== "operator"),
  };
}

function historyOf({ changelog }: JiraIssue) {
  return (changelog?.histories ?? []).flatMap(({ author, created, items }) => {
    const change = items.find(({ field }) => field === "status");
    return change === undefined ? [] : [{ by: author?.accountId ?? "", from: change.fromString ?? "", at: created }];
  });
}

/** The document as Jira sent it, for the normaliser; an absent description is an empty one. */
function adfText(document: unknown): string {
  return document === null || document === undefined ? "" : JSON.stringify(document);
}
