import { randomUUID } from "node:crypto";
import type { Route, VendorRequest, VendorResponse } from "../http/vendor-site.ts";
import { issueToken, TOKEN_LIFETIME } from "./access-tokens.ts";
import type { GraphContext } from "./graph-context.ts";

/** The tenant's OAuth2 token endpoint, for client credentials. */
export function tokenRoute(context: () => GraphContext): Route {
  return {
    method: "POST",
    pattern: "/{tenant}/oauth2/v2.0/token",
    open: true,
    handle: (request) => grant(request, context()),
  };
}

function grant(request: VendorRequest, { tenant, apps, mailbox, clock }: GraphContext): VendorResponse {
  const form = new URLSearchParams(request.body);
  const refuse = (status: number, error: string, code: number, description: string) =>
    refusal({ status, error, code, description }, clock());
  const missing = ["grant_type", "client_id", "scope"].find((name) => !form.get(name));
  const asked = request.params["tenant"] ?? "";
  if (asked !== tenant.tenantId) {
    return refuse(
      400,
      "invalid_request",
      90002,
      `Tenant '${asked}' not found. Check to make sure you have the correct tenant ID.`,
    );
  }
  if (missing !== undefined) {
    return refuse(
      400,
      "invalid_request",
      900144,
      `The request body must contain the following parameter: '${missing}'.`,
    );
  }
  if (form.get("grant_type") !== "client_credentials") {
    return refuse(
      400,
      "unsupported_grant_type",
      70003,
      `The app requested an unsupported grant type '${form.get("grant_type")}'.`,
    );
  }
  const clientId = form.get("client_id") ?? "";
  if (apps.find(clientId) === undefined) {
    const words = `Application with identifier '${form.get("client_id")}' was not found in the directory '${asked}'.`;
    return refuse(400, "unauthorized_client", 700016, words);
  }
  if (!form.get("client_secret")) {
    const words = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    return refuse(401, "invalid_client", 7000218, words);
  }
  const app = apps.signIn(clientId, form.get("client_secret") ?? "");
  if (app === "expired") {
    const words = `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys.`;
    return refuse(401, "invalid_client", 7000222, words);
  }
  if (typeof app === "string") {
    const words =
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, " +
      `not the client secret ID, for a secret added to app '${clientId}'.`;
    return refuse(401, "invalid_client", 7000215, words);
  }
  if (!form.get("scope")?.endsWith("/.default")) {
    return refuse(400, "invalid_scope", 1002012, `The provided value for scope ${form.get("scope")} is not valid.`);
  }
  return {
    status: 200,
    headers: { "cache-control": "no-store, no-cache", pragma: "no-cache" },
    body: {
      token_type: "Bearer",
      expires_in: TOKEN_LIFETIME,
      ext_expires_in: TOKEN_LIFETIME,
      access_token: issueToken(tenant, app, { generation: mailbox.tokenGeneration, now: clock() }),
    },
  };
}

function refusal(
  { status, error, code, description }: { status: number; error: string; code: number; description: string },
  now: Date,
): VendorResponse {
  const traceId = randomUUID();
  const correlationId = randomUUID();
  const timestamp = now
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");
  const trail = `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${description} ${trail}`,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  };
}
