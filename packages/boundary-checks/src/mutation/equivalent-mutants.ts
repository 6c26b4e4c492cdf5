import type { Mutant } from "./mutant.ts";

/** A mutant that no test can notice, because nothing observable differs. */
export interface EquivalentMutant {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  readonly why: string;
}

/** Every survivor that is none, with the reason. */
export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [
  {
    file: "policy/policy-engine.ts",
    original: "0",
    replacement: "-1",
    why: "ranks are only compared: the lowest may be lower",
  },
  {
    file: "policy/policy-engine.ts",
    original: "3",
    replacement: "4",
    why: "ranks are only compared: the highest may be higher",
  },
  {
    file: "policy/policy-engine.ts",
    original: ">",
    replacement: ">=",
    why: "verdicts of one rank are one verdict, so either of them is the stricter",
  },
  {
    file: "graph/sender-authentication.ts",
    original: '" "',
    replacement: '"mutated"',
    why: "it only parts several verdicts, and several are no verdict",
  },
  {
    file: "domain/triage-answer.ts",
    original: "summary,",
    replacement: "",
    why: "undoing a disguise takes no mark of a link or of markup away, so what is found as written is found undone",
  },
];

/** True if the mutant is on the list. */
export function isEquivalent(mutant: Mutant, list = EQUIVALENT_MUTANTS): boolean {
  return list.some(
    ({ file, original, replacement }) =>
      mutant.file.endsWith(file) && mutant.original === original && mutant.replacement === replacement,
  );
}
