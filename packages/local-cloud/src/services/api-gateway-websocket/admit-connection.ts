import type { WebSocketClock, WebSocketLimits } from "./limits.ts";
import { readAuthorizerAnswer } from "./authorizer-answer.ts";
import { authorizerArn, callFunction, LONGEST_INTEGRATION_MS, routeArn, type FunctionPorts } from "./function-calls.ts";
import { authorizerEvent, connectEvent, type ConnectionFacts, type HandshakeParts } from "./gateway-event.ts";
import { invokeRoute } from "./invoke-route.ts";
import type { Authorizer, WebSocketApis } from "./web-socket-api.ts";

export interface GatewayParts {
  readonly apis: WebSocketApis;
  readonly functions: FunctionPorts;
  readonly limits: WebSocketLimits;
  readonly clock: WebSocketClock;
}

/** Whether a handshake goes through: the answer to it otherwise. */
export type Handshake =
  | {
      readonly kind: "accepted";
      readonly subprotocol?: string;
      readonly authorizer?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "refused"; readonly status: number };

const refused = (status: number): Handshake => ({ kind: "refused", status });

/** Asks the authorizer and the integration of `$connect`, in this order, whether a client may connect. */
export async function admitConnection(
  facts: ConnectionFacts,
  parts: HandshakeParts,
  gateway: GatewayParts,
): Promise<Handshake> {
  const route = gateway.apis.route(facts.apiId, "$connect");
  if (route === undefined) return { kind: "accepted" };
  let authorizer: Readonly<Record<string, string>> | undefined;
  if (route.authorizerId !== undefined) {
    const admission = await askAuthorizer(route.authorizerId, { facts, parts }, gateway);
    if ("kind" in admission) return admission;
    ({ authorizer } = admission);
  }
  const more = { now: gateway.clock.now(), ...(authorizer === undefined ? {} : { authorizer }) };
  const event = connectEvent(facts, parts, more);
  const answer = await invokeRoute(route, event, { ...gateway, stageName: facts.stageName });
  if (answer.kind === "not-permitted") return refused(500);
  if (answer.kind === "timed-out") return refused(504);
  if (answer.kind !== "answered") return refused(502);
  if (answer.statusCode < 200 || answer.statusCode > 299) return refused(answer.statusCode);
  const subprotocol = answer.headers["sec-websocket-protocol"];
  if (subprotocol !== undefined && !isToken(subprotocol)) return refused(502);
  return {
    kind: "accepted",
    ...(subprotocol === undefined ? {} : { subprotocol }),
    ...(authorizer === undefined ? {} : { authorizer }),
  };
}

async function askAuthorizer(
  authorizerId: string,
  { facts, parts }: { readonly facts: ConnectionFacts; readonly parts: HandshakeParts },
  { apis, functions, limits, clock }: GatewayParts,
): Promise<Handshake | { readonly authorizer: Readonly<Record<string, string>> }> {
  const authorizer = apis.authorizers.get(authorizerId);
  if (authorizer === undefined) return refused(500);
  if (!hasIdentity(authorizer, facts, parts)) return refused(401);
  const methodArn = routeArn(facts.apiId, facts.stageName, "$connect");
  const { functionArn, credentialsArn } = authorizer;
  const answer = await callFunction(
    {
      functionArn,
      ...(credentialsArn === undefined ? {} : { credentialsArn }),
      sourceArn: authorizerArn(facts.apiId, authorizerId),
      timeoutMs: LONGEST_INTEGRATION_MS,
      event: authorizerEvent(facts, parts, { now: clock.now(), methodArn }),
    },
    functions,
  );
  // A function that throws "Unauthorized" refuses; one that fails otherwise is a fault of the API.
  if (answer.kind === "failed" && answer.errorMessage === "Unauthorized") return refused(401);
  if (answer.kind !== "answered") return refused(500);
  if (Buffer.byteLength(answer.payload) > limits.authorizerAnswerBytes) return refused(500);
  const admission = readAuthorizerAnswer(answer.payload, methodArn);
  if (admission.kind === "allowed") return { authorizer: admission.authorizer };
  return refused(admission.kind === "denied" ? 403 : 500);
}

function hasIdentity(authorizer: Authorizer, facts: ConnectionFacts, parts: HandshakeParts): boolean {
  return authorizer.identitySources.every((source) => {
    const [, kind, name = ""] =
      /^(route\.request\.header|route\.request\.querystring|stageVariables|context)\.(.+)$/.exec(source) ?? [];
    switch (kind) {
      case "route.request.header":
        return Object.entries(parts.headers).some(
          ([header, value]) => header.toLowerCase() === name.toLowerCase() && value !== "",
        );
      case "route.request.querystring":
        return (parts.queryStringParameters?.[name] ?? "") !== "";
      case "stageVariables":
        return (facts.stageVariables?.[name] ?? "") !== "";
      default:
        return kind === "context";
    }
  });
}

/** A token of RFC 7230; anything else could write headers of its own into the handshake's answer. */
function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}
