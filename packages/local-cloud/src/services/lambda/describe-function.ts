import type { FunctionConfiguration } from "../../runtime/function-configuration.ts";

/** A function in the form of GetFunctionConfiguration. */
export function describeFunction(configuration: FunctionConfiguration): Record<string, unknown> {
  return {
    FunctionName: configuration.functionName,
    FunctionArn: configuration.arn,
    Runtime: configuration.runtime,
    Role: configuration.roleArn,
    Handler: configuration.handler,
    Description: configuration.description,
    Timeout: configuration.timeout,
    MemorySize: configuration.memorySize,
    CodeSize: configuration.codeSize,
    CodeSha256: configuration.codeSha256,
    LastModified: configuration.lastModified,
    Version: "$LATEST",
    PackageType: "Zip",
    Architectures: [configuration.architecture],
    State: "Active",
    LastUpdateStatus: "Successful",
    TracingConfig: { Mode: configuration.tracing },
    Environment: { Variables: configuration.environment },
    LoggingConfig: { LogFormat: "Text", LogGroup: configuration.logGroupName },
  };
}
