import type { JournalEntry } from "./journal-events.ts";

/** Every vendor with a server of its own, in the order in which they start. */
export const VENDORS = ["jira", "graph", "resend", "portal"] as const;
export type Vendor = (typeof VENDORS)[number];

/** One of something for each vendor. */
export function perVendor<Thing>(make: (vendor: Vendor) => Thing): Record<Vendor, Thing> {
  return { jira: make("jira"), graph: make("graph"), resend: make("resend"), portal: make("portal") };
}

/** One change that reached a vendor through its API: the ground truth for every claim about what was done. */
export interface Effect {
  /** Position in the journal of all vendors. */
  readonly seq: number;
  readonly at: string;
  readonly vendor: Vendor;
  readonly kind:
    | "comment"
    | "comment.deleted"
    | "transition"
    | "sendMail"
    | "email"
    | "password.added"
    | "password.removed"
    | "booking.created"
    | "login.succeeded"
    | "login.failed";
  /** An issue key, the recipients joined with ", ", an application's id, a booking's confirmation number, or a login's user name. */
  readonly target: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly idempotencyKey?: string;
}

/** The effect that a journal entry stands for, or undefined where the world changed by itself. */
export function effectOf(entry: JournalEntry): Effect | undefined {
  if (entry.origin !== "api") return undefined;
  const effect = kindAndDetail(entry);
  if (effect === undefined) return undefined;
  const key = entry.idempotencyKey;
  return {
    seq: entry.seq,
    at: entry.at,
    vendor: entry.vendor,
    ...effect,
    ...(key === undefined ? {} : { idempotencyKey: key }),
  };
}

function kindAndDetail(entry: JournalEntry): Pick<Effect, "kind" | "target" | "detail"> | undefined {
  switch (entry.type) {
    case "comment.added": {
      const { issueKey, id, author, body, properties } = entry.comment;
      const detail = { commentId: id, author, text: entry.text, body, properties };
      return { kind: "comment", target: issueKey, detail };
    }
    case "comment.deleted": {
      const { issueKey, commentId, text } = entry;
      return { kind: "comment.deleted", target: issueKey, detail: { commentId, text } };
    }
    case "issue.transitioned": {
      const { issueKey, transitionId, from, to, by } = entry;
      return { kind: "transition", target: issueKey, detail: { transitionId, from, to, by } };
    }
    case "mail.sent": {
      const { message, saved } = entry;
      const addresses = (list: readonly { address: string }[]) => list.map(({ address }) => address);
      const recipients = [message.to, message.cc, message.bcc].flatMap(addresses);
      const detail = {
        messageId: message.id,
        recipients,
        to: addresses(message.to),
        cc: addresses(message.cc),
        bcc: addresses(message.bcc),
        subject: message.subject,
        contentType: message.body.contentType,
        text: message.body.content,
        extendedProperties: message.extendedProperties,
        savedToSentItems: saved,
      };
      return { kind: "sendMail", target: recipients.join(", "), detail };
    }
    case "password.added": {
      const { keyId, displayName } = entry.password;
      return { kind: "password.added", target: entry.clientId, detail: { keyId, displayName } };
    }
    case "password.removed":
      return { kind: "password.removed", target: entry.clientId, detail: { keyId: entry.keyId } };
    case "email.sent": {
      const { email } = entry;
      const recipients = [...email.to, ...email.cc, ...email.bcc];
      const detail = { ...email, recipients, text: email.text ?? email.html ?? "" };
      return { kind: "email", target: recipients.join(", "), detail };
    }
    case "booking.created": {
      const { booking } = entry;
      return { kind: "booking.created", target: booking.confirmationNumber, detail: { ...booking } };
    }
    case "login.succeeded":
      return { kind: "login.succeeded", target: entry.account, detail: { account: entry.account } };
    case "login.failed":
      return { kind: "login.failed", target: entry.username, detail: { reason: entry.reason } };
    case "session.ended":
    case "checkout.started":
    case "checkout.passengerGiven":
    case "checkout.priceAccepted":
    case "issue.created":
    case "mail.received":
    case "mail.removed":
    case "tokens.expired":
    case "delta.invalidated":
      return undefined;
  }
}
