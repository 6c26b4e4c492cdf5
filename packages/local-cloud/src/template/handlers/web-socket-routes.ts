import { LONGEST_INTEGRATION_MS } from "../../services/api-gateway-websocket/function-calls.ts";
import type { Integration, Route, WebSocketApis } from "../../services/api-gateway-websocket/web-socket-api.ts";
import type { ResourceHandler, ResourceRequest } from "../resource-handler.ts";
import { listOf, numberOr, objectOf, optionalText, propertyError, requiredText } from "./properties.ts";
import { partHandler } from "./web-socket-apis.ts";

/** AWS::ApiGatewayV2::Route. */
export function routeHandler(apis: WebSocketApis): ResourceHandler {
  return partHandler({
    type: "AWS::ApiGatewayV2::Route",
    immutable: ["ApiId"],
    idAttribute: "RouteId",
    put: (id, request) => void apis.routes.set(id, routeOf(request)),
    remove: (id) => void apis.routes.delete(id),
  });
}

function routeOf(request: ResourceRequest): Route {
  const { properties } = request;
  const routeKey = requiredText(request, "RouteKey");
  const target = optionalText(properties, "Target");
  const integrationId = target === undefined ? undefined : /^integrations\/([a-z0-9]+)$/.exec(target)?.[1];
  if (target !== undefined && integrationId === undefined) {
    throw propertyError(request, "Target", `${target} is no integrations/<id>`);
  }
  const authorization = optionalText(properties, "AuthorizationType") ?? "NONE";
  if (authorization !== "NONE" && (authorization !== "CUSTOM" || routeKey !== "$connect")) {
    throw propertyError(request, "AuthorizationType", `${authorization} is not run here on the route ${routeKey}`);
  }
  return {
    apiId: requiredText(request, "ApiId"),
    routeKey,
    ...(integrationId === undefined ? {} : { integrationId }),
    ...(authorization === "NONE" ? {} : { authorizerId: requiredText(request, "AuthorizerId") }),
  };
}

/** AWS::ApiGatewayV2::RouteResponse: with one, the route's client gets the integration's answer. */
export function routeResponseHandler(apis: WebSocketApis): ResourceHandler {
  return partHandler({
    type: "AWS::ApiGatewayV2::RouteResponse",
    immutable: ["ApiId", "RouteId"],
    idAttribute: "RouteResponseId",
    put: (id, request) => {
      const key = requiredText(request, "RouteResponseKey");
      if (key !== "$default") throw propertyError(request, "RouteResponseKey", `${key} is not $default`);
      apis.routeResponses.set(id, requiredText(request, "RouteId"));
    },
    remove: (id) => void apis.routeResponses.delete(id),
  });
}

/** AWS::ApiGatewayV2::Integration: Lambda by proxy, and MOCK; others are refused. */
export function integrationHandler(apis: WebSocketApis): ResourceHandler {
  return partHandler({
    type: "AWS::ApiGatewayV2::Integration",
    immutable: ["ApiId"],
    idAttribute: "IntegrationId",
    put: (id, request) => void apis.integrations.set(id, integrationOf(request)),
    remove: (id) => void apis.integrations.delete(id),
  });
}

function integrationOf(request: ResourceRequest): Integration {
  const { properties } = request;
  const apiId = requiredText(request, "ApiId");
  const type = requiredText(request, "IntegrationType");
  if (type === "MOCK") return { kind: "mock", apiId, statusCode: mockStatus(request) };
  if (type !== "AWS_PROXY") throw propertyError(request, "IntegrationType", `${type} is not run here`);
  const timeoutMs = numberOr(request, "TimeoutInMillis", LONGEST_INTEGRATION_MS);
  if (timeoutMs < 50 || timeoutMs > LONGEST_INTEGRATION_MS) {
    throw propertyError(request, "TimeoutInMillis", `${timeoutMs} is not between 50 and ${LONGEST_INTEGRATION_MS}`);
  }
  const credentialsArn = optionalText(properties, "CredentialsArn");
  return {
    kind: "function",
    apiId,
    functionArn: functionOf(request, "IntegrationUri"),
    timeoutMs,
    ...(credentialsArn === undefined ? {} : { credentialsArn }),
  };
}

/** A mock's request template is an object with the status; VTL in it is not run. */
function mockStatus(request: ResourceRequest): number {
  const [template] = Object.values(objectOf(request.properties, "RequestTemplates"));
  if (template === undefined) return 200;
  const status = /^\s*\{\s*"?statusCode"?\s*:\s*(\d{3})\s*\}\s*$/.exec(String(template))?.[1];
  if (status === undefined) throw propertyError(request, "RequestTemplates", "it is more than a fixed statusCode");
  return Number(status);
}

/** The function of `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<arn>/invocations`. */
function functionOf(request: ResourceRequest, property: string): string {
  const uri = requiredText(request, property);
  const functionArn = /^arn:aws:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(
    uri,
  )?.[1];
  if (functionArn === undefined) throw propertyError(request, property, `${uri} does not name a function to invoke`);
  return functionArn;
}

/** AWS::ApiGatewayV2::IntegrationResponse: the fixed text of a MOCK integration. */
export function integrationResponseHandler(apis: WebSocketApis): ResourceHandler {
  return partHandler({
    type: "AWS::ApiGatewayV2::IntegrationResponse",
    immutable: ["ApiId", "IntegrationId"],
    idAttribute: "IntegrationResponseId",
    put: (id, request) => {
      const [template] = Object.values(objectOf(request.properties, "ResponseTemplates"));
      const text = template === undefined ? undefined : String(template);
      if (text !== undefined && /[$#]/.test(text)) {
        throw propertyError(request, "ResponseTemplates", "templates are not run here, only fixed texts");
      }
      const integrationId = requiredText(request, "IntegrationId");
      apis.integrationResponses.set(id, { integrationId, ...(text === undefined ? {} : { text }) });
    },
    remove: (id) => void apis.integrationResponses.delete(id),
  });
}

/** AWS::ApiGatewayV2::Authorizer: REQUEST authorizers. */
export function authorizerHandler(apis: WebSocketApis): ResourceHandler {
  return partHandler({
    type: "AWS::ApiGatewayV2::Authorizer",
    immutable: ["ApiId"],
    idAttribute: "AuthorizerId",
    put: (id, request) => {
      const type = requiredText(request, "AuthorizerType");
      if (type !== "REQUEST") throw propertyError(request, "AuthorizerType", `${type} is not run here`);
      const credentialsArn = optionalText(request.properties, "AuthorizerCredentialsArn");
      apis.authorizers.set(id, {
        apiId: requiredText(request, "ApiId"),
        name: requiredText(request, "Name"),
        functionArn: functionOf(request, "AuthorizerUri"),
        identitySources: listOf(request.properties, "IdentitySource").map(String),
        ...(credentialsArn === undefined ? {} : { credentialsArn }),
      });
    },
    remove: (id) => void apis.authorizers.delete(id),
  });
}
