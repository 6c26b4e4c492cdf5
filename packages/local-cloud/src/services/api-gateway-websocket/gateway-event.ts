import type { IncomingMessage } from "node:http";
import { newRequestId } from "./request-ids.ts";
import { domainNameOf } from "./web-socket-api.ts";

/** Who is at the other end of a connection, and of which API it is. */
export interface ConnectionFacts {
  readonly connectionId: string;
  readonly apiId: string;
  readonly stageName: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly connectedAt: number;
  readonly sourceIp: string;
  readonly userAgent?: string;
}

type EventType = "CONNECT" | "MESSAGE" | "DISCONNECT";
type RequestContext = Readonly<Record<string, unknown>> & { readonly requestId: string };

/** An event for a function, with the id of the request that it stands for. */
export type GatewayEvent = Readonly<Record<string, unknown>> & { readonly requestContext: RequestContext };

/** The context that all events share. `now` is in epoch milliseconds. */
export function requestContext(
  facts: ConnectionFacts,
  what: { readonly routeKey: string; readonly eventType: EventType; readonly now: number },
): RequestContext {
  const requestId = newRequestId();
  return {
    routeKey: what.routeKey,
    eventType: what.eventType,
    extendedRequestId: requestId,
    requestTime: requestTime(what.now),
    messageDirection: "IN",
    stage: facts.stageName,
    connectedAt: facts.connectedAt,
    requestTimeEpoch: what.now,
    identity: {
      ...(facts.userAgent === undefined ? {} : { userAgent: facts.userAgent }),
      sourceIp: facts.sourceIp,
    },
    requestId,
    domainName: domainNameOf(facts.apiId),
    connectionId: facts.connectionId,
    apiId: facts.apiId,
  };
}

/** The headers and the query of a handshake, in both of API Gateway's forms. */
export interface HandshakeParts {
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[]>>;
}

const HOP_BY_HOP = new Set(["connection", "upgrade"]);

/** Reads a handshake; header names stay as the client wrote them. */
export function handshakeParts(request: IncomingMessage, apiId: string): HandshakeParts {
  const headers = new Map<string, string[]>();
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? "";
    if (HOP_BY_HOP.has(name.toLowerCase())) continue;
    headers.set(name, [...(headers.get(name) ?? []), request.rawHeaders[at + 1] ?? ""]);
  }
  replaceHeader(headers, "Host", [domainNameOf(apiId)]);
  const forwarded = [...(headers.get("X-Forwarded-For") ?? []), request.socket.remoteAddress ?? "127.0.0.1"];
  replaceHeader(headers, "X-Forwarded-For", [forwarded.join(", ")]);
  replaceHeader(headers, "X-Forwarded-Port", ["443"]);
  replaceHeader(headers, "X-Forwarded-Proto", ["https"]);
  const query = new Map<string, string[]>();
  for (const [name, value] of new URL(request.url ?? "/", "http://local").searchParams) {
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return {
    headers: lastValues(headers),
    multiValueHeaders: Object.fromEntries(headers),
    ...(query.size === 0
      ? {}
      : { queryStringParameters: lastValues(query), multiValueQueryStringParameters: Object.fromEntries(query) }),
  };
}

/** What the gateway sets itself, whatever the client wrote and however it spelt it. */
function replaceHeader(headers: Map<string, string[]>, name: string, values: string[]): void {
  for (const known of headers.keys()) if (known.toLowerCase() === name.toLowerCase()) headers.delete(known);
  headers.set(name, values);
}

function lastValues(values: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  return Object.fromEntries([...values].map(([name, list]) => [name, list.at(-1) ?? ""]));
}

/** The event of `$connect`. */
export function connectEvent(
  facts: ConnectionFacts,
  parts: HandshakeParts,
  more: { readonly now: number; readonly authorizer?: Readonly<Record<string, unknown>> },
): GatewayEvent {
  const context = requestContext(facts, { routeKey: "$connect", eventType: "CONNECT", now: more.now });
  return {
    ...parts,
    ...variablesOf(facts),
    requestContext: more.authorizer === undefined ? context : { ...context, authorizer: more.authorizer },
    isBase64Encoded: false,
  };
}

/** What a REQUEST authorizer gets. */
export function authorizerEvent(
  facts: ConnectionFacts,
  parts: HandshakeParts,
  more: { readonly now: number; readonly methodArn: string },
): GatewayEvent {
  return {
    type: "REQUEST",
    methodArn: more.methodArn,
    ...parts,
    queryStringParameters: parts.queryStringParameters ?? {},
    multiValueQueryStringParameters: parts.multiValueQueryStringParameters ?? {},
    stageVariables: facts.stageVariables ?? {},
    requestContext: requestContext(facts, { routeKey: "$connect", eventType: "CONNECT", now: more.now }),
  };
}

/** The event of a message. */
export function messageEvent(
  facts: ConnectionFacts,
  message: { readonly routeKey: string; readonly body: string },
  more: { readonly now: number; readonly authorizer?: Readonly<Record<string, unknown>> },
): GatewayEvent {
  const context = requestContext(facts, { routeKey: message.routeKey, eventType: "MESSAGE", now: more.now });
  const authorizer = more.authorizer === undefined ? {} : { authorizer: more.authorizer };
  return {
    ...variablesOf(facts),
    requestContext: { ...context, messageId: newRequestId(), ...authorizer },
    body: message.body,
    isBase64Encoded: false,
  };
}

/** The event of `$disconnect`. It has none of the handshake's headers. */
export function disconnectEvent(
  facts: ConnectionFacts,
  ending: { readonly code: number; readonly reason: string },
  more: { readonly now: number; readonly authorizer?: Readonly<Record<string, unknown>> },
): GatewayEvent {
  const context = requestContext(facts, { routeKey: "$disconnect", eventType: "DISCONNECT", now: more.now });
  const headers = {
    Host: domainNameOf(facts.apiId),
    "x-api-key": "",
    "X-Forwarded-For": facts.sourceIp,
    "x-restapi": "",
  };
  const authorizer = more.authorizer === undefined ? {} : { authorizer: more.authorizer };
  return {
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    ...variablesOf(facts),
    requestContext: {
      ...context,
      disconnectStatusCode: ending.code,
      disconnectReason: ending.reason,
      ...authorizer,
    },
    isBase64Encoded: false,
  };
}

function variablesOf({ stageVariables }: ConnectionFacts): object {
  return stageVariables === undefined ? {} : { stageVariables };
}

/** CLF's form, e.g. `16/Mar/2025:00:46:22 +0000`. */
function requestTime(now: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(now).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
