import type { PersonEntity } from "@agentic-pm/contracts";
import type { Directory } from "../../domain/directory.ts";
import type { Bearer, FetchedSignal } from "../../domain/fetched-signal.ts";
import { ticketMentions } from "../../domain/ticket-mentions.ts";
import type { GraphMessage } from "./graph-answers.ts";
import { isAuthentic } from "./sender-authentication.ts";

export interface MailSurroundings {
  readonly mailbox: string;
  readonly projectKey: string;
  readonly directory: Directory;
  readonly lead: PersonEntity | null;
}

export interface MailReading {
  readonly signal: FetchedSignal;
  readonly people: readonly PersonEntity[];
}

/** The signal of a mail. Its sender is a person only if the envelope's address is in the directory. */
export function readMail(
  message: GraphMessage,
  { mailbox, projectKey, directory, lead }: MailSurroundings,
): MailReading {
  const subject = message.subject ?? "";
  const { content, contentType } = message.body;
  const sender = senderOf(message, directory);
  const others = peopleOf(message, directory);
  const people = sender === null ? others : [sender, ...others];
  const known = lead === null ? people : [...people, lead];
  const bearers: Bearer[] = [
    ...(sender === null ? [] : [{ entityId: sender.entityId, role: "sender" } as const]),
    ...(lead === null ? [] : [{ entityId: lead.entityId, role: "project_lead" } as const]),
    ...ticketMentions([subject, content], projectKey).map(
      (key) => ({ entityId: `ticket#${key}`, role: "mentioned" }) as const,
    ),
  ];
  const signal: FetchedSignal = {
    source: "outlook",
    kind: "mail",
    projectKey,
    externalId: message.internetMessageId ?? message.id,
    texts: [
      { part: "subject", format: "plain", text: subject },
      { part: "body", format: contentType === "html" ? "html" : "plain", text: content },
    ],
    fields: {
      status: null,
      priority: null,
      issueType: null,
      dueDate: null,
      sprintState: null,
      sprintEnd: null,
      storyPoints: null,
      receivedAt: message.receivedDateTime,
      automatic: isAutomatic(message),
    },
    identity: { subject, content, contentType },
    bearers,
    readers: readersOf(mailbox, people),
  };
  return { signal, people: known };
}

/** True for the agent's own mail, such as a copy of what it sent. */
export function isOwnMail({ from }: GraphMessage, mailbox: string): boolean {
  return from?.emailAddress.address.toLowerCase() === mailbox.toLowerCase();
}

const MOST_READERS = 60;

/** The mailbox, those who wrote or got the mail as far as the directory knows them, and the operator. */
function readersOf(mailbox: string, people: readonly PersonEntity[]): string[] {
  const persons = people.map(({ entityId }) => entityId.replace("#", ":"));
  return [...new Set([`mailbox:${mailbox.toLowerCase()}`, "operator", ...persons])].slice(0, MOST_READERS);
}

/**
 * `from` and `sender` have to be the same person, and the receiving server has to vouch for it: mail on someone's behalf,
 * and mail that anybody could have written in their name, is nobody's word.
 */
function senderOf(message: GraphMessage, directory: Directory): PersonEntity | null {
  const address = message.from?.emailAddress.address ?? "";
  const isOneAndTheSame = message.sender?.emailAddress.address.toLowerCase() === address.toLowerCase();
  return address !== "" && isOneAndTheSame && isAuthentic(message) ? directory.byAddress(address) : null;
}

function peopleOf({ toRecipients, ccRecipients }: GraphMessage, directory: Directory): PersonEntity[] {
  const addresses = [...(toRecipients ?? []), ...(ccRecipients ?? [])].map(({ emailAddress }) => emailAddress.address);
  return addresses.flatMap((address) => directory.byAddress(address) ?? []);
}

/** RFC 3834 and the headers of mailing lists. */
function isAutomatic({ internetMessageHeaders }: GraphMessage): boolean {
  return (internetMessageHeaders ?? []).some(({ name, value }) => {
    const header = name.toLowerCase();
    if (header === "auto-submitted") return value.trim().toLowerCase() !== "no";
    if (header === "precedence") return /^(bulk|list|junk)\b/i.test(value.trim());
    return header === "list-unsubscribe" || header === "list-id";
  });
}
