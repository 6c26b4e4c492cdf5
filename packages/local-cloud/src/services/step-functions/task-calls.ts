import { randomUUID } from "node:crypto";
import type { Ask, AwsRequest, Caller, ServiceModule } from "../../gateway/service-module.ts";
import { REGION } from "../../gateway/account.ts";
import { isJsonObject, type Json, type JsonObject } from "../../template/model.ts";
import { integrationOf, type Integration } from "./definition/integration.ts";
import { toCamelCase, toPascalCase } from "./sdk-integration.ts";
import { functionError, serviceError, TaskError } from "./task-error.ts";

/** What tasks call, on behalf of a machine's role. */
export interface TaskPorts {
  /** Throws AwsError AccessDenied where the role may not. */
  readonly authorise: (roleArn: string, ask: Ask) => void;
  readonly invokeFunction: (
    functionArn: string,
    payload: string,
  ) => Promise<{ payload: string; functionError?: string }>;
  readonly startExecution: (request: { stateMachineArn: string; name?: string; input: string }) => {
    executionArn: string;
    startDate: number;
  };
  /** The ARN of a function by its name, partial or whole ARN. */
  readonly functionArn: (nameOrArn: string) => string;
  readonly dynamodb: () => ServiceModule;
  readonly dataAutomation: () => ServiceModule;
  /** The role as a caller of a service. */
  readonly callerOf: (roleArn: string) => Caller;
}

/** Calls what the Task's Resource names, as the role. @throws TaskError. */
export async function callTask(
  resource: string,
  input: Json,
  caller: { roleArn: string; ports: TaskPorts },
): Promise<Json> {
  const integration = integrationOf(resource);
  if (integration === undefined) throw new TaskError("States.Runtime", `${resource} is not run here`);
  const parameters = isJsonObject(input) ? input : {};
  switch (integration.kind) {
    case "lambda-arn":
      return await invoke(integration.functionArn, input, caller);
    case "lambda-invoke": {
      const functionArn = caller.ports.functionArn(String(parameters["FunctionName"] ?? ""));
      const payload = await invoke(functionArn, parameters["Payload"] ?? {}, caller);
      return { ExecutedVersion: "$LATEST", Payload: payload, StatusCode: 200 };
    }
    case "start-execution":
      return startExecution(parameters, caller);
    case "data-automation":
      return await callDataAutomation(integration.operation, parameters, caller);
    case "dynamodb":
      return await callDynamodb(integration, parameters, caller);
  }
}

async function invoke(functionArn: string, event: Json, caller: { roleArn: string; ports: TaskPorts }): Promise<Json> {
  const { roleArn, ports } = caller;
  let answer: { payload: string; functionError?: string };
  try {
    ports.authorise(roleArn, { action: "lambda:InvokeFunction", resource: functionArn });
    answer = await ports.invokeFunction(functionArn, JSON.stringify(event));
  } catch (error) {
    throw serviceError("Lambda", error);
  }
  if (answer.functionError !== undefined) throw functionError(answer.payload);
  return JSON.parse(answer.payload) as Json;
}

function startExecution(parameters: JsonObject, { roleArn, ports }: { roleArn: string; ports: TaskPorts }): Json {
  const stateMachineArn = String(parameters["StateMachineArn"] ?? "");
  const name = parameters["Name"];
  const input = parameters["Input"] ?? {};
  try {
    ports.authorise(roleArn, { action: "states:StartExecution", resource: stateMachineArn });
    const started = ports.startExecution({
      stateMachineArn,
      ...(typeof name === "string" ? { name } : {}),
      input: typeof input === "string" ? input : JSON.stringify(input),
    });
    return { ExecutionArn: started.executionArn, StartDate: new Date(started.startDate).toISOString() };
  } catch (error) {
    throw serviceError("StepFunctions", error);
  }
}

/** A service that a task speaks to as the SDK would, without the network between. */
interface ServiceCall {
  readonly module: ServiceModule;
  readonly service: string;
  readonly contentType: string;
  readonly target: string;
  readonly errorPrefix: string;
}

async function callService(
  call: ServiceCall,
  parameters: Json,
  { roleArn, ports }: { roleArn: string; ports: TaskPorts },
): Promise<Json> {
  const { module, service } = call;
  const request: AwsRequest = {
    requestId: randomUUID(),
    method: "POST",
    rawPath: "/",
    query: new URLSearchParams(),
    headers: { "content-type": call.contentType, "x-amz-target": call.target },
    body: Buffer.from(JSON.stringify(parameters)),
    service,
    region: REGION,
  };
  try {
    module.operationOf(request);
    for (const ask of await module.asksOf(request)) ports.authorise(roleArn, ask);
    const answer = await module.handle(request, ports.callerOf(roleArn));
    return JSON.parse(String(answer.body) || "{}") as Json;
  } catch (error) {
    throw serviceError(call.errorPrefix, error);
  }
}

async function callDynamodb(
  { operation, errorPrefix }: Extract<Integration, { kind: "dynamodb" }>,
  parameters: JsonObject,
  caller: { roleArn: string; ports: TaskPorts },
): Promise<Json> {
  const module = caller.ports.dynamodb();
  const target = `DynamoDB_20120810.${operation}`;
  const contentType = "application/x-amz-json-1.0";
  return await callService({ module, service: "dynamodb", contentType, target, errorPrefix }, parameters, caller);
}

async function callDataAutomation(
  operation: string,
  parameters: JsonObject,
  caller: { roleArn: string; ports: TaskPorts },
): Promise<Json> {
  const call: ServiceCall = {
    module: caller.ports.dataAutomation(),
    service: "bedrock",
    contentType: "application/x-amz-json-1.1",
    target: `AmazonBedrockKeystoneRuntimeService.${operation}`,
    errorPrefix: "BedrockDataAutomationRuntime",
  };
  return toPascalCase(await callService(call, toCamelCase(parameters), caller));
}
