import { AppError } from "@agentic-pm/errors";
import { receivedHeaders } from "./graph/authentication-headers.ts";
import type { Mailbox } from "./graph/mailbox.ts";
import { isAdfDocument, textToAdf } from "./jira/adf.ts";
import type { JiraStore } from "./jira/jira-store.ts";
import type { AdfNode, JiraIssue } from "./jira/jira-types.ts";
import { isStatus } from "./jira/workflow.ts";
import type { Deliveries, DeliveredIssue } from "./sandbox-types.ts";
import { accountOf, isPersonKey } from "./seed/people.ts";

const ADMINISTRATIVE = "0";

/** Lets the outside world change: people comment, file and move tickets, mails come and go. */
export function deliveries(store: JiraStore, mailbox: Mailbox): Deliveries {
  return {
    jiraComment: async ({ issueKey, text, body, author }) => {
      const issue = knownIssue(store, issueKey);
      const comment = { issueKey: issue.key, author: account(author), body: documentOf(text, body), properties: [] };
      return { commentId: store.addComment(comment, "world").id, issueKey: issue.key };
    },
    jiraIssue: async (issue) => {
      const { id, key } = store.createIssue(newIssue(issue));
      return { id, key };
    },
    jiraStatus: async ({ issueKey, status, by }) => {
      const issue = knownIssue(store, issueKey);
      store.transition(issue, { id: ADMINISTRATIVE, to: knownStatus(status) }, { user: account(by), origin: "world" });
    },
    mail: async ({
      from,
      sender = from,
      subject,
      text = "",
      html,
      to,
      cc = [],
      conversationId,
      headers = [],
      authentication,
    }) => {
      const { displayName: name, mail: address } = mailbox.owner;
      const { id, internetMessageId } = mailbox.receive({
        folder: "inbox",
        from,
        sender,
        to: to ?? [{ name, address }],
        cc,
        bcc: [],
        replyTo: [],
        subject,
        body: html === undefined ? { contentType: "text", content: text } : { contentType: "html", content: html },
        importance: "normal",
        headers: receivedHeaders(headers, from, authentication),
        extendedProperties: [],
        meeting: null,
        ...(conversationId === undefined ? {} : { conversationId }),
      });
      return { id, internetMessageId };
    },
    mailRemoved: async (messageId) => {
      if (mailbox.message(messageId) === undefined) throw unknown("message", messageId);
      mailbox.remove(messageId);
    },
  };
}

function newIssue(
  issue: DeliveredIssue,
): Omit<JiraIssue, "id" | "key" | "created" | "updated" | "resolved" | "history"> {
  const { text, description } = issue;
  return {
    summary: issue.summary,
    description: text === undefined && description === undefined ? null : documentOf(text, description),
    type: issue.type ?? "Task",
    priority: issue.priority ?? "Medium",
    status: knownStatus(issue.status ?? "To Do"),
    assignee: issue.assignee === undefined ? null : account(issue.assignee),
    reporter: account(issue.reporter),
    storyPoints: null,
    dueDate: issue.dueDate ?? null,
    labels: issue.labels ?? [],
    security: issue.security,
    sprintIds: issue.sprintId === undefined ? [] : [issue.sprintId],
    parentKey: null,
    blocks: [],
  };
}

function documentOf(text: string | undefined, body: unknown): AdfNode {
  if (body === undefined) return textToAdf(text ?? "");
  if (isAdfDocument(body)) return body;
  throw new AppError("SANDBOX_INVALID_ADF", {
    cause: "The body that was to be delivered is not an ADF document.",
    remedy: "Give a document of version 1, or plain text.",
  });
}

function account(person: string | undefined): string {
  if (person === undefined) return accountOf("tomasz");
  return isPersonKey(person) ? accountOf(person) : person;
}

function knownIssue(store: JiraStore, issueKey: string): JiraIssue {
  const issue = store.issue(issueKey);
  if (issue === undefined) throw unknown("issue", issueKey);
  return issue;
}

function knownStatus(status: string): string {
  if (!isStatus(status)) throw unknown("status", status);
  return status;
}

function unknown(what: string, name: string): AppError {
  return new AppError("SANDBOX_UNKNOWN_TARGET", {
    cause: `The sandbox has no ${what} "${name}".`,
    remedy: `Look at state() for what exists.`,
    details: { what, name },
  });
}
