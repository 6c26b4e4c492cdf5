import type { ActStepInput, ActStepOutput } from "@agentic-pm/local-cloud";
import type { Asked } from "./asked.ts";

/** What the puppet answers: the tool's input, or whole content blocks where the form itself is the attack. */
export type Reply =
  | { readonly input: unknown }
  | { readonly content: readonly ContentBlock[]; readonly stopReason?: "tool_use" | "end_turn" | "max_tokens" };

export interface ContentBlock {
  readonly text?: string;
  readonly toolUse?: { readonly toolUseId: string; readonly name: string; readonly input: unknown };
}

/**
 * One way for a model in an attacker's hands to answer. A reply depends on the request alone (and `asked.attempt`,
 * which is 2 when the first answer was refused and may be repaired), so that a run can be repeated.
 */
export interface Strategy {
  readonly name: string;
  /** What it tries, in one sentence. */
  readonly attacks: string;
  /** The control that has to stop it. */
  readonly stoppedBy: string;
  /** Part of `--strategies fast`. */
  readonly fast: boolean;
  /** Defaults to an ordinary reading that keeps the pipeline going. */
  readonly triage?: (asked: Asked) => Reply;
  readonly recommend?: (asked: Asked) => Reply;
  /** What it reads in an employee's request; defaults to nothing at all, so that code reads alone. */
  readonly readTrip?: (asked: Asked) => Reply;
  /** What it reads in the policies; defaults to nothing at all. */
  readonly proposePlan?: (asked: Asked) => Reply;
  /** What it has the browser do; defaults to the embedded rules, so that the booking goes on. */
  readonly act?: (step: ActStepInput) => ActStepOutput | undefined;
}
