import { randomBytes, randomUUID } from "node:crypto";
import { environmentVariables } from "./environment-variables.ts";
import { ExecutionEnvironment } from "./execution-environment.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { InvocationLog } from "./invocation-log.ts";
import { withinLimit, type InvocationResult, type Outcome } from "./invocation-result.ts";
import type { RuntimePorts } from "./runtime-ports.ts";
import { newTraceHeader } from "./trace-header.ts";
import type { InvokeMessage } from "./worker-protocol.ts";

export interface InvocationRequest {
  /** The event, as JSON text. */
  readonly payload: string;
  readonly requestId?: string;
  /** The X-Ray header that the caller passed on. */
  readonly traceId?: string;
}

/** An execution environment with its credentials and its log stream. */
export class FunctionSlot {
  readonly configuration: FunctionConfiguration;
  /** When its credentials end, epoch milliseconds. */
  readonly credentialsEnd: number;
  /** Since when it waits for work, epoch milliseconds. */
  idleSince = Date.now();
  /** Resolves once its code is loaded, or could not be, with the ms that it took. */
  readonly loaded: Promise<number>;
  readonly #environment: ExecutionEnvironment;
  readonly #ports: RuntimePorts;
  readonly #logStreamName: string;
  readonly #startedAt = performance.now();
  /** How long loading took, until the first invocation has reported it. */
  #initMs: number | undefined;
  #isLoading = true;
  #log: InvocationLog | undefined;
  #earlyLines: string[] = [];
  #usable = true;

  constructor(configuration: FunctionConfiguration, ports: RuntimePorts) {
    this.configuration = configuration;
    this.#ports = ports;
    this.#logStreamName = newLogStreamName();
    const credentials = ports.credentialsFor(configuration);
    this.credentialsEnd = credentials.expiration.getTime();
    const socketRules = ports.socketRulesOf?.(configuration);
    this.#environment = new ExecutionEnvironment({
      configuration,
      variables: environmentVariables(configuration, credentials, {
        endpoint: ports.endpoint(),
        xrayDaemon: ports.xrayDaemon(),
        logStreamName: this.#logStreamName,
      }),
      compileCacheDir: ports.compileCacheDir,
      ...(socketRules === undefined ? {} : { socketRules }),
      onLine: (text) => this.#line(text),
    });
    this.loaded = this.#environment.ready.then(() => {
      const tookMs = performance.now() - this.#startedAt;
      this.#initMs = tookMs;
      this.#isLoading = false;
      return tookMs;
    });
    if (configuration.tracing === "Active") ports.onTracedEnvironment(configuration);
  }

  /** Whether its code is still being loaded. */
  get isLoading(): boolean {
    return this.#isLoading;
  }

  get usable(): boolean {
    return this.#usable && this.#environment.alive;
  }

  /** Runs the handler once and writes its log. */
  async invoke(request: InvocationRequest): Promise<InvocationResult> {
    const requestId = request.requestId ?? randomUUID();
    const log = this.#openLog(requestId);
    await this.#environment.ready;
    const startedAt = performance.now();
    const message = this.#messageOf(requestId, request);
    const outcome = withinLimit(await this.#environment.invoke(message, this.configuration.timeout));
    if (!outcome.ok && outcome.fatal) this.#usable = false;
    const result = { requestId, ...answerOf(outcome) };
    if (!outcome.ok) log.add(`${new Date().toISOString()}\t${requestId}\tERROR\tInvoke Error\t${result.payload}`);
    this.#writeLog(log, performance.now() - startedAt);
    this.idleSince = Date.now();
    return { ...result, logTail: log.tail() };
  }

  async terminate(): Promise<void> {
    this.#usable = false;
    await this.#environment.terminate();
  }

  #openLog(requestId: string): InvocationLog {
    const log = new InvocationLog(requestId, Date.now);
    for (const line of this.#earlyLines) log.add(line);
    this.#earlyLines = [];
    this.#log = log;
    return log;
  }

  #writeLog(log: InvocationLog, durationMs: number): void {
    const { configuration } = this;
    const { memorySize } = configuration;
    const { mostMemoryBytes } = this.#environment;
    const lines = log.finish({ durationMs, memorySize, mostMemoryBytes, initMs: this.#initMs });
    this.#initMs = undefined;
    this.#log = undefined;
    this.#ports.writeLogs({ configuration, logStreamName: this.#logStreamName, lines });
  }

  /** Lines outside an invocation (while loading, or from a timer) go with the next one. */
  #line(text: string): void {
    if (this.#log === undefined) this.#earlyLines.push(text);
    else this.#log.add(text);
  }

  #messageOf(requestId: string, request: InvocationRequest): InvokeMessage {
    const { configuration } = this;
    const traceId = request.traceId ?? newTraceHeader(Date.now());
    if (configuration.tracing === "Active") this.#ports.onTrace(traceId, configuration);
    return {
      requestId,
      payload: request.payload,
      traceId,
      deadlineMs: Date.now() + configuration.timeout * 1_000,
      functionName: configuration.functionName,
      functionVersion: "$LATEST",
      invokedFunctionArn: configuration.arn,
      memoryLimitInMB: String(configuration.memorySize),
      logGroupName: configuration.logGroupName,
      logStreamName: this.#logStreamName,
    };
  }
}

function answerOf(outcome: Outcome): { payload: string; functionError?: "Unhandled" } {
  return outcome.ok
    ? { payload: outcome.payload }
    : { payload: JSON.stringify(outcome.error), functionError: "Unhandled" };
}

function newLogStreamName(): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  return `${day}/[$LATEST]${randomBytes(16).toString("hex")}`;
}
