import { fail, ok, type Result } from "@agentic-pm/errors";
import type { Fault } from "../http/faults.ts";
import { isRecord } from "../http/vendor-site.ts";
import type { DeliveredComment, DeliveredIssue, DeliveredMail } from "../sandbox-types.ts";
import type { MailRecipient } from "../graph/mail-types.ts";

export type FaultOrder =
  | { readonly kind: "api"; readonly fault: Fault }
  | { readonly kind: "expireGraphTokens" | "invalidateDeltaTokens" | "clear" };

export type DeliveryOrder =
  | { readonly kind: "jiraComment"; readonly comment: DeliveredComment }
  | { readonly kind: "jiraIssue"; readonly issue: DeliveredIssue }
  | { readonly kind: "mail"; readonly mail: DeliveredMail };

type Parsed<Value> = Result<Value, "CONTROL_REQUEST_INVALID">;

/** Reads `POST /__sandbox/faults`. */
export function parseFault(body: Record<string, unknown>): Parsed<FaultOrder> {
  const { kind, times = 1, route, retryAfterSeconds = 1, status = 503, delayMs = 100 } = body;
  if (kind === "expireGraphTokens" || kind === "invalidateDeltaTokens" || kind === "clear") return ok({ kind });
  const numbers = [times, retryAfterSeconds, status, delayMs];
  if (!numbers.every((value) => Number.isInteger(value)) || (route !== undefined && typeof route !== "string")) {
    return invalid("times, retryAfterSeconds, status and delayMs are whole numbers, route is a part of a path");
  }
  const common = { times: Number(times), ...(route === undefined ? {} : { route }) };
  switch (kind) {
    case "rateLimit":
      return ok({ kind: "api", fault: { ...common, kind, retryAfterSeconds: Number(retryAfterSeconds) } });
    case "serverError":
      return ok({ kind: "api", fault: { ...common, kind, status: Number(status) } });
    case "slow":
      return ok({ kind: "api", fault: { ...common, kind, delayMs: Number(delayMs) } });
    case "resetAfterEffect":
      return ok({ kind: "api", fault: { ...common, kind } });
    default:
      return invalid(`there is no fault of the kind ${JSON.stringify(kind)}`);
  }
}

/** Reads `POST /__sandbox/deliver`. */
export function parseDelivery(body: Record<string, unknown>): Parsed<DeliveryOrder> {
  const { kind } = body;
  const optional = textsOf(body, ["text", "html", "author", "reporter", "assignee", "status", "type", "priority"]);
  if (kind === "jiraComment") {
    const { issueKey } = body;
    if (typeof issueKey !== "string") return invalid("a comment needs an issueKey");
    const document = body["body"] === undefined ? {} : { body: body["body"] };
    return ok({ kind, comment: { issueKey, ...document, ...optional } });
  }
  if (kind === "jiraIssue") {
    const { summary } = body;
    return typeof summary === "string"
      ? ok({ kind, issue: { summary, ...optional } })
      : invalid("an issue needs a summary");
  }
  if (kind === "mail") {
    const { subject, from } = body;
    const author = recipientOf(from);
    if (typeof subject !== "string" || author === undefined) return invalid("a mail needs a subject and a from");
    return ok({ kind, mail: { subject, from: author, ...optional } });
  }
  return invalid(`there is no delivery of the kind ${JSON.stringify(kind)}`);
}

function textsOf<Name extends string>(
  body: Record<string, unknown>,
  names: readonly Name[],
): { [Key in Name]?: string } {
  const texts: { [Key in Name]?: string } = {};
  for (const name of names) {
    const value = body[name];
    if (typeof value === "string") texts[name] = value;
  }
  return texts;
}

function recipientOf(value: unknown): MailRecipient | undefined {
  if (!isRecord(value) || typeof value["address"] !== "string") return undefined;
  return { address: value["address"], name: typeof value["name"] === "string" ? value["name"] : value["address"] };
}

function invalid(what: string) {
  const remedy = "The package's README shows the orders that exist.";
  return fail("CONTROL_REQUEST_INVALID", { cause: `The order cannot be read: ${what}.`, remedy });
}
