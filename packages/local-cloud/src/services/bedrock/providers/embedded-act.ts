import { act, type ActStep } from "@agentic-pm/embedded-model";
import type { ActStepInput, ActStepOutput } from "../model-provider.ts";

/** The embedded rules for working a browser. */
export async function embeddedAct(input: ActStepInput): Promise<ActStepOutput> {
  // Both sides describe Nova Act's wire form; the rules read a part of it.
  return act(input as unknown as ActStep) as ActStepOutput;
}
