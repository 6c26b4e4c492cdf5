import { isRecord, jsonBody, type VendorRequest, type VendorResponse } from "../http/vendor-site.ts";
import type { AppRegistration } from "./app-directory.ts";
import { graphError } from "./graph-answers.ts";
import type { GraphContext } from "./graph-context.ts";
import { callerOf } from "./graph-caller.ts";

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** `GET /applications(appId='…')`. */
export function readApplication(request: VendorRequest, context: GraphContext): VendorResponse {
  const owned = ownApplication(request, context);
  if ("status" in owned) return owned;
  const { clientId } = owned.app;
  const whole: Record<string, unknown> = {
    appId: clientId,
    passwordCredentials: context.apps.passwords(clientId).map(shown),
  };
  const select = request.query.get("$select")?.split(",");
  const picked = select === undefined ? whole : Object.fromEntries(select.map((name) => [name, whole[name] ?? null]));
  return { status: 200, body: { "@odata.context": `${context.baseUrl}/$metadata#applications/$entity`, ...picked } };
}

/** `POST /applications(appId='…')/addPassword`: the one answer that tells a password's text. */
export function addPassword(request: VendorRequest, context: GraphContext): VendorResponse {
  const owned = ownApplication(request, context);
  if ("status" in owned) return owned;
  const { passwordCredential: wanted = {} } = jsonBody(request);
  if (!isRecord(wanted)) return badRequest("The parameter 'passwordCredential' is malformed.", request, context);
  const { displayName = null, endDateTime } = wanted;
  const isNamed = displayName === null || typeof displayName === "string";
  const isDated = endDateTime === undefined || (typeof endDateTime === "string" && ISO.test(endDateTime));
  if (!isNamed || !isDated) return badRequest("A property of 'passwordCredential' is malformed.", request, context);
  const { secretText, ...password } = context.apps.add(owned.app.clientId, { displayName, endDateTime });
  const metadata = { "@odata.context": `${context.baseUrl}/$metadata#microsoft.graph.passwordCredential` };
  return { status: 200, body: { ...metadata, ...shown(password), secretText } };
}

/** `POST /applications(appId='…')/removePassword`. */
export function removePassword(request: VendorRequest, context: GraphContext): VendorResponse {
  const owned = ownApplication(request, context);
  if ("status" in owned) return owned;
  const { keyId } = jsonBody(request);
  if (typeof keyId === "string" && context.apps.remove(owned.app.clientId, keyId)) return { status: 204 };
  return badRequest("No password credential found with keyId.", request, context);
}

function shown(password: object): Record<string, unknown> {
  return { customKeyIdentifier: null, secretText: null, ...password };
}

/** The application that the path names, if it is one that the caller owns. */
function ownApplication(
  request: VendorRequest,
  context: GraphContext,
): { readonly app: AppRegistration } | VendorResponse {
  const segment = decodeURIComponent(request.params["application"] ?? "");
  const appId = /^applications\(appId='([^']+)'\)$/.exec(segment)?.[1];
  const at = { clock: context.clock, request };
  if (appId === undefined) {
    return graphError(400, { code: "BadRequest", message: `Resource not found for the segment '${segment}'.` }, at);
  }
  const app = context.apps.find(appId);
  if (app === undefined) {
    const message = `Resource '${appId}' does not exist or one of its queried reference-property objects are not present.`;
    return graphError(404, { code: "Request_ResourceNotFound", message }, at);
  }
  if (context.apps.find(callerOf(request, context) ?? "")?.owns?.includes(appId) === true) return { app };
  const message = "Insufficient privileges to complete the operation.";
  return graphError(403, { code: "Authorization_RequestDenied", message }, at);
}

function badRequest(message: string, request: VendorRequest, { clock }: GraphContext): VendorResponse {
  return graphError(400, { code: "Request_BadRequest", message }, { clock, request });
}
