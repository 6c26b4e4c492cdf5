import { AwsError } from "../../gateway/aws-error.ts";
import { parseInput } from "../../gateway/json-module.ts";
import type { Ask, AwsRequest, AwsResponse, ServiceModule, UpgradeSocket } from "../../gateway/service-module.ts";
import { openAutomationStream } from "./automation-stream.ts";
import type { BrowserSessions } from "./browser-sessions.ts";
import { browserArn, type Browsers } from "./browsers.ts";
import { openLiveView } from "./live-view-stream.ts";
import { routeOf, streamOf, streamPath } from "./routes.ts";
import type { SessionRecord } from "./session-record.ts";
import { ListSessions, StartSession, UpdateStream } from "./session-requests.ts";

export interface AgentCorePorts {
  readonly browsers: Browsers;
  readonly sessions: BrowserSessions;
  /** The gateway's address, e.g. http://127.0.0.1:4566. */
  readonly endpoint: () => string;
}

/** The data plane of AgentCore, as far as browsers go: sessions over HTTP, their streams over WebSockets. */
export function agentCoreModule(ports: AgentCorePorts, close: () => Promise<void>): ServiceModule {
  return {
    signingName: "bedrock-agentcore",
    protocolOf: () => "rest-json",
    operationOf: (request) => routeOf(request).operation,
    asksOf: (request) => {
      const { operation, browserId } = routeOf(request);
      return [{ action: `bedrock-agentcore:${operation}`, resource: browserArn(browserId) }];
    },
    handle: async (request) => json(request, await answer(request, ports)),
    upgrades: { asksOf: streamAsks, accept: (request, _caller, connection) => connect(request, connection, ports) },
    close,
  };
}

/**
 * AWS's list of actions names no resource for connecting; its developer guide grants it on the browser's ARN, and that
 * is what works there.
 */
function streamAsks(request: AwsRequest): readonly Ask[] {
  const { kind, browserId } = streamOf(request);
  const name = kind === "automation" ? "Automation" : "LiveView";
  return [{ action: `bedrock-agentcore:ConnectBrowser${name}Stream`, resource: browserArn(browserId) }];
}

async function answer(request: AwsRequest, ports: AgentCorePorts): Promise<unknown> {
  const { operation, browserId } = routeOf(request);
  const { browsers, sessions } = ports;
  browsers.require(browserId);
  switch (operation) {
    case "StartBrowserSession": {
      const record = await sessions.start(browserId, parseInput(StartSession, bodyOf(request), "ValidationException"));
      return { ...headOf(record), createdAt: timeOf(record.createdAt), streams: streamsOf(record, ports) };
    }
    case "GetBrowserSession":
      return describe(sessions.get(browserId, sessionIdOf(request)), ports);
    case "StopBrowserSession": {
      const record = await sessions.stop(browserId, sessionIdOf(request));
      return { ...headOf(record), lastUpdatedAt: timeOf(record.lastUpdatedAt) };
    }
    case "ListBrowserSessions": {
      const input = parseInput(ListSessions, bodyOf(request), "ValidationException");
      const { items, nextToken } = sessions.list(browserId, input);
      return { items: items.map(summaryOf), ...(nextToken === undefined ? {} : { nextToken }) };
    }
    case "UpdateBrowserStream": {
      const { streamUpdate } = parseInput(UpdateStream, bodyOf(request), "ValidationException");
      const { streamStatus } = streamUpdate.automationStreamUpdate;
      const record = sessions.setAutomation(browserId, sessionIdOf(request), streamStatus);
      return { ...headOf(record), streams: streamsOf(record, ports), updatedAt: timeOf(record.lastUpdatedAt) };
    }
  }
}

async function connect(request: AwsRequest, connection: UpgradeSocket, ports: AgentCorePorts): Promise<void> {
  const { kind, browserId, sessionId } = streamOf(request);
  const { devtoolsUrl } = ports.sessions.connect(browserId, sessionId, kind);
  const attach: Parameters<typeof openAutomationStream>[2] = (stream) => ports.sessions.attach(sessionId, stream);
  if (kind === "automation") await openAutomationStream(connection, devtoolsUrl, attach);
  else {
    const takesInput = (): boolean => !ports.sessions.isAutomated(sessionId);
    await openLiveView(connection, { devtoolsUrl, attach, takesInput });
  }
}

function headOf({ browserIdentifier, sessionId }: SessionRecord) {
  return { browserIdentifier, sessionId };
}

function summaryOf(record: SessionRecord) {
  const { name, status, createdAt, lastUpdatedAt } = record;
  const times = { createdAt: timeOf(createdAt), lastUpdatedAt: timeOf(lastUpdatedAt) };
  return { ...headOf(record), ...(name === undefined ? {} : { name }), status, ...times };
}

function describe(record: SessionRecord, ports: AgentCorePorts) {
  const { viewPort, sessionTimeoutSeconds } = record;
  return { ...summaryOf(record), viewPort, sessionTimeoutSeconds, streams: streamsOf(record, ports) };
}

function streamsOf({ browserIdentifier, sessionId, automation }: SessionRecord, { endpoint }: AgentCorePorts) {
  const at = (kind: "automation" | "live-view"): string =>
    `${endpoint().replace(/^http/, "ws")}${streamPath(browserIdentifier, sessionId, kind)}`;
  return {
    automationStream: { streamEndpoint: at("automation"), streamStatus: automation },
    liveViewStream: { streamEndpoint: at("live-view") },
  };
}

function sessionIdOf(request: AwsRequest): string {
  const sessionId = request.query.get("sessionId");
  if (sessionId === null || sessionId === "") {
    throw new AwsError("ValidationException", "1 validation error detected: Value at 'sessionId' must not be null");
  }
  return sessionId;
}

function bodyOf(request: AwsRequest): unknown {
  try {
    return JSON.parse(request.body.toString("utf8") || "{}") as unknown;
  } catch {
    throw new AwsError("ValidationException", "The request body is not valid JSON.");
  }
}

/** The service writes times in ISO form. */
function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}

function json(request: AwsRequest, body: unknown): AwsResponse {
  const headers = { "content-type": "application/json", "x-amzn-requestid": request.requestId };
  return { status: 200, headers, body: JSON.stringify(body) };
}
