import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExecutionEnvironment } from "../runtime/execution-environment.ts";
import type { FunctionConfiguration } from "../runtime/function-configuration.ts";
import { withinLimit, type Outcome } from "../runtime/invocation-result.ts";
import { newTraceHeader } from "../runtime/trace-header.ts";
import type { FunctionEnvironment } from "./open-function-environment.ts";

/**
 * Runs a function's deployed bundle once, in a worker with exactly its environment, held to its network. Never rejects: a
 * failure is an outcome. What it writes goes to `onLine`.
 */
export async function runOnce(
  opened: FunctionEnvironment,
  event: unknown,
  onLine: (text: string) => void,
): Promise<Outcome> {
  const { functionName, arn, handler, taskRoot, timeout, memorySize, logGroupName, variables, socketRules } = opened;
  const configuration: Pick<FunctionConfiguration, "functionName" | "handler" | "taskRoot" | "memorySize"> = {
    functionName,
    handler,
    taskRoot,
    memorySize,
  };
  const compileCacheDir = join(tmpdir(), "agentic-pm-compile-cache");
  const environment = new ExecutionEnvironment({
    configuration,
    variables,
    compileCacheDir,
    onLine,
    ...(socketRules === undefined ? {} : { socketRules }),
  });
  try {
    const message = {
      requestId: randomUUID(),
      payload: JSON.stringify(event) ?? "null",
      traceId: newTraceHeader(Date.now()),
      deadlineMs: Date.now() + timeout * 1_000,
      functionName,
      functionVersion: "$LATEST",
      invokedFunctionArn: arn,
      memoryLimitInMB: String(memorySize),
      logGroupName,
      logStreamName: variables["AWS_LAMBDA_LOG_STREAM_NAME"] ?? "",
    };
    return withinLimit(await environment.invoke(message, timeout));
  } finally {
    await environment.terminate();
  }
}
