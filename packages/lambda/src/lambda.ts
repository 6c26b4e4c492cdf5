import type * as z from "zod";
import { functionEnvironment } from "./function-environment.ts";
import type { InvocationContext } from "./invocation-runtime.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { middyStack } from "./middy-stack.ts";

/** A function: what it takes, what it needs, and what it does. */
export interface LambdaOptions<Schema extends z.ZodType, Config, Ports, Out> {
  /** The function's name in logs, traces, metrics and as actor of its audit records, such as "sanitise". */
  readonly name: string;
  /** The event's schema, strict. */
  readonly input: Schema;
  /** The largest event in bytes of its JSON, where it is not the stack's own limit. */
  readonly maxEventBytes?: number;
  /** Reads the settings, once per environment. Usually `() => parseConfig(Schema)`. */
  readonly config: () => Config;
  /** Builds what the function needs, once per environment, and again after it failed. */
  readonly ports: (config: Config, runtime: LambdaRuntime) => Ports | Promise<Ports>;
  readonly handle: (event: z.infer<Schema>, ports: Ports, runtime: LambdaRuntime) => Promise<Out>;
}

/** A Lambda handler. The context may be left out when it is called by hand. */
export type LambdaHandler<Out> = (event: unknown, context?: InvocationContext) => Promise<Out>;

/**
 * A handler with the whole stack round it: log context, trace, metrics, size limit, strict parsing, ports from cold
 * start, typed errors. It throws AppErrors only, named by their code.
 */
export function lambda<Schema extends z.ZodType, Config, Ports, Out>(
  options: LambdaOptions<Schema, Config, Ports, Out>,
): LambdaHandler<Out> {
  return middyStack(options, () => functionEnvironment(options.name));
}
