import type { Disposition } from "@agentic-pm/contracts";
import { POLICY_RULES, type PolicyRule, type RuledEffect } from "./policy-rules.ts";

/** The verdict, and the ids of the rules that led to it (empty for `execute`). */
export interface Ruling {
  readonly disposition: Disposition;
  readonly rules: readonly string[];
}

const STRICTNESS: Readonly<Record<Disposition, number>> = { execute: 0, hold: 1, approve: 2, refuse: 3 };

/** Rules on a resolved effect. Pure: the same effect, signal and settings always get the same ruling. */
export function rulingOn(ruled: RuledEffect, rules: readonly PolicyRule[] = POLICY_RULES): Ruling {
  const applying = rules.filter((rule) => rule.applies(ruled));
  const disposition = applying.reduce<Disposition>((worst, { verdict }) => stricter(worst, verdict), "execute");
  return { disposition, rules: applying.filter(({ verdict }) => verdict === disposition).map(({ id }) => id) };
}

/** The stricter of two verdicts. */
function stricter(left: Disposition, right: Disposition): Disposition {
  return STRICTNESS[right] > STRICTNESS[left] ? right : left;
}
