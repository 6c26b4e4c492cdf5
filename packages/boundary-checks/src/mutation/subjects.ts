import type { Subject } from "./try-mutants.ts";

const EXECUTOR = "services/executor/src";

/** The code that decides what may happen, and the tests that have to notice when it decides otherwise. */
export const POLICY_SUBJECTS: readonly Subject[] = [
  {
    files: [
      "outgoing-text",
      "plain-text",
      "policy-engine",
      "policy-rules",
      "policy-version",
      "resolve-action",
      "signal-context",
      "tiers",
      "transitions",
    ].map((name) => `${EXECUTOR}/domain/policy/${name}.ts`),
    tests: ["policy-engine", "plain-text", "policy-conditions"].map(
      (name) => `${EXECUTOR}/domain/policy/${name}.test.ts`,
    ),
  },
  {
    files: [`${EXECUTOR}/domain/admission.ts`, `${EXECUTOR}/domain/command.ts`, `${EXECUTOR}/usecases/limit-action.ts`],
    tests: [`${EXECUTOR}/domain/admission.test.ts`, `${EXECUTOR}/usecases/limit-action.test.ts`],
  },
  { files: [`${EXECUTOR}/domain/tripwires.ts`], tests: [`${EXECUTOR}/domain/tripwires.test.ts`] },
  {
    files: [`${EXECUTOR}/adapters/graph/sender-authentication.ts`],
    tests: [`${EXECUTOR}/adapters/graph/sender-authentication.test.ts`],
  },
  {
    files: ["services/triage/src/domain/triage-answer.ts"],
    tests: ["services/triage/src/domain/triage-answer.test.ts"],
  },
  { files: ["packages/contracts/src/labels.ts"], tests: ["packages/contracts/src/labels.test.ts"] },
];
