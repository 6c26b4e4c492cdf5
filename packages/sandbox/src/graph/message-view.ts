import { createHash } from "node:crypto";
import { graphId } from "./mailbox.ts";
import { htmlToText } from "./html-text.ts";
import type { MailMessage, MailRecipient } from "./mail-types.ts";

/** What a caller asked to see of a message. */
export interface MessageProjection {
  readonly select: readonly string[] | undefined;
  /** `Prefer: outlook.body-content-type="text"`. */
  readonly asText: boolean;
  /** Ids of extended properties that `$expand` asks for. */
  readonly extended: readonly string[];
}

const ONLY_WHEN_SELECTED = "internetMessageHeaders";

/** A message as Graph writes it. The id and the etag come in any case. */
export function messageView(message: MailMessage, projection: MessageProjection): Record<string, unknown> {
  const all = { ...envelope(message), ...content(message, projection.asText) };
  const { select } = projection;
  const isTaken = (name: string) =>
    select === undefined ? name !== ONLY_WHEN_SELECTED : name === "id" || select.includes(name);
  const wanted = new Set(projection.extended.map((id) => id.toLowerCase()));
  const extended = message.extendedProperties.filter(({ id }) => wanted.has(id.toLowerCase()));
  return {
    ...(message.meeting === null ? {} : { "@odata.type": "#microsoft.graph.eventMessageRequest" }),
    "@odata.etag": `W/"${changeKey(message)}"`,
    ...Object.fromEntries(Object.entries(all).filter(([name]) => isTaken(name))),
    ...(extended.length > 0 ? { singleValueExtendedProperties: extended } : {}),
  };
}

function envelope(message: MailMessage): Record<string, unknown> {
  const at = graphTime(message.received);
  return {
    id: message.id,
    createdDateTime: at,
    lastModifiedDateTime: at,
    changeKey: changeKey(message),
    categories: [],
    receivedDateTime: at,
    sentDateTime: at,
    hasAttachments: false,
    internetMessageId: message.internetMessageId,
    importance: message.importance,
    parentFolderId: graphId(`folder:${message.folder}`),
    conversationId: message.conversationId,
    isRead: message.folder === "sentitems",
    isDraft: false,
    inferenceClassification: "focused",
    sender: recipientView(message.sender),
    from: recipientView(message.from),
    toRecipients: message.to.map(recipientView),
    ccRecipients: message.cc.map(recipientView),
    bccRecipients: message.bcc.map(recipientView),
    replyTo: message.replyTo.map(recipientView),
    internetMessageHeaders: message.headers,
  };
}

function content(message: MailMessage, asText: boolean): Record<string, unknown> {
  const { body, meeting } = message;
  const text = body.contentType === "html" ? htmlToText(body.content) : body.content;
  return {
    subject: message.subject,
    bodyPreview: text.slice(0, 255),
    body: asText ? { contentType: "text", content: text } : body,
    ...(meeting === null
      ? {}
      : {
          meetingMessageType: "meetingRequest",
          startDateTime: { dateTime: meeting.start, timeZone: "UTC" },
          endDateTime: { dateTime: meeting.end, timeZone: "UTC" },
          location: { displayName: meeting.location },
        }),
  };
}

/** Without milliseconds, as Exchange writes it. */
function graphTime(iso: string): string {
  return `${iso.slice(0, 19)}Z`;
}

function recipientView({ name, address }: MailRecipient): Record<string, unknown> {
  return { emailAddress: { name, address } };
}

function changeKey({ id, received }: MailMessage): string {
  return createHash("sha256").update(`${id}${received}`).digest("base64").slice(0, 40);
}
