import { AwsError } from "../../gateway/aws-error.ts";
import type { Ask, AwsRequest, AwsResponse, ServiceModule } from "../../gateway/service-module.ts";
import type { BundleStore } from "../../runtime/bundle-store.ts";
import type { EventInvocations } from "../../runtime/event-invocations.ts";
import type { FunctionRuntime } from "../../runtime/function-runtime.ts";
import { isJsonObject } from "../../template/model.ts";
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
    case "UpdateFunctionCode":
      return updateCode(functionName, request, ports);
  }
}

function updateCode(functionName: string, request: AwsRequest, ports: LambdaModulePorts): AwsResponse {
  const body: unknown = JSON.parse(request.body.toString("utf8") || "{}");
  const zip = isJsonObject(body) ? body["ZipFile"] : undefined;
  if (typeof zip !== "string") {
    throw new AwsError("InvalidParameterValueException", "Only ZipFile is taken as the source of code here");
  }
  const bundle = ports.bundles.unpackBytes(Buffer.from(zip, "base64"));
  const changed = { ...ports.runtime.configurationOf(functionName), ...bundle, lastModified: new Date().toISOString() };
  ports.runtime.put(changed);
  return json(request, describeFunction(changed));
}

function json(request: AwsRequest, body: unknown): AwsResponse {
  const headers = { "content-type": "application/json", "x-amzn-requestid": request.requestId };
  return { status: 200, headers, body: JSON.stringify(body) };
}
