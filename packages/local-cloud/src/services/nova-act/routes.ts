import { AwsError } from "../../gateway/aws-error.ts";
import type { AwsRequest } from "../../gateway/service-module.ts";

export type NovaActOperation =
  | "CreateWorkflowDefinition"
  | "GetWorkflowDefinition"
  | "DeleteWorkflowDefinition"
  | "CreateWorkflowRun"
  | "GetWorkflowRun"
  | "UpdateWorkflowRun"
  | "CreateSession"
  | "CreateAct"
  | "UpdateAct"
  | "InvokeActStep";

/** An operation, and what the path names; "" for what it does not. */
export interface Route {
  readonly operation: NovaActOperation;
  readonly definition: string;
  readonly runId: string;
  readonly sessionId: string;
  readonly actId: string;
}

const DEFINITION = "/workflow-definitions/([^/]+)";
const RUN = `${DEFINITION}/workflow-runs/([^/]+)`;
const ACTS = `${RUN}/sessions/([^/]+)/acts`;

const ROUTES: readonly (readonly [method: string, path: string, operation: NovaActOperation])[] = [
  ["PUT", "/workflow-definitions", "CreateWorkflowDefinition"],
  ["GET", DEFINITION, "GetWorkflowDefinition"],
  ["DELETE", DEFINITION, "DeleteWorkflowDefinition"],
  ["PUT", `${DEFINITION}/workflow-runs`, "CreateWorkflowRun"],
  ["GET", RUN, "GetWorkflowRun"],
  ["PUT", RUN, "UpdateWorkflowRun"],
  ["PUT", `${RUN}/sessions`, "CreateSession"],
  ["PUT", ACTS, "CreateAct"],
  ["PUT", `${ACTS}/([^/]+)`, "UpdateAct"],
  ["PUT", `${ACTS}/([^/]+)/invoke-step`, "InvokeActStep"],
];
const COMPILED = ROUTES.map(([method, path, operation]) => ({ method, path: new RegExp(`^${path}/?$`), operation }));

/** Which operation a request is. @throws AwsError UnknownOperationException. */
export function routeOf(request: AwsRequest): Route {
  for (const { method, path, operation } of COMPILED) {
    const match = method === request.method ? path.exec(request.rawPath) : null;
    if (match === null) continue;
    const [definition = "", runId = "", sessionId = "", actId = ""] = match.slice(1).map(decodeURIComponent);
    return { operation, definition, runId, sessionId, actId };
  }
  throw new AwsError("UnknownOperationException", `Unknown operation ${request.method} ${request.rawPath}`, {
    status: 404,
  });
}
