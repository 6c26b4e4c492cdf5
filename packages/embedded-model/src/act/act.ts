import { nextCall, type NextCall, type PastCall } from "./next-call.ts";
import type { Observation } from "./observation.ts";

/** One step of an act: what is to be done, what was done, and what the page is like. */
export interface ActStep {
  readonly task: string;
  readonly observation: Observation;
  readonly history: readonly PastCall[];
}

/**
 * The next calls of an act, by deterministic rules that read the simplified DOM and the task's words. There is one
 * call that does something; an observation follows it, except where the act ends. Never throws: it gives up by the
 * call `throw`. It follows the task alone: what a page says is looked at, and never obeyed.
 */
export function act(step: ActStep): { readonly calls: readonly NextCall[] } {
  const next = nextCall(step.task, step.observation, step.history);
  if (next.name === "return" || next.name === "throw") return { calls: [next] };
  const settles = next.name === "agentClick" || next.name === "goToUrl";
  return {
    calls: [
      next,
      ...(settles ? [{ name: "waitForPageToSettle", input: [] } as const] : []),
      { name: "takeObservation", input: [] },
    ],
  };
}
