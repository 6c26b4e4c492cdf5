import { Tracer } from "@aws-lambda-powertools/tracer";
import type { PortTracer } from "./port-tracer.ts";

/**
 * A Powertools tracer. Outside Lambda, with POWERTOOLS_TRACE_ENABLED=false, and for an invocation that is not sampled,
 * it only runs the work.
 */
export function powertoolsTracer(options: { service: string }): PortTracer {
  const tracer = new Tracer({ serviceName: options.service, captureHTTPsRequests: false });
  return {
    span: (name, work) => (tracer.isTraceSampled() ? inSubsegment(tracer, name, work) : work()),
    annotate: (key, value) => {
      if (tracer.isTraceSampled()) tracer.putAnnotation(key, value);
    },
  };
}

function inSubsegment<Out>(tracer: Tracer, name: string, work: () => Promise<Out>): Promise<Out> {
  const outcome = tracer.provider.captureAsyncFunc(name, async (subsegment) => {
    try {
      return await work();
    } catch (error) {
      // Only the code: the message of an error may quote what a stranger wrote.
      subsegment?.addError(error instanceof Error ? error.name : "Error");
      throw error;
    } finally {
      subsegment?.close();
    }
  });
  return outcome as Promise<Out>;
}
