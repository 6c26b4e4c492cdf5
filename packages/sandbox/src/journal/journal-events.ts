import type { JiraComment, JiraIssue } from "../jira/jira-types.ts";
import type { StoredPassword } from "../graph/app-directory.ts";
import type { MailMessage } from "../graph/mail-types.ts";
import type { PortalEvent } from "../portal/portal-types.ts";
import type { OutboundEmail } from "../resend/email-types.ts";

type JiraEvent =
  | { vendor: "jira"; type: "issue.created"; issue: JiraIssue }
  | { vendor: "jira"; type: "comment.added"; comment: JiraComment; text: string }
  | { vendor: "jira"; type: "comment.deleted"; issueKey: string; commentId: string; text: string }
  | {
      vendor: "jira";
      type: "issue.transitioned";
      issueKey: string;
      transitionId: string;
      from: string;
      to: string;
      by: string;
    };

type GraphEvent =
  | { vendor: "graph"; type: "mail.received"; message: MailMessage }
  | { vendor: "graph"; type: "mail.removed"; messageId: string }
  | { vendor: "graph"; type: "mail.sent"; message: MailMessage; saved: boolean }
  | { vendor: "graph"; type: "password.added"; clientId: string; password: StoredPassword }
  | { vendor: "graph"; type: "password.removed"; clientId: string; keyId: string }
  | { vendor: "graph"; type: "tokens.expired" }
  | { vendor: "graph"; type: "delta.invalidated" };

type ResendEvent = { vendor: "resend"; type: "email.sent"; email: OutboundEmail; payloadHash: string };

/** Who caused an event: a call of the vendor's API, or the world around it (a person, an administrator). */
export type Origin = "api" | "world";

export type JournalEvent = (JiraEvent | GraphEvent | ResendEvent | PortalEvent) & {
  origin: Origin;
  idempotencyKey?: string;
};

/** An event as it stands in the journal: numbered over all vendors and dated. */
export type JournalEntry = JournalEvent & { seq: number; at: string };
