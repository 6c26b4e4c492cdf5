import { LogCode } from "@agentic-pm/observability";
import middy, { type MiddlewareObj } from "@middy/core";
import type { Context } from "aws-lambda";
import type * as z from "zod";
import { checkInput } from "./check-input.ts";
import { ColdStart } from "./cold-start.ts";
import type { InvocationRuntime, RuntimeParts } from "./invocation-runtime.ts";
import type { LambdaHandler, LambdaOptions } from "./lambda.ts";
import { outgoingError } from "./outgoing-error.ts";

/** What the stack keeps about an invocation between its steps. */
interface Kept {
  startedAtMs: number;
}
type Step = MiddlewareObj<unknown, unknown, Error, Context, Record<string, unknown>>;

/** The stack over the given parts; `lambda` calls it with Lambda's own, tests with fakes. */
export function middyStack<Schema extends z.ZodType, Config, Ports, Out>(
  options: LambdaOptions<Schema, Config, Ports, Out>,
  parts: () => RuntimeParts,
): LambdaHandler<Out> {
  const coldStart = new ColdStart(options, parts);
  // Ended by Middy ahead of Lambda's own time-out, a call would go on in the next invocation; Lambda's end is final.
  const stack = middy<unknown, unknown, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(invocation(options.name, () => coldStart.runtime))
    .use(parsedInput(options.input, options.maxEventBytes))
    .handler(async (event) => {
      const { runtime } = coldStart;
      const ports = await coldStart.ports();
      // The step before replaced the event by what the schema made of it.
      return runtime.tracer.span(options.name, () => options.handle(event as z.infer<Schema>, ports, runtime));
    });
  return stack as unknown as LambdaHandler<Out>;
}

/** Outermost: log context, duration, metrics, and the one place where an error is logged and made presentable. */
function invocation(name: string, runtimeOf: () => InvocationRuntime): Step {
  const kept: Kept = { startedAtMs: 0 };
  const finish = (metric: "InvocationsDone" | "InvocationsFailed"): number => {
    const { clock, metrics } = runtimeOf();
    const durationMs = clock.now().getTime() - kept.startedAtMs;
    metrics.add("Duration", durationMs, "Milliseconds");
    metrics.add(metric, 1, "Count");
    metrics.flush();
    return durationMs;
  };
  return {
    before: (request) => {
      const runtime = runtimeOf();
      runtime.bind(request.context);
      kept.startedAtMs = runtime.clock.now().getTime();
      runtime.logger.debug(LogCode.INVOCATION_STARTED);
    },
    after: () => {
      runtimeOf().logger.info(LogCode.INVOCATION_DONE, { durationMs: finish("InvocationsDone") });
    },
    onError: (request) => {
      const durationMs = finish("InvocationsFailed");
      runtimeOf().logger.error(LogCode.INVOCATION_FAILED, request.error, { durationMs });
      request.error = outgoingError(request.error, name);
    },
  };
}

function parsedInput(schema: z.ZodType, limit: number | undefined): Step {
  return {
    before: (request) => {
      request.event = checkInput(schema, request.event, limit);
    },
  };
}
