import { AwsError } from "../gateway/aws-error.ts";
import { arn } from "../gateway/account.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { FunctionPool } from "./function-pool.ts";
import type { InvocationRequest } from "./function-slot.ts";
import type { InvocationResult } from "./invocation-result.ts";
import { DEFAULT_LIMITS, type RuntimeLimits, type RuntimePorts } from "./runtime-ports.ts";

const REAP_EVERY_MS = 5_000;

/** Runs functions from their bundles, each in workers of its own. */
export class FunctionRuntime {
  readonly #ports: RuntimePorts;
  readonly #limits: RuntimeLimits;
  readonly #pools = new Map<string, FunctionPool>();
  readonly #reaper: NodeJS.Timeout;

  constructor(ports: RuntimePorts, limits: Partial<RuntimeLimits> = {}) {
    this.#ports = ports;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#reaper = setInterval(() => this.#reap(), REAP_EVERY_MS);
    this.#reaper.unref();
  }

  /** Makes a function known, or changes it: invocations that run finish with the code they began with. */
  put(configuration: FunctionConfiguration): void {
    this.#pools.get(configuration.functionName)?.retire();
    this.#pools.set(configuration.functionName, new FunctionPool(configuration, this.#ports, this.#limits));
  }

  remove(functionName: string): void {
    this.#pools.get(functionName)?.retire();
    this.#pools.delete(functionName);
  }

  has(functionName: string): boolean {
    return this.#pools.has(functionName);
  }

  /** @throws AwsError ResourceNotFoundException. */
  configurationOf(functionName: string): FunctionConfiguration {
    return this.#pool(functionName).configuration;
  }

  configurations(): readonly FunctionConfiguration[] {
    return [...this.#pools.values()].map((pool) => pool.configuration);
  }

  /** Runs a function once. @throws AwsError ResourceNotFoundException, TooManyRequestsException. */
  async invoke(functionName: string, request: InvocationRequest): Promise<InvocationResult> {
    return await this.#pool(functionName).invoke(request);
  }

  /** How many workers live, by function. */
  environments(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#pools].map(([name, pool]) => [name, pool.environments]));
  }

  /** Ends every worker at once, also in the middle of an invocation. */
  async close(): Promise<void> {
    clearInterval(this.#reaper);
    await Promise.all([...this.#pools.values()].map((pool) => pool.terminate()));
  }

  #pool(functionName: string): FunctionPool {
    const pool = this.#pools.get(functionName);
    if (pool !== undefined) return pool;
    throw new AwsError(
      "ResourceNotFoundException",
      `Function not found: ${arn("lambda", `function:${functionName}`)}`,
      { status: 404, members: { Type: "User" } },
    );
  }

  #reap(): void {
    for (const pool of this.#pools.values()) pool.reap(Date.now());
  }
}
