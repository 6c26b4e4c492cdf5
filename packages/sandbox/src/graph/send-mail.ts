import { isRecord, jsonBody, sentKey, type VendorRequest, type VendorResponse } from "../http/vendor-site.ts";
import { fail, ok, type Result } from "@agentic-pm/errors";
import { graphError } from "./graph-answers.ts";
import type { GraphContext } from "./graph-context.ts";
import type { NewMessage } from "./mailbox.ts";
import type { ExtendedProperty, MailRecipient } from "./mail-types.ts";
import { EXTENDED_PROPERTY_ID } from "./query-options.ts";

const MESSAGE_PROPERTIES = new Set([
  "subject",
  "body",
  "toRecipients",
  "ccRecipients",
  "bccRecipients",
  "replyTo",
  "from",
  "sender",
  "importance",
  "internetMessageHeaders",
  "singleValueExtendedProperties",
]);
const MOST_RECIPIENTS = 500;

type Parsed<Value> = Result<Value, string>;

/** `POST /users/{id}/sendMail`: 202 with nothing in it, once the mail is on its way. */
export function sendMail(request: VendorRequest, { mailbox, clock }: GraphContext): VendorResponse {
  const { message, saveToSentItems = true, ...rest } = jsonBody(request);
  const [stranger] = Object.keys(rest);
  const answer = (code: string, words: string, status = 400) =>
    graphError(status, { code, message: words }, { clock, request });
  if (stranger !== undefined) return answer("RequestBodyRead", unknownProperty(stranger, "the action's parameters"));
  if (!isRecord(message)) return answer("RequestBodyRead", "The parameter 'Message' has to be given.");
  if (typeof saveToSentItems !== "boolean") return answer("RequestBodyRead", "'SaveToSentItems' has to be a boolean.");
  const owner = { name: mailbox.owner.displayName, address: mailbox.owner.mail };
  const mail = parseMessage(message, owner);
  if (!mail.ok) return answer(mail.code, mail.cause, mail.code === "ErrorSendAsDenied" ? 403 : 400);
  mailbox.send(mail.value, saveToSentItems, sentKey(request));
  return { status: 202 };
}

function parseMessage(message: Record<string, unknown>, owner: MailRecipient): Parsed<NewMessage> {
  const stranger = Object.keys(message).find((name) => !MESSAGE_PROPERTIES.has(name) && !name.startsWith("@odata."));
  if (stranger !== undefined)
    return refuse("RequestBodyRead", unknownProperty(stranger, "type 'microsoft.graph.message'"));
  const lists = ["toRecipients", "ccRecipients", "bccRecipients", "replyTo"].map((name) => recipients(message[name]));
  const bad = lists.find((list) => !list.ok);
  if (bad !== undefined && !bad.ok) return bad;
  const [to = [], cc = [], bcc = [], replyTo = []] = lists.map((list) => (list.ok ? list.value : []));
  const count = to.length + cc.length + bcc.length;
  if (count === 0) {
    return refuse(
      "ErrorInvalidRecipients",
      "At least one recipient is not valid., A message can't be sent because it contains no recipients.",
    );
  }
  if (count > MOST_RECIPIENTS) return refuse("ErrorMessageSizeExceeded", "The message has too many recipients.");
  const from = message["from"] === undefined ? ok([owner]) : recipients([message["from"]]);
  if (!from.ok) return from;
  if (from.value[0]?.address.toLowerCase() !== owner.address.toLowerCase()) {
    return refuse(
      "ErrorSendAsDenied",
      "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.",
    );
  }
  const rest = parseContent(message);
  if (!rest.ok) return rest;
  return ok({ ...rest.value, folder: "sentitems", from: owner, sender: owner, to, cc, bcc, replyTo, meeting: null });
}

type Content = Pick<NewMessage, "subject" | "body" | "importance" | "headers" | "extendedProperties">;

function parseContent(message: Record<string, unknown>): Parsed<Content> {
  const { subject = "", body, importance = "normal" } = message;
  if (typeof subject !== "string") return refuse("RequestBodyRead", "The property 'subject' has to be a string.");
  const content = isRecord(body) ? (body["content"] ?? "") : "";
  const contentType = String(isRecord(body) ? (body["contentType"] ?? "text") : "text").toLowerCase();
  if (typeof content !== "string" || (contentType !== "text" && contentType !== "html")) {
    return refuse("RequestBodyRead", "The property 'body' has to have a content, and a contentType of text or html.");
  }
  if (importance !== "low" && importance !== "normal" && importance !== "high") {
    return refuse("RequestBodyRead", "The value of 'importance' is not a member of its enumeration.");
  }
  const headers = headerList(message["internetMessageHeaders"] ?? []);
  if (!headers.ok) return headers;
  const extendedProperties = extendedList(message["singleValueExtendedProperties"] ?? []);
  if (!extendedProperties.ok) return extendedProperties;
  return ok({
    subject,
    body: { contentType, content },
    importance,
    headers: headers.value,
    extendedProperties: extendedProperties.value,
  });
}

function recipients(value: unknown): Parsed<MailRecipient[]> {
  if (value === undefined || value === null) return ok([]);
  if (!Array.isArray(value)) return refuse("RequestBodyRead", "A list of recipients was expected.");
  const parsed: MailRecipient[] = [];
  for (const entry of value as unknown[]) {
    const mail = isRecord(entry) ? entry["emailAddress"] : undefined;
    const address = isRecord(mail) ? mail["address"] : undefined;
    if (!isRecord(mail) || typeof address !== "string" || !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(address)) {
      const words = `At least one recipient is not valid., Recipient '${String(address ?? "")}' is not resolved. All recipients must be resolved before a message can be submitted.`;
      return refuse("ErrorInvalidRecipients", words);
    }
    parsed.push({ address, name: typeof mail["name"] === "string" ? mail["name"] : address });
  }
  return ok(parsed);
}

function headerList(value: unknown): Parsed<{ name: string; value: string }[]> {
  const headers = namedValues(value, "name");
  if (headers === undefined)
    return refuse("RequestBodyRead", "'internetMessageHeaders' has to be a list of names and values.");
  const wrong = headers.find(({ label }) => !/^x-[\w-]+$/i.test(label));
  if (wrong !== undefined) {
    return refuse(
      "InvalidInternetMessageHeader",
      `The internet message header name '${wrong.label}' should start with 'x-' or 'X-'.`,
    );
  }
  return ok(headers.map(({ label, value: text }) => ({ name: label, value: text })));
}

function extendedList(value: unknown): Parsed<ExtendedProperty[]> {
  const properties = namedValues(value, "id");
  const wrong = properties?.find(({ label }) => !EXTENDED_PROPERTY_ID.test(label));
  if (properties === undefined || wrong !== undefined) {
    return refuse("ErrorInvalidProperty", `The extended property '${wrong?.label ?? ""}' has no valid id.`);
  }
  return ok(properties.map(({ label, value: text }) => ({ id: label, value: text })));
}

function namedValues(value: unknown, key: "name" | "id"): { label: string; value: string }[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const parsed: { label: string; value: string }[] = [];
  for (const entry of value as unknown[]) {
    if (!isRecord(entry) || typeof entry[key] !== "string" || typeof entry["value"] !== "string") return undefined;
    parsed.push({ label: entry[key], value: entry["value"] });
  }
  return parsed;
}

function unknownProperty(name: string, place: string): string {
  return `The property '${name}' does not exist on ${place}. Make sure to only use property names that are defined by the type or mark the type as open type.`;
}

function refuse(code: string, cause: string) {
  return fail(code, { cause, remedy: "Correct the message." });
}
