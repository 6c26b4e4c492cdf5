import { callFunction, routeArn, type FunctionAnswer, type FunctionPorts } from "./function-calls.ts";
import type { GatewayEvent } from "./gateway-event.ts";
import type { Route, WebSocketApis } from "./web-socket-api.ts";

/** What a route's integration answered. */
export type RouteAnswer =
  | {
      readonly kind: "answered";
      readonly statusCode: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | Exclude<FunctionAnswer, { kind: "answered" }>
  /** The function's answer has not the proxy's form. */
  | { readonly kind: "malformed" };

/** Sends an event where the route's messages go. A route without an integration takes everything. */
export async function invokeRoute(
  route: Route,
  event: GatewayEvent,
  scene: { readonly stageName: string; readonly apis: WebSocketApis; readonly functions: FunctionPorts },
): Promise<RouteAnswer> {
  const { apis, functions, stageName } = scene;
  const { integrationId = "" } = route;
  const integration = apis.integrations.get(integrationId);
  if (integration === undefined) return { kind: "answered", statusCode: 200, headers: {} };
  if (integration.kind === "mock") {
    const text = apis.mockText(integrationId);
    const body = text === undefined ? {} : { body: text };
    return { kind: "answered", statusCode: integration.statusCode, headers: {}, ...body };
  }
  const { functionArn, credentialsArn, timeoutMs } = integration;
  const sourceArn = routeArn(route.apiId, stageName, route.routeKey);
  const role = credentialsArn === undefined ? {} : { credentialsArn };
  const answer = await callFunction({ functionArn, ...role, sourceArn, timeoutMs, event }, functions);
  return answer.kind === "answered" ? readProxyAnswer(answer.payload) : answer;
}

/** Reads the answer of a Lambda proxy integration. */
function readProxyAnswer(payload: string): RouteAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(payload);
  } catch {
    return { kind: "malformed" };
  }
  if (typeof answer !== "object" || answer === null || !("statusCode" in answer)) return { kind: "malformed" };
  const statusCode = Number(answer.statusCode);
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) return { kind: "malformed" };
  const headers = "headers" in answer ? textsOf(answer.headers) : {};
  const body = "body" in answer ? answer.body : undefined;
  if (body !== undefined && body !== null && typeof body !== "string") return { kind: "malformed" };
  const isBase64 = "isBase64Encoded" in answer && answer.isBase64Encoded === true;
  const text = typeof body === "string" ? (isBase64 ? Buffer.from(body, "base64").toString("utf8") : body) : undefined;
  return { kind: "answered", statusCode, headers, ...(text === undefined ? {} : { body: text }) };
}

/** The headers by their names in lower case. */
function textsOf(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
