import { AwsError } from "../../gateway/aws-error.ts";
import { parseInput } from "../../gateway/json-module.ts";
import type { Ask, AwsRequest, AwsResponse, ServiceModule } from "../../gateway/service-module.ts";
import type { ActRecords, RunRecord } from "./act-records.ts";
import { invokeStep, type ActAnswerer } from "./invoke-step.ts";
import {
  CreateAct,
  CreateDefinition,
  CreateRun,
  CreateSession,
  DefinitionName,
  InvokeStep,
  UpdateAct,
  UpdateRun,
} from "./requests.ts";
import { routeOf, type Route } from "./routes.ts";
import {
  createDefinition,
  definitionArn,
  deleteDefinition,
  describeDefinition,
  requireDefinition,
} from "./workflow-definitions.ts";
import {
  createAct,
  createRun,
  createSession,
  requireRun,
  updateAct,
  updateRun,
  type RunScene,
} from "./workflow-runs.ts";

export interface NovaActPorts {
  readonly records: ActRecords;
  readonly model: ActAnswerer;
  readonly now: () => number;
}

/** The Nova Act API: it says what to do next in a browser, which is the client's. */
export function novaActModule(ports: NovaActPorts): ServiceModule {
  return {
    signingName: "nova-act",
    protocolOf: () => "rest-json",
    operationOf: (request) => routeOf(request).operation,
    asksOf: (request) => asksOf(request),
    handle: async (request) => {
      const route = routeOf(request);
      const body = await answer(request, route, ports);
      const headers = {
        "content-type": "application/json",
        "x-amzn-requestid": request.requestId,
        ...(route.operation === "InvokeActStep" ? { "x-served-by": ports.model.label } : {}),
      };
      return { status: statusOf(route), headers, body: JSON.stringify(body) } satisfies AwsResponse;
    },
    close: async () => ports.records.close(),
  };
}

/** IAM's list names the definition for every action, and the run too for what happens inside one. */
function asksOf(request: AwsRequest): readonly Ask[] {
  const { operation, definition, runId } = routeOf(request);
  const action = `nova-act:${operation}`;
  if (operation === "CreateWorkflowDefinition") {
    return [{ action, resource: definitionArn(parse(CreateDefinition, request).name) }];
  }
  const ofDefinition = definitionArn(parseInput(DefinitionName, definition, "ValidationException"));
  const asks = [{ action, resource: ofDefinition }];
  return runId === "" ? asks : [...asks, { action, resource: `${ofDefinition}/workflow-run/${runId}` }];
}

async function answer(request: AwsRequest, route: Route, ports: NovaActPorts): Promise<unknown> {
  const { records } = ports;
  const scene: RunScene = { records, route, now: ports.now() };
  switch (route.operation) {
    case "CreateWorkflowDefinition":
      createDefinition(records, parse(CreateDefinition, request), scene.now);
      return { status: "ACTIVE" };
    case "GetWorkflowDefinition":
      return describeDefinition(requireDefinition(records, route.definition));
    case "DeleteWorkflowDefinition":
      requireDefinition(records, route.definition);
      deleteDefinition(records, route.definition);
      return { status: "DELETING" };
    case "CreateWorkflowRun": {
      const { runId, status } = createRun(scene, parse(CreateRun, request));
      return { workflowRunId: runId, status };
    }
    case "GetWorkflowRun":
      return describeRun(requireRun(scene));
    case "UpdateWorkflowRun":
      updateRun(scene, parse(UpdateRun, request).status);
      return {};
    case "CreateSession":
      return { sessionId: createSession(scene, parse(CreateSession, request).clientToken).sessionId };
    case "CreateAct": {
      const { actId, status } = createAct(scene, parse(CreateAct, request));
      return { actId, status };
    }
    case "UpdateAct":
      updateAct(scene, parse(UpdateAct, request));
      return {};
    case "InvokeActStep": {
      const { stepId, calls, servedBy } = await invokeStep(scene, parse(InvokeStep, request), ports.model);
      return { stepId, calls: calls.map(({ callId, name, input }) => ({ callId, name, input })), servedBy };
    }
  }
}

function statusOf({ operation }: Route): number {
  return operation === "CreateWorkflowDefinition" ? 201 : 200;
}

function describeRun({ runId, definition, modelId, status, startedAt, endedAt, logGroupName }: RunRecord) {
  return {
    workflowRunId: runId,
    workflowRunArn: `${definitionArn(definition)}/workflow-run/${runId}`,
    modelId,
    status,
    startedAt: new Date(startedAt).toISOString(),
    ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }),
    ...(logGroupName === undefined ? {} : { logGroupName }),
  };
}

function parse<Schema extends Parameters<typeof parseInput>[0]>(schema: Schema, request: AwsRequest) {
  return parseInput(schema, bodyOf(request), "ValidationException");
}

function bodyOf(request: AwsRequest): unknown {
  try {
    return JSON.parse(request.body.toString("utf8") || "{}") as unknown;
  } catch {
    throw new AwsError("ValidationException", "The request body is not valid JSON.", {
      members: { reason: "CannotParse" },
    });
  }
}
