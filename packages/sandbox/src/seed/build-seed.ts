import { textToAdf } from "../jira/adf.ts";
import type { JiraComment, JiraIssue, JiraProject, JiraStatusChange } from "../jira/jira-types.ts";
import type { JiraSeed } from "../jira/jira-store.ts";
import { receivedHeaders } from "../graph/authentication-headers.ts";
import { graphId, type GraphSeed } from "../graph/mailbox.ts";
import type { MailMessage } from "../graph/mail-types.ts";
import { ProjectCalendar } from "./calendar.ts";
import { BACKLOG, EPICS } from "./issues-epics-and-backlog.ts";
import { SPRINT_11 } from "./issues-sprint-11.ts";
import { SPRINT_12 } from "./issues-sprint-12.ts";
import { BACKGROUND_MAILS } from "./mails-background.ts";
import { INJECTION_MAILS } from "./mails-injections.ts";
import { PROJECT_MAILS } from "./mails-project.ts";
import { accountOf, addressOf, directoryUsers, isPersonKey, jiraUsers, mentionOf } from "./people.ts";
import type { SeedIssue, SeedMail } from "./seed-types.ts";

export const PROJECT_KEY = "ATLAS";
export const BOARD_ID = 7;
const SPRINT_IDS = { 11: 41, 12: 42 } as const;

export const SEED_ISSUES: readonly SeedIssue[] = [...EPICS, ...SPRINT_11, ...SPRINT_12, ...BACKLOG];
/** In the order of their arrival. */
export const SEED_MAILS: readonly SeedMail[] = [...PROJECT_MAILS, ...BACKGROUND_MAILS, ...INJECTION_MAILS].toSorted(
  (left, right) => arrival(left) - arrival(right),
);

export interface Seed {
  readonly jira: JiraSeed;
  readonly graph: GraphSeed;
}

/** The project as it stands on the day of the first start; `empty` leaves out issues and mails. */
export function buildSeed(firstStart: Date, content: "atlas" | "empty"): Seed {
  const calendar = new ProjectCalendar(firstStart);
  const isEmpty = content === "empty";
  const users = directoryUsers();
  const owner = users.find(({ mail }) => mail === addressOf("ingrid").address);
  if (owner === undefined) throw new Error("The project manager is missing in the directory.");
  return {
    jira: {
      project: buildProject(calendar),
      issues: isEmpty ? [] : SEED_ISSUES.map((issue) => buildIssue(issue, calendar)),
      comments: isEmpty ? [] : SEED_ISSUES.flatMap((issue) => buildComments(issue, calendar)),
    },
    graph: { users, owner, messages: isEmpty ? [] : SEED_MAILS.map((mail) => buildMail(mail, calendar)) },
  };
}

export function issueKey(n: number): string {
  return `${PROJECT_KEY}-${n}`;
}

/** Ids are made from places in the data, so they are the same on every day. */
export function commentId(issue: SeedIssue, index: number): string {
  return String(11_000 + issue.n * 10 + index);
}

export function mailId(name: string): string {
  return graphId(`mail:${name}`);
}

function buildProject(calendar: ProjectCalendar): JiraProject {
  return {
    id: "10100",
    key: PROJECT_KEY,
    name: "Atlas: customer portal migration",
    boardId: BOARD_ID,
    boardName: "Atlas board",
    leadAccountId: accountOf("ingrid"),
    users: jiraUsers(),
    sprints: [
      {
        id: SPRINT_IDS[11],
        name: "Atlas Sprint 11",
        state: "closed",
        goal: "First migration rehearsal done, old accounts can cross the bridge.",
        startDate: calendar.instant("-16 09:00"),
        endDate: calendar.instant("-6 16:00"),
        completeDate: calendar.instant("-6 17:15"),
      },
      {
        id: SPRINT_IDS[12],
        name: "Atlas Sprint 12",
        state: "active",
        goal: calendar.words("A pilot household can sign in, read a bill and pay it, on production, by {d:+5}."),
        startDate: calendar.instant("-5 09:00"),
        endDate: calendar.instant("+5 16:00"),
      },
    ],
  };
}

function prose(text: string, calendar: ProjectCalendar): string {
  const withDates = calendar.words(text);
  return withDates.replace(/(?<![\w.])@([a-z]+)\b/g, (all, key: string) => (isPersonKey(key) ? mentionOf(key) : all));
}

function buildIssue(issue: SeedIssue, calendar: ProjectCalendar): JiraIssue {
  const created = calendar.instant(issue.created);
  const history = buildHistory(issue, calendar);
  const commented = (issue.comments ?? []).map(({ at }) => calendar.instant(at));
  const changed = [created, ...history.map(({ at }) => at), ...commented].toSorted();
  const isDone = issue.status === "Done";
  return {
    id: String(10_000 + issue.n),
    key: issueKey(issue.n),
    summary: issue.summary,
    description: textToAdf(prose(issue.text, calendar)),
    type: issue.type,
    priority: issue.priority ?? "Medium",
    status: issue.status ?? "To Do",
    assignee: issue.assignee === undefined ? null : accountOf(issue.assignee),
    reporter: accountOf(issue.reporter),
    storyPoints: issue.points ?? null,
    dueDate: issue.due === undefined ? null : calendar.date(issue.due),
    labels: issue.labels ?? [],
    sprintIds: (issue.sprints ?? []).map((number) => SPRINT_IDS[number]),
    parentKey: issue.epic === undefined ? null : issueKey(issue.epic),
    blocks: (issue.blocks ?? []).map(issueKey),
    created,
    updated: changed.at(-1) ?? created,
    resolved: isDone && issue.moved !== undefined ? calendar.instant(issue.moved) : null,
    history,
  };
}

const PATHS: Readonly<Record<NonNullable<SeedIssue["status"]>, readonly string[]>> = {
  "In Progress": ["In Progress"],
  "In Review": ["In Progress", "In Review"],
  Blocked: ["In Progress", "Blocked"],
  Done: ["In Progress", "In Review", "Done"],
};

/** The way from To Do to the present status; the steps before the last lie evenly between creation and it. */
function buildHistory(issue: SeedIssue, calendar: ProjectCalendar): JiraStatusChange[] {
  if (issue.status === undefined || issue.moved === undefined) return [];
  const path = PATHS[issue.status];
  const start = Date.parse(calendar.instant(issue.created));
  const end = Date.parse(calendar.instant(issue.moved));
  return path.map((to, index) => ({
    id: String(12_000 + issue.n * 10 + index),
    at: new Date(start + ((end - start) * (index + 1)) / path.length).toISOString(),
    by: accountOf(issue.assignee ?? issue.reporter),
    from: path[index - 1] ?? "To Do",
    to,
  }));
}

function buildComments(issue: SeedIssue, calendar: ProjectCalendar): JiraComment[] {
  return (issue.comments ?? []).map((comment, index) => ({
    id: commentId(issue, index),
    issueKey: issueKey(issue.n),
    author: accountOf(comment.by),
    body: textToAdf(prose(comment.text, calendar)),
    created: calendar.instant(comment.at),
    properties: [],
  }));
}

function buildMail(mail: SeedMail, calendar: ProjectCalendar): MailMessage {
  const from = typeof mail.from === "string" ? addressOf(mail.from) : mail.from;
  const isHtml = mail.html !== undefined;
  const { meeting } = mail;
  return {
    id: mailId(mail.name),
    folder: "inbox",
    internetMessageId: `<${mail.name}.atlas@${from.address.split("@")[1] ?? ""}>`,
    conversationId: graphId(`thread:${mail.thread ?? mail.name}`),
    from,
    sender: from,
    to: [addressOf("ingrid"), ...(mail.to ?? []).map(addressOf)],
    cc: (mail.cc ?? []).map(addressOf),
    bcc: [],
    replyTo: [],
    subject: calendar.words(mail.subject),
    body: { contentType: isHtml ? "html" : "text", content: calendar.words(mail.html ?? mail.text ?? "") },
    received: calendar.instant(mail.at),
    importance: mail.importance ?? "normal",
    headers: receivedHeaders(mail.headers ?? [], from),
    extendedProperties: [],
    meeting:
      meeting === undefined
        ? null
        : { ...meeting, start: calendar.instant(meeting.start), end: calendar.instant(meeting.end) },
  };
}

function arrival({ at }: SeedMail): number {
  const [day = "", time = ""] = at.split(" ");
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return Number(day) * 1440 + hour * 60 + minute;
}
