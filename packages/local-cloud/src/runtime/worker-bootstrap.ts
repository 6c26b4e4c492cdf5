import { existsSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { getHeapStatistics } from "node:v8";
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { holdToNetwork } from "./worker-network.ts";
import type { InvokeMessage, LambdaErrorBody, WorkerMessage, WorkerSetup } from "./worker-protocol.ts";
import { mapStackTraces } from "./worker-stack-traces.ts";

// Runs inside the worker, alone with one function's environment: it plays Lambda's runtime interface client.

type Handler = (event: unknown, context: unknown) => unknown;

const port = parentPort as MessagePort;
const setup = workerData as WorkerSetup;
let current: InvokeMessage | undefined;
let hasServed = false;

captureOutput(process.stdout);
captureOutput(process.stderr);
process.on("uncaughtException", (error) => failCurrent("Runtime.UncaughtException", error));
process.on("unhandledRejection", (reason) => failCurrent("Runtime.UnhandledPromiseRejection", reason));
mapStackTraces();
if (setup.socketRules !== undefined) holdToNetwork(setup.socketRules);

try {
  const handler = await loadHandler();
  port.on("message", (message: InvokeMessage) => void serve(handler, message));
  send({ type: "ready" });
} catch (error) {
  send({ type: "init-error", error: errorBody(error) });
}

async function loadHandler(): Promise<Handler> {
  const slash = setup.handler.lastIndexOf("/") + 1;
  const dot = setup.handler.indexOf(".", slash);
  const base = join(setup.taskRoot, dot < 0 ? setup.handler : setup.handler.slice(0, dot));
  const file = [".mjs", ".js", ".cjs"].map((extension) => `${base}${extension}`).find((path) => existsSync(path));
  if (file === undefined) throw named("Runtime.ImportModuleError", `Error: Cannot find module '${setup.handler}'`);
  let found: unknown = await import(pathToFileURL(file).href);
  for (const name of dot < 0 ? ["handler"] : setup.handler.slice(dot + 1).split(".")) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined;
  }
  if (typeof found !== "function") {
    throw named("Runtime.HandlerNotFound", `${setup.handler} is undefined or not exported`);
  }
  return found as Handler;
}

async function serve(handler: Handler, message: InvokeMessage): Promise<void> {
  current = message;
  process.env["_X_AMZN_TRACE_ID"] = message.traceId;
  try {
    const result: unknown = await handler(JSON.parse(message.payload), contextOf(message));
    const payload = JSON.stringify(result) ?? "null";
    current = undefined;
    send({ type: "result", requestId: message.requestId, payload, memoryBytes: memoryBytes() });
  } catch (error) {
    current = undefined;
    const failed = { requestId: message.requestId, error: errorBody(error), memoryBytes: memoryBytes() };
    send({ type: "error", ...failed, fatal: false });
  }
  if (hasServed) return;
  hasServed = true;
  // Workers are ended, not left to exit: what they compiled is written now, for the next ones. What the first
  // invocation called is in it; written after loading it would be the modules' outermost code alone.
  flushCompileCache();
}

function contextOf(message: InvokeMessage): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: message.functionName,
    functionVersion: message.functionVersion,
    invokedFunctionArn: message.invokedFunctionArn,
    memoryLimitInMB: message.memoryLimitInMB,
    awsRequestId: message.requestId,
    logGroupName: message.logGroupName,
    logStreamName: message.logStreamName,
    getRemainingTimeInMillis: () => Math.max(0, message.deadlineMs - Date.now()),
  };
}

/** Sends what is written through the same port as the answers, so that no line overtakes its answer. */
function captureOutput(stream: NodeJS.WriteStream): void {
  stream.write = ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    send({ type: "line", text: typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8") });
    const callback = typeof encoding === "function" ? encoding : done;
    if (typeof callback === "function") callback();
    return true;
  }) as typeof stream.write;
}

function failCurrent(errorType: string, reason: unknown): void {
  const body = errorBody(reason);
  const error = { ...body, errorType, errorMessage: `${body.errorType}: ${body.errorMessage}` };
  if (current === undefined) send({ type: "line", text: `${JSON.stringify(error)}\n` });
  else send({ type: "error", requestId: current.requestId, error, memoryBytes: memoryBytes(), fatal: true });
  // As in Lambda: after this the environment is not used again.
  setImmediate(() => process.exit(1));
}

function errorBody(error: unknown): LambdaErrorBody {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: typeof error === "string" ? error : JSON.stringify(error) };
  }
  const trace = (error.stack ?? "").split("\n");
  return { errorType: error.name, errorMessage: error.message, trace };
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** Of this worker alone: its heap, and what lies outside it on its behalf. */
function memoryBytes(): number {
  const { used_heap_size: heap, external_memory: outside } = getHeapStatistics();
  return heap + outside;
}

function send(message: WorkerMessage): void {
  port.postMessage(message);
}
