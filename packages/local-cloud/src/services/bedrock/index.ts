import { AwsError } from "../../gateway/aws-error.ts";
import type { AwsRequest, AwsResponse, ServiceModule } from "../../gateway/service-module.ts";
import { parseConverse } from "./converse-input.ts";
import { converseEvents } from "./converse-stream.ts";
import { encodeEvent } from "./event-stream.ts";
import { modelAsks, modelReference } from "./model-catalogue.ts";
import type { ConverseResponse, ModelProvider } from "./model-provider.ts";

export type {
  ActCall,
  ActObservation,
  ActStepInput,
  ActStepOutput,
  ConverseRequest,
  ConverseResponse,
  Message,
  ModelProvider,
  ToolSpec,
} from "./model-provider.ts";

export interface BedrockService {
  readonly module: ServiceModule;
}

type Operation = "Converse" | "ConverseStream" | "InvokeModel" | "InvokeModelWithResponseStream";

const OPERATIONS: Readonly<Record<string, Operation>> = {
  converse: "Converse",
  "converse-stream": "ConverseStream",
  invoke: "InvokeModel",
  "invoke-with-response-stream": "InvokeModelWithResponseStream",
};

/** The Bedrock runtime in front of a model provider; every answer says who gave it. */
export async function createBedrock(options: { model: ModelProvider }): Promise<BedrockService> {
  const { model } = options;
  const module: ServiceModule = {
    signingName: "bedrock",
    protocolOf: () => "rest-json",
    operationOf: (request) => routeOf(request).operation,
    asksOf: (request) => {
      const { operation, modelId } = routeOf(request);
      const streams = operation.endsWith("Stream");
      return modelAsks(modelReference(modelId), `bedrock:InvokeModel${streams ? "WithResponseStream" : ""}`);
    },
    handle: (request) => handle(request, model),
    close: async () => await model.close?.(),
  };
  return { module };
}

function routeOf(request: AwsRequest): { operation: Operation; modelId: string } {
  const match = /^\/model\/(.+)\/([a-z-]+)$/.exec(request.rawPath);
  const operation = request.method === "POST" ? OPERATIONS[match?.[2] ?? ""] : undefined;
  if (operation === undefined) {
    throw new AwsError("UnknownOperationException", `Unknown operation ${request.method} ${request.rawPath}`, {
      status: 404,
    });
  }
  return { operation, modelId: decodeURIComponent(match?.[1] ?? "") };
}

async function handle(request: AwsRequest, model: ModelProvider): Promise<AwsResponse> {
  const { operation, modelId: named } = routeOf(request);
  const { modelId } = modelReference(named);
  const headers = { "x-amzn-requestid": request.requestId, "x-served-by": model.label };
  switch (operation) {
    case "Converse": {
      const answer = await converse(modelId, request, model);
      return { status: 200, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(answer) };
    }
    case "ConverseStream":
      return eventStream(headers, converseEvents(await converse(modelId, request, model)));
    case "InvokeModel": {
      const body = await invokeModel(modelId, request, model);
      return { status: 200, headers: { ...headers, "content-type": "application/json" }, body };
    }
    case "InvokeModelWithResponseStream":
      return eventStream(headers, chunkEvents(await invokeModel(modelId, request, model)));
  }
}

/** Asks the provider, and labels its answer. */
async function converse(modelId: string, request: AwsRequest, model: ModelProvider): Promise<ConverseResponse> {
  const startedAt = performance.now();
  const answer = await model.converse(modelId, parseConverse(request.body));
  return {
    ...answer,
    metrics: answer.metrics ?? { latencyMs: Math.round(performance.now() - startedAt) },
    additionalModelResponseFields: { ...answer.additionalModelResponseFields, servedBy: model.label },
  };
}

async function invokeModel(modelId: string, request: AwsRequest, model: ModelProvider): Promise<Uint8Array> {
  if (model.invokeModel === undefined) {
    throw new AwsError(
      "ValidationException",
      `The model provider ${model.label} answers Converse only: InvokeModel on ${modelId} is not supported.`,
    );
  }
  return await model.invokeModel(modelId, request.body);
}

function eventStream(headers: Readonly<Record<string, string>>, body: AsyncIterable<Uint8Array>): AwsResponse {
  return { status: 200, headers: { ...headers, "content-type": "application/vnd.amazon.eventstream" }, body };
}

async function* chunkEvents(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield encodeEvent("chunk", { bytes: Buffer.from(body).toString("base64") });
}
