import { createHash } from "node:crypto";
import { header, jsonBody, type VendorRequest, type VendorResponse, type VendorSite } from "../http/vendor-site.ts";
import { parseEmail } from "./email-request.ts";
import type { Outbox } from "./outbox.ts";

export interface ResendAccount {
  readonly apiKey: string;
  readonly domain: string;
  /** ISO instant at which the account's domain was added. */
  readonly since: string;
}

/** Resend's mail API. */
export function resendSite(account: ResendAccount, outbox: Outbox): VendorSite {
  return {
    vendor: "resend",
    routes: [
      { method: "POST", pattern: "/emails", handle: (request) => sendEmail(request, account, outbox) },
      { method: "GET", pattern: "/emails/{id}", handle: (request) => readEmail(request, outbox) },
      { method: "GET", pattern: "/domains", handle: () => listDomains(account) },
    ],
    authenticate: (request) => authenticate(request, account),
    unknownRoute: () => resendError(404, "not_found", "The requested endpoint does not exist."),
    wrongMethod: () => resendError(405, "method_not_allowed", "Method is not allowed for the requested path."),
    malformedJson: () => resendError(400, "validation_error", "The request body is not valid JSON."),
    tooLarge: () => resendError(413, "validation_error", "The request body is too large."),
    rateLimited: (retryAfterSeconds) => ({
      ...resendError(
        429,
        "rate_limit_exceeded",
        "Too many requests. You can only make 2 requests per second. See rate limit response headers for more information.",
      ),
      headers: {
        "retry-after": String(retryAfterSeconds),
        "ratelimit-limit": "2",
        "ratelimit-remaining": "0",
        "ratelimit-reset": String(retryAfterSeconds),
      },
    }),
    serverError: (status) => resendError(status, "internal_server_error", "An unexpected error occurred."),
    commonHeaders: () => ({ "ratelimit-policy": "2;w=1" }),
  };
}

function resendError(statusCode: number, name: string, message: string): VendorResponse {
  return { status: statusCode, body: { statusCode, name, message } };
}

function authenticate(request: VendorRequest, { apiKey }: ResendAccount): VendorResponse | undefined {
  const given = header(request, "authorization");
  if (given === `Bearer ${apiKey}`) return undefined;
  return given === ""
    ? resendError(401, "missing_api_key", "Missing API Key")
    : resendError(401, "validation_error", "API key is invalid");
}

const STATUS_OF = { missing_required_field: 422, validation_error: 422, unverified_domain: 403 };

function sendEmail(request: VendorRequest, { domain }: ResendAccount, outbox: Outbox): VendorResponse {
  const hasKey = request.headers["idempotency-key"] !== undefined;
  const key = header(request, "idempotency-key");
  if (hasKey && (key.length < 1 || key.length > 256)) {
    const message = "Idempotency keys, if present, must have between 1 and 256 characters.";
    return resendError(400, "invalid_idempotency_key", message);
  }
  const email = parseEmail(jsonBody(request), domain);
  if (!email.ok) {
    const name = email.code === "unverified_domain" ? "validation_error" : email.code;
    return resendError(STATUS_OF[email.code], name, email.cause);
  }
  const payloadHash = createHash("sha256").update(JSON.stringify(email.value)).digest("hex");
  const outcome = outbox.send(email.value, payloadHash, hasKey ? key : undefined);
  if (outcome.kind !== "conflict") return { status: 200, body: { id: outcome.id } };
  const message =
    "This idempotency key has been used with this HTTP method and endpoint within the last 24 hours, " +
    "but the request body was modified and doesn't match the original request.";
  return resendError(409, "invalid_idempotent_request", message);
}

function readEmail({ params }: VendorRequest, outbox: Outbox): VendorResponse {
  const email = outbox.email(params["id"] ?? "");
  if (email === undefined) return resendError(404, "not_found", "Email not found");
  const { id, from, to, cc, bcc, replyTo, subject, html, text, tags, createdAt } = email;
  const standard = { object: "email", id, to, from, created_at: resendTime(createdAt), subject, html, text };
  return {
    status: 200,
    body: { ...standard, cc, bcc, reply_to: replyTo, tags, last_event: "delivered", scheduled_at: null },
  };
}

function listDomains({ domain, since }: ResendAccount): VendorResponse {
  const id = createHash("sha256")
    .update(domain)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
  const entry = { id, name: domain, status: "verified", created_at: resendTime(since), region: "eu-west-1" };
  return { status: 200, body: { object: "list", has_more: false, data: [entry] } };
}

/** Such as 2026-04-03 22:13:42.674000+00. */
function resendTime(iso: string): string {
  return iso.replace("T", " ").replace("Z", "000+00");
}
