import { basename, join } from "node:path";
import { arn } from "../../gateway/account.ts";
import type { FunctionConfiguration } from "../../runtime/function-configuration.ts";
import type { LambdaService } from "../../services/lambda/index.ts";
import type { JsonObject, ResourceState } from "../model.ts";
import { generatedName, type ResourceHandler, type ResourceRequest } from "../resource-handler.ts";
import { listOf, numberOr, objectOf, optionalText, propertyError, requiredText } from "./properties.ts";

/** AWS::Lambda::Function: its code is the zip that the service packaged. */
export function functionHandler(lambda: LambdaService): ResourceHandler {
  const put = (request: ResourceRequest, functionName: string): ResourceState => {
    const configuration = configurationOf(request, functionName, lambda);
    lambda.ownChanges.remove(functionName);
    lambda.runtime.put(configuration);
    return { physicalId: functionName, attributes: { Arn: configuration.arn } };
  };
  /** Lambda asks for network interfaces in the name of the function's role before it takes a function into a VPC. */
  const place = (request: ResourceRequest, functionName: string): ResourceState => {
    if (vpcOf(request) !== undefined) lambda.requireInterfaces(requiredText(request, "Role"));
    return put(request, functionName);
  };
  return {
    types: ["AWS::Lambda::Function"],
    immutable: ["FunctionName", "PackageType"],
    nameProperty: "FunctionName",
    // Where it was uploaded changes with every packaging; what it holds does not.
    prepare: async (request) => ({ ...request.properties, Code: await packagedCode(request, lambda) }),
    create: async (request) =>
      place(request, optionalText(request.properties, "FunctionName") ?? generatedName(request)),
    update: async (request, previous) => place(request, previous.physicalId),
    restore: async ({ physicalId, ...record }, artefactsDir) => {
      if (lambda.runtime.has(physicalId)) return;
      const configuration = configurationOf({ stackName: "", ...record, artefactsDir }, physicalId, lambda);
      lambda.runtime.put({ ...configuration, ...lambda.ownChanges.get(physicalId) });
    },
    delete: async ({ physicalId }) => {
      lambda.ownChanges.remove(physicalId);
      lambda.runtime.remove(physicalId);
    },
  };
}

async function packagedCode(request: ResourceRequest, lambda: LambdaService): Promise<JsonObject> {
  const code = objectOf(request.properties, "Code");
  const key = optionalText(code, "S3Key");
  if (key === undefined) throw propertyError(request, "Code.S3Key", "only packaged zip files are run here");
  const File = basename(key);
  const { readCode, artefactsDir } = request;
  if (readCode === undefined) return { File, Sha256: lambda.bundles.hashOf(join(artefactsDir, File)) };
  const { codeSha256 } = lambda.bundles.unpackBytes(await readCode(String(code["S3Bucket"]), key));
  return { File, Sha256: codeSha256 };
}

function configurationOf(request: ResourceRequest, functionName: string, lambda: LambdaService): FunctionConfiguration {
  const { properties } = request;
  const runtime = requiredText(request, "Runtime");
  if (!/^nodejs\d+\.x$/.test(runtime)) throw propertyError(request, "Runtime", `${runtime} is not run here`);
  const code = objectOf(properties, "Code");
  const variables = Object.entries(objectOf(objectOf(properties, "Environment"), "Variables"));
  const reserved = properties["ReservedConcurrentExecutions"];
  const vpc = vpcOf(request);
  return {
    functionName,
    arn: arn("lambda", `function:${functionName}`),
    roleArn: requiredText(request, "Role"),
    handler: requiredText(request, "Handler"),
    runtime,
    description: optionalText(properties, "Description") ?? "",
    timeout: numberOr(request, "Timeout", 3),
    memorySize: numberOr(request, "MemorySize", 128),
    environment: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])),
    ...(lambda.bundles.find(String(code["Sha256"])) ??
      lambda.bundles.unpack(join(request.artefactsDir, String(code["File"])))),
    architecture: String(listOf(properties, "Architectures")[0] ?? "x86_64"),
    tracing: objectOf(properties, "TracingConfig")["Mode"] === "Active" ? "Active" : "PassThrough",
    logGroupName: optionalText(objectOf(properties, "LoggingConfig"), "LogGroup") ?? `/aws/lambda/${functionName}`,
    ...(reserved === undefined ? {} : { reservedConcurrency: Number(reserved) }),
    lastModified: new Date().toISOString(),
    ...(vpc === undefined ? {} : { vpc }),
  };
}

/** Empty lists take a function out of its VPC, as in AWS. */
function vpcOf({ properties }: ResourceRequest): FunctionConfiguration["vpc"] {
  const vpc = objectOf(properties, "VpcConfig");
  const subnetIds = listOf(vpc, "SubnetIds").map(String);
  return subnetIds.length === 0
    ? undefined
    : { subnetIds, securityGroupIds: listOf(vpc, "SecurityGroupIds").map(String) };
}
