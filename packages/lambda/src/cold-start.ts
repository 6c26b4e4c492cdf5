import { LogCode } from "@agentic-pm/observability";
import type * as z from "zod";
import { InvocationRuntime, type RuntimeParts } from "./invocation-runtime.ts";
import type { LambdaOptions } from "./lambda.ts";

/** What an environment builds once and keeps: the runtime, and the function's ports. */
export class ColdStart<Schema extends z.ZodType, Config, Ports, Out> {
  readonly #options: LambdaOptions<Schema, Config, Ports, Out>;
  readonly #parts: () => RuntimeParts;
  #runtime: InvocationRuntime | undefined;
  #ports: Promise<Ports> | undefined;

  constructor(options: LambdaOptions<Schema, Config, Ports, Out>, parts: () => RuntimeParts) {
    this.#options = options;
    this.#parts = parts;
  }

  get runtime(): InvocationRuntime {
    this.#runtime ??= new InvocationRuntime(this.#options.name, this.#parts());
    return this.#runtime;
  }

  /** The function's ports. A failure to build them is not kept: the next invocation tries again. */
  ports(): Promise<Ports> {
    this.#ports ??= this.#build().catch((error: unknown) => {
      this.#ports = undefined;
      throw error;
    });
    return this.#ports;
  }

  async #build(): Promise<Ports> {
    const ports = await this.#options.ports(this.#options.config(), this.runtime);
    this.runtime.logger.debug(LogCode.PORTS_BUILT);
    return ports;
  }
}
