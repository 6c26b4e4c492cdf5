import { ROOT } from "@agentic-pm/packaging";
import type { Mutant } from "./mutant.ts";
import { MutantTrial, type Subject } from "./try-mutants.ts";

/** What the parent sends: first the subject, then one mutant at a time. */
export type ToTrial = { readonly subject: Subject; readonly root?: string } | { readonly mutant: Mutant };
/** What comes back: the first failing test, or null. */
export type FromTrial = { readonly failure: string | null };

let trial: MutantTrial | undefined;

process.on("message", (message: ToTrial) => {
  const unloadable = (error: unknown) => `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
  void answer(message)
    .catch(unloadable)
    .then((failure) => process.send?.({ failure } satisfies FromTrial));
});

async function answer(message: ToTrial): Promise<string | null> {
  if ("subject" in message) {
    trial = new MutantTrial(message.subject, message.root ?? ROOT);
    return await trial.original();
  }
  if (trial === undefined) throw new Error("A mutant came before its subject.");
  return await trial.mutant(message.mutant);
}
