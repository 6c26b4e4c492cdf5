import { AwsError } from "../../gateway/aws-error.ts";
import type { Ask, AwsRequest, AwsResponse, ServiceModule } from "../../gateway/service-module.ts";
import type { BundleStore } from "../../runtime/bundle-store.ts";
import type { EventInvocations } from "../../runtime/event-invocations.ts";
import type { FunctionRuntime } from "../../runtime/function-runtime.ts";
import type { FunctionConfiguration } from "../../runtime/function-configuration.ts";
import type { DurableMap } from "../../state/durable-map.ts";
import { isJsonObject, type JsonObject } from "../../template/model.ts";
import { describeFunction } from "./describe-function.ts";
import type { FunctionPermissions } from "./function-permissions.ts";
import { functionReference, type FunctionReference } from "./function-reference.ts";
import { invoke } from "./invoke.ts";
import { routeOf } from "./routes.ts";

export interface LambdaModulePorts {
  readonly runtime: FunctionRuntime;
  readonly events: EventInvocations;
  readonly bundles: BundleStore;
  readonly permissions: FunctionPermissions;
  readonly ownChanges: DurableMap<Partial<FunctionConfiguration>>;
}

/** The Lambda API, as far as it is answered here. */
export function lambdaModule(ports: LambdaModulePorts, close: () => Promise<void>): ServiceModule {
  return {
    signingName: "lambda",
    protocolOf: () => "rest-json",
    operationOf: (request) => routeOf(request).operation,
    asksOf: (request) => asksOf(request, ports.permissions),
    handle: (request) => handle(request, ports),
    close,
  };
}

function referenceOf(request: AwsRequest, name: string): FunctionReference {
  return functionReference(name, request.query.get("Qualifier") ?? undefined);
}

function asksOf(request: AwsRequest, permissions: FunctionPermissions): readonly Ask[] {
  const { operation, functionName } = routeOf(request);
  if (operation === "ListFunctions") return [{ action: "lambda:ListFunctions", resource: "*" }];
  const reference = referenceOf(request, functionName);
  if (operation !== "Invoke") return [{ action: `lambda:${operation}`, resource: reference.arn }];
  const resourcePolicy = permissions.policyOf(reference.functionName);
  return [
    {
      action: "lambda:InvokeFunction",
      resource: reference.arn,
      ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
    },
  ];
}

async function handle(request: AwsRequest, ports: LambdaModulePorts): Promise<AwsResponse> {
  const { operation, functionName: named } = routeOf(request);
  if (operation === "ListFunctions") {
    return json(request, { Functions: ports.runtime.configurations().map(describeFunction) });
  }
  const { functionName } = referenceOf(request, named);
  switch (operation) {
    case "Invoke":
      return await invoke(functionName, request, ports);
    case "GetFunctionConfiguration":
      return json(request, describeFunction(ports.runtime.configurationOf(functionName)));
    case "GetFunction": {
      const configuration = ports.runtime.configurationOf(functionName);
      const Code = { RepositoryType: "S3", Location: `file://${configuration.taskRoot}` };
      return json(request, { Configuration: describeFunction(configuration), Code, Tags: {} });
    }
    case "ListVersionsByFunction":
      return json(request, { Versions: [describeFunction(ports.runtime.configurationOf(functionName))] });
    case "UpdateFunctionCode":
      return updateCode(functionName, request, ports);
    case "UpdateFunctionConfiguration":
      return changed(functionName, request, { ports, change: configurationChange(bodyOf(request)) });
  }
}

function updateCode(functionName: string, request: AwsRequest, ports: LambdaModulePorts): AwsResponse {
  const zip = bodyOf(request)["ZipFile"];
  if (typeof zip !== "string") {
    throw new AwsError("InvalidParameterValueException", "Only ZipFile is taken as the source of code here");
  }
  return changed(functionName, request, { ports, change: ports.bundles.unpackBytes(Buffer.from(zip, "base64")) });
}

function bodyOf(request: AwsRequest): JsonObject {
  const body: unknown = JSON.parse(request.body.toString("utf8") || "{}");
  return isJsonObject(body) ? body : {};
}

/** Members that UpdateFunctionConfiguration may change; the others are the stack's to change. */
function configurationChange(body: JsonObject): Partial<FunctionConfiguration> {
  const { Timeout, MemorySize, Handler, Description, Role, Environment } = body;
  const variables = isJsonObject(Environment) ? Environment["Variables"] : undefined;
  const environment = isJsonObject(variables) ? Object.entries(variables) : undefined;
  return {
    ...(Timeout === undefined ? {} : { timeout: Number(Timeout) }),
    ...(MemorySize === undefined ? {} : { memorySize: Number(MemorySize) }),
    ...(typeof Handler === "string" ? { handler: Handler } : {}),
    ...(typeof Description === "string" ? { description: Description } : {}),
    ...(typeof Role === "string" ? { roleArn: Role } : {}),
    ...(environment === undefined
      ? {}
      : { environment: Object.fromEntries(environment.map(([name, value]) => [name, String(value)])) }),
  };
}

/** Changes a function past its stack; what runs finishes with the code that it began with. */
function changed(
  functionName: string,
  request: AwsRequest,
  { ports, change }: { ports: LambdaModulePorts; change: Partial<FunctionConfiguration> },
): AwsResponse {
  const own = { ...ports.ownChanges.get(functionName), ...change, lastModified: new Date().toISOString() };
  const configuration = { ...ports.runtime.configurationOf(functionName), ...own };
  ports.ownChanges.put(functionName, own);
  ports.runtime.put(configuration);
  return json(request, describeFunction(configuration));
}

function json(request: AwsRequest, body: unknown): AwsResponse {
  const headers = { "content-type": "application/json", "x-amzn-requestid": request.requestId };
  return { status: 200, headers, body: JSON.stringify(body) };
}
