import { Worker } from "node:worker_threads";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { exited, timedOut, type Outcome } from "./invocation-result.ts";
import type { SocketRules } from "../network/socket-rules.ts";
import type { InvokeMessage, WorkerMessage, WorkerSetup } from "./worker-protocol.ts";

export interface EnvironmentOptions {
  readonly configuration: Pick<FunctionConfiguration, "functionName" | "handler" | "taskRoot" | "memorySize">;
  readonly variables: Readonly<Record<string, string>>;
  readonly compileCacheDir: string;
  readonly socketRules?: SocketRules;
  readonly onLine: (text: string) => void;
}

/** Lambda gives a function ten seconds to load. */
const INIT_TIMEOUT_MS = 10_000;
const BOOTSTRAP = new URL("./worker-start.mjs", import.meta.url);

/** One worker with one function's code and credentials; it serves one invocation at a time. */
export class ExecutionEnvironment {
  /** Resolves once the code is loaded; with an outcome where it could not be. */
  readonly ready: Promise<Outcome | undefined>;
  readonly #worker: Worker;
  readonly #onLine: (text: string) => void;
  #alive = true;
  #mostMemoryBytes = 0;
  /** The invocation that runs, or the last one. */
  #requestId = "init";
  #settle: ((outcome: Outcome) => void) | undefined;
  #initialised: (failure: Outcome | undefined) => void = () => undefined;

  constructor(options: EnvironmentOptions) {
    this.#onLine = options.onLine;
    this.ready = new Promise((resolve) => (this.#initialised = resolve));
    this.#worker = startWorker(options);
    this.#worker.on("message", (message: WorkerMessage) => this.#receive(message));
    this.#worker.on("error", (error) => this.#end(error));
    this.#worker.on("exit", () => this.#end(undefined));
    const limit = setTimeout(() => this.#fail(timedOut("init", INIT_TIMEOUT_MS / 1_000)), INIT_TIMEOUT_MS);
    limit.unref();
    void this.ready.then(() => clearTimeout(limit));
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** The most memory that was in use at the end of an invocation. */
  get mostMemoryBytes(): number {
    return this.#mostMemoryBytes;
  }

  /** Runs the handler once. Never rejects: a failure is an outcome. */
  async invoke(message: InvokeMessage, timeoutSeconds: number): Promise<Outcome> {
    const failure = await this.ready;
    if (failure !== undefined) return failure;
    if (!this.#alive) return exited(message.requestId, undefined);
    this.#requestId = message.requestId;
    const limit = setTimeout(() => this.#fail(timedOut(message.requestId, timeoutSeconds)), timeoutSeconds * 1_000);
    try {
      return await new Promise<Outcome>((resolve) => {
        this.#settle = resolve;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
        this.#worker.postMessage(message);
      });
    } finally {
      clearTimeout(limit);
      this.#settle = undefined;
    }
  }

  async terminate(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  #receive(message: WorkerMessage): void {
    switch (message.type) {
      case "ready":
        return this.#initialised(undefined);
      case "init-error":
        return this.#fail({ ok: false, fatal: true, error: message.error });
      case "line":
        return this.#onLine(message.text);
      case "result":
        this.#mostMemoryBytes = Math.max(this.#mostMemoryBytes, message.memoryBytes);
        return this.#settle?.({ ok: true, payload: message.payload });
      case "error":
        this.#mostMemoryBytes = Math.max(this.#mostMemoryBytes, message.memoryBytes);
        return this.#settle?.({ ok: false, fatal: message.fatal, error: message.error });
    }
  }

  #end(cause: unknown): void {
    this.#alive = false;
    const outcome = exited(this.#requestId, cause);
    this.#initialised(outcome);
    this.#settle?.(outcome);
  }

  #fail(outcome: Outcome): void {
    this.#alive = false;
    this.#initialised(outcome);
    this.#settle?.(outcome);
    void this.#worker.terminate();
  }
}

function startWorker({ configuration, variables, compileCacheDir, socketRules }: EnvironmentOptions): Worker {
  const { taskRoot, handler } = configuration;
  const setup: WorkerSetup = {
    taskRoot,
    handler,
    compileCacheDir,
    ...(socketRules === undefined ? {} : { socketRules }),
  };
  return new Worker(BOOTSTRAP, {
    env: { ...variables },
    workerData: setup,
    // Not the host's options: a test runner's or an inspector's flags are not the function's.
    execArgv: ["--disable-warning=ExperimentalWarning"],
    // A small nursery: many environments live side by side, and each works in short bursts.
    resourceLimits: { maxOldGenerationSizeMb: configuration.memorySize, maxYoungGenerationSizeMb: 8 },
    name: configuration.functionName,
  });
}
