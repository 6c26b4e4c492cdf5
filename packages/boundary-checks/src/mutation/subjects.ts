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

const GATEWAY = "services/websocket-gateway";
const BOOKING = "services/booking/src";
const POLICY = "packages/travel-policy/src";

/** The travel job's code that decides: who is who, what may leave the browser, what a policy demands. */
export const TRAVEL_SUBJECTS: readonly Subject[] = [
  {
    files: ["session-claims", "subprotocol"].map((name) => `${GATEWAY}/src/domain/${name}.ts`),
    tests: [
      `${GATEWAY}/src/domain/session-claims.test.ts`,
      `${GATEWAY}/src/adapters/auth-provider.clerk.test.ts`,
      `${GATEWAY}/src/usecases/authorize-connect.test.ts`,
    ],
  },
  {
    files: ["rates", "connection"].map((name) => `${GATEWAY}/src/domain/${name}.ts`),
    tests: ["rates", "connection"].map((name) => `${GATEWAY}/src/domain/${name}.test.ts`),
  },
  {
    files: [`${GATEWAY}/src/domain/booking.ts`],
    tests: [`${GATEWAY}/src/domain/booking.test.ts`, `${GATEWAY}/test/conversation.test.ts`],
  },
  {
    files: ["request-rules", "review", "trip-list"].map((name) => `${BOOKING}/domain/${name}.ts`),
    tests: [`${BOOKING}/domain/request-rules.test.ts`, `${BOOKING}/domain/review.test.ts`],
  },
  {
    files: ["confirmation", "stored-booking"].map((name) => `${BOOKING}/domain/${name}.ts`),
    tests: [`${BOOKING}/domain/confirmation.test.ts`],
  },
  {
    files: [`${BOOKING}/domain/standing-booking.ts`],
    tests: [`${BOOKING}/usecases/close-booking.test.ts`],
  },
  {
    files: [`${BOOKING}/domain/abandoned-booking.ts`],
    tests: [`${BOOKING}/usecases/sweep-bookings.test.ts`],
  },
  {
    files: ["binding", "contradictions", "validate"].map((name) => `${POLICY}/${name}.ts`),
    tests: ["binding", "contradictions", "validate"].map((name) => `${POLICY}/${name}.test.ts`),
  },
  {
    files: ["applicable-rules", "derive"].map((name) => `${POLICY}/${name}.ts`),
    tests: [`${POLICY}/derive.test.ts`],
  },
  {
    files: ["advance-booking", "currency", "for-everybody", "hours", "money", "scope", "worded-numbers"].map(
      (name) => `${POLICY}/reading/${name}.ts`,
    ),
    tests: ["advance-booking", "currency", "for-everybody", "hours", "money", "scope", "worded-numbers"].map(
      (name) => `${POLICY}/reading/${name}.test.ts`,
    ),
  },
  {
    files: [`${POLICY}/reading/fare-caps.ts`],
    tests: ["fare-caps", "for-everybody", "rows"].map((name) => `${POLICY}/reading/${name}.test.ts`),
  },
  { files: [`${POLICY}/reading/reach.ts`], tests: [`${POLICY}/reading/reach.test.ts`] },
];
