import { AwsError } from "../../gateway/aws-error.ts";
import type { AwsRequest } from "../../gateway/service-module.ts";
import type { Stream } from "./browser-sessions.ts";

export type SessionOperation =
  | "StartBrowserSession"
  | "GetBrowserSession"
  | "StopBrowserSession"
  | "ListBrowserSessions"
  | "UpdateBrowserStream";

const ROUTES: readonly (readonly [method: string, path: RegExp, operation: SessionOperation])[] = [
  ["PUT", /^\/browsers\/([^/]+)\/sessions\/start$/, "StartBrowserSession"],
  ["GET", /^\/browsers\/([^/]+)\/sessions\/get$/, "GetBrowserSession"],
  ["PUT", /^\/browsers\/([^/]+)\/sessions\/stop$/, "StopBrowserSession"],
  ["POST", /^\/browsers\/([^/]+)\/sessions\/list$/, "ListBrowserSessions"],
  ["PUT", /^\/browsers\/([^/]+)\/sessions\/streams\/update$/, "UpdateBrowserStream"],
];
const STREAM = /^\/browser-streams\/([^/]+)\/sessions\/([^/]+)\/(automation|live-view)$/;

/** Which operation a request is, and on which browser. @throws AwsError UnknownOperationException. */
export function routeOf(request: AwsRequest): { operation: SessionOperation; browserId: string } {
  for (const [method, path, operation] of ROUTES) {
    const match = method === request.method ? path.exec(request.rawPath) : null;
    if (match !== null) return { operation, browserId: decodeURIComponent(match[1] ?? "") };
  }
  throw unknown(request);
}

/** Which stream a connection asks for. @throws AwsError UnknownOperationException. */
export function streamOf(request: AwsRequest): { kind: Stream["kind"]; browserId: string; sessionId: string } {
  const [, browserId = "", sessionId = "", kind] = STREAM.exec(request.rawPath) ?? [];
  if (kind !== "automation" && kind !== "live-view") throw unknown(request);
  return { kind, browserId: decodeURIComponent(browserId), sessionId: decodeURIComponent(sessionId) };
}

/** The path of a session's stream. */
export function streamPath(browserId: string, sessionId: string, kind: Stream["kind"]): string {
  return `/browser-streams/${encodeURIComponent(browserId)}/sessions/${sessionId}/${kind}`;
}

function unknown({ method, rawPath }: AwsRequest): AwsError {
  return new AwsError("UnknownOperationException", `Unknown operation ${method} ${rawPath}`, { status: 404 });
}
