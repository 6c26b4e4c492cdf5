import { fail, ok, type Result } from "@agentic-pm/errors";
import { isRecord } from "../http/vendor-site.ts";
import type { OutboundEmail } from "./email-types.ts";

export type EmailRequest = Omit<OutboundEmail, "id" | "createdAt">;
type Parsed<Value> = Result<Value, "missing_required_field" | "validation_error" | "unverified_domain">;

const ADDRESS = /^(?:[^<>]*<)?[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+>?$/;
const MOST_RECIPIENTS = 50;

/** Reads `POST /emails` the way Resend does; `verifiedDomain` is the one that may stand in `from`. */
export function parseEmail(body: Record<string, unknown>, verifiedDomain: string): Parsed<EmailRequest> {
  for (const field of ["from", "to", "subject"]) {
    if (body[field] === undefined || body[field] === null || body[field] === "") return missing(field);
  }
  const { from, subject, html = null, text = null, headers = {}, tags = [] } = body;
  if (!isTextOrNull(html) || !isTextOrNull(text)) return invalid("The `html` and `text` fields have to be strings.");
  if (html === null && text === null) return fail("missing_required_field", words("Missing `html` or `text` field."));
  if (typeof from !== "string" || !ADDRESS.test(from)) return invalid(badAddress("from"));
  if (typeof subject !== "string" || /[\r\n]/.test(subject))
    return invalid("The `\\n` is not allowed in the `subject` field.");
  const lists = (["to", "cc", "bcc", "reply_to"] as const).map((field) => addresses(field, body[field]));
  const bad = lists.find((list) => !list.ok);
  if (bad !== undefined && !bad.ok) return bad;
  const [to = [], cc = [], bcc = [], replyTo = []] = lists.map((list) => (list.ok ? list.value : []));
  if (!isTextMap(headers) || !isTagList(tags)) return invalid("The `headers` or `tags` field has a wrong shape.");
  if (domainOf(from) !== verifiedDomain) {
    const cause = `The ${domainOf(from)} domain is not verified. Please, add and verify your domain on https://resend.com/domains`;
    return fail("unverified_domain", words(cause));
  }
  return ok({ from, to, cc, bcc, replyTo, subject, html, text, headers, tags });
}

function addresses(field: string, value: unknown): Parsed<string[]> {
  if (value === undefined || value === null) return ok([]);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > MOST_RECIPIENTS)
    return invalid(`The \`${field}\` field can have at most ${MOST_RECIPIENTS} addresses.`);
  const texts = list.filter((entry) => typeof entry === "string" && ADDRESS.test(entry));
  const isSound = texts.length === list.length && (field !== "to" || list.length > 0);
  return isSound ? ok(texts as string[]) : invalid(badAddress(field));
}

function domainOf(address: string): string {
  return /@([^>\s]+)>?$/.exec(address)?.[1]?.toLowerCase() ?? "";
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

function isTextMap(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}

function isTagList(value: unknown): value is { name: string; value: string }[] {
  const isTag = (tag: unknown) => isRecord(tag) && typeof tag["name"] === "string" && typeof tag["value"] === "string";
  return Array.isArray(value) && value.every(isTag);
}

function badAddress(field: string): string {
  return `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`;
}

function missing(field: string) {
  return fail("missing_required_field", words(`Missing \`${field}\` field.`));
}

function invalid(cause: string) {
  return fail("validation_error", words(cause));
}

function words(cause: string): { cause: string; remedy: string } {
  return { cause, remedy: "Correct the request." };
}
