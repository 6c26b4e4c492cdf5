import type { AttackCase } from "./attack-case.ts";
import { DISGUISE } from "./disguise.ts";
import { MODEL_ANSWERS } from "./model-answers.ts";
import { PERSUASION } from "./persuasion.ts";
import { SENDERS, TAMPERING } from "./tampering.ts";
import { FURTHER_ON, WAYS_OUT, WEIGHT } from "./ways-out.ts";

export type { AnsweredCase, AttackCase, SenderCase, TamperedCase, WrittenCase } from "./attack-case.ts";
export { PLANTED_CANARY } from "./model-answers.ts";

/** The project's own attack cases: at least one for each line of "Inputs the tests must hold". */
export const attackCases: readonly AttackCase[] = [
  ...PERSUASION,
  ...DISGUISE,
  ...WAYS_OUT,
  ...FURTHER_ON,
  ...WEIGHT,
  ...SENDERS,
  ...MODEL_ANSWERS,
  ...TAMPERING,
];

/** The cases of one kind, as rows for `test.each`. */
export function casesFrom<Origin extends AttackCase["from"]>(origin: Origin): Extract<AttackCase, { from: Origin }>[] {
  return attackCases.filter((each): each is Extract<AttackCase, { from: Origin }> => each.from === origin);
}
