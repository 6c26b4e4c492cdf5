import { randomUUID } from "node:crypto";
import { header, type Route, type VendorRequest, type VendorResponse, type VendorSite } from "../http/vendor-site.ts";
import { roleRefusal } from "./app-roles.ts";
import { addPassword, readApplication, removePassword } from "./application-routes.ts";
import { readDelta } from "./delta-routes.ts";
import { verdictOf } from "./graph-caller.ts";
import { graphError, ITEM_NOT_FOUND } from "./graph-answers.ts";
import type { GraphContext } from "./graph-context.ts";
import { folderNamed, listMessages, readMessage } from "./message-routes.ts";
import { sendMail } from "./send-mail.ts";
import { tokenRoute } from "./token-route.ts";
import { findUser, listUsers, noUser, readUser } from "./user-routes.ts";

const USER = "/v1.0/users/{user}";

/** Microsoft Graph v1.0, and the login host's token endpoint beside it. */
export function graphSite(context: () => GraphContext): VendorSite {
  const at = (request?: VendorRequest) => ({ clock: context().clock, ...(request === undefined ? {} : { request }) });
  return {
    vendor: "graph",
    routes: [tokenRoute(context), ...userRoutes(context), ...mailRoutes(context), ...applicationRoutes(context)],
    authenticate: (request) => authenticate(request, context()),
    unknownRoute: (request) => {
      const resource = request.path.split("/").at(-1) ?? "";
      const message = `Resource not found for the segment '${resource}'.`;
      return graphError(400, { code: "BadRequest", message }, at(request));
    },
    wrongMethod: (request) =>
      graphError(
        405,
        { code: "Request_BadRequest", message: "Specified HTTP method is not allowed for the request target." },
        at(request),
      ),
    malformedJson: () =>
      graphError(
        400,
        {
          code: "BadRequest",
          message:
            "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
        },
        at(),
      ),
    tooLarge: () =>
      graphError(
        413,
        { code: "ErrorMessageSizeExceeded", message: "The message exceeds the maximum supported size." },
        at(),
      ),
    rateLimited: (retryAfterSeconds) => {
      const words = { code: "ApplicationThrottled", message: "Application is over its MailboxConcurrency limit." };
      const answer = graphError(429, words, at());
      return { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfterSeconds) } };
    },
    serverError: (status) =>
      graphError(status, { code: "ServiceNotAvailable", message: "The service is temporarily unavailable." }, at()),
    commonHeaders: (request) => {
      const requestId = randomUUID();
      return { "request-id": requestId, "client-request-id": header(request, "client-request-id") || requestId };
    },
  };
}

function userRoutes(context: () => GraphContext): Route[] {
  return [
    { method: "GET", pattern: "/v1.0/users", handle: (request) => listUsers(request, context()) },
    { method: "GET", pattern: USER, handle: (request) => readUser(request, context()) },
  ];
}

/** Applications are named by `applications(appId='…')`, one segment of the path. */
function applicationRoutes(context: () => GraphContext): Route[] {
  const application = "/v1.0/{application}";
  return [
    { method: "GET", pattern: application, handle: (request) => readApplication(request, context()) },
    { method: "POST", pattern: `${application}/addPassword`, handle: (request) => addPassword(request, context()) },
    {
      method: "POST",
      pattern: `${application}/removePassword`,
      handle: (request) => removePassword(request, context()),
    },
  ];
}

function mailRoutes(context: () => GraphContext): Route[] {
  const route = (
    method: string,
    path: string,
    handle: (r: VendorRequest, c: GraphContext) => VendorResponse,
  ): Route => ({
    method,
    pattern: `${USER}/${path}`,
    handle: (request) => ofMailbox(request, context()) ?? handle(request, context()),
  });
  return [
    route("GET", "mailFolders/{folder}/messages/delta", (request, current) => {
      const folder = folderNamed(request.params["folder"] ?? "");
      return folder === "inbox"
        ? readDelta(request, current)
        : graphError(404, ITEM_NOT_FOUND, { ...current, request });
    }),
    route("GET", "mailFolders/{folder}/messages", listMessages),
    route("GET", "mailFolders/{folder}/messages/{messageId}", readMessage),
    route("GET", "messages/{messageId}", readMessage),
    route("POST", "sendMail", sendMail),
  ];
}

/** A refusal unless the path names the one mailbox that the application's access policy covers. */
function ofMailbox(request: VendorRequest, context: GraphContext): VendorResponse | undefined {
  const user = findUser(request.params["user"] ?? "", context);
  if (user === undefined) return noUser(request, context);
  if (user.id === context.mailbox.owner.id) return undefined;
  const message = "Access to OData is disabled: the application access policy does not cover this mailbox.";
  return graphError(403, { code: "ErrorAccessDenied", message }, { clock: context.clock, request });
}

const REFUSALS = {
  malformed: "CompactToken parsing failed with error code: 80049217",
  expired: "Lifetime validation failed, the token is expired.",
};

function authenticate(request: VendorRequest, context: GraphContext): VendorResponse | undefined {
  const { clock } = context;
  const verdict = verdictOf(request, context);
  if (typeof verdict === "object") return roleRefusal(request, verdict.roles, clock);
  const message = verdict === undefined ? "Access token is empty." : REFUSALS[verdict];
  const answer = graphError(401, { code: "InvalidAuthenticationToken", message }, { clock, request });
  const challenge = 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"';
  return { ...answer, headers: { ...answer.headers, "www-authenticate": challenge } };
}
