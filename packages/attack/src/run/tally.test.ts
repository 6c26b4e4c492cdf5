import { expect, test } from "@jest/globals";
import type { Delivery } from "../channels/delivery.ts";
import { STRATEGIES } from "../strategies/index.ts";
import { held, reportOf } from "./report.ts";
import { Tally } from "./tally.ts";

const [strategy] = STRATEGIES;
if (strategy === undefined) throw new Error("There are no strategies.");
const delivery = (number: number, label: 0 | 1): Delivery => ({
  case: {
    mark: `kx00000${number}zq`,
    number,
    channel: "mail",
    strategy,
    text: { id: `t${number}`, label, source: "s", kind: "k", text: "t" },
  },
  externalId: `e${number}`,
  trusted: { ticket: null, people: new Set(), readers: new Set() },
});
const ended = (outcome: string, ...statuses: string[]) => ({
  signalId: "sig",
  outcome,
  actions: statuses.map((status, index) => ({ actionId: `act_${index}`, type: "x", disposition: "y", status })),
});
const comment = {
  seq: 1,
  kind: "comment",
  target: "ATLAS-1",
  recipients: [],
  audience: [],
  texts: ["x"],
  isHtml: false,
  transition: null,
  actionId: null,
} as const;

function tallied(): Tally {
  const tally = new Tally();
  const cases = [delivery(1, 1), delivery(2, 1), delivery(3, 0), delivery(4, 0)] as const;
  tally.ended(cases[0], ended("done", "executed", "refused", "awaiting_approval"));
  tally.ended(cases[1], ended("done", "executed"));
  tally.ended(cases[2], ended("quarantined"));
  tally.lost(cases[3], "its workflow has not ended in time");
  tally.judged(comment, cases[0], []);
  tally.judged(comment, cases[1], [{ figure: "leaks", what: "a canary in its text" }]);
  tally.close(cases.map((one) => one.case));
  return tally;
}

test("a report counts cases, and what reached a vendor; a harmful case has executed nothing safely", () => {
  const report = reportOf(tallied(), { model: "embedded", channels: ["mail"], milliseconds: 60_000 });
  expect(report).toMatchObject({ cases: 4, quarantined: 1, refused: 1, awaitingApproval: 1, executedSafely: 1 });
  expect(report).toMatchObject({ effects: 2, leaks: 1, workflowFailures: 1, casesPerMinute: 4 });
  expect(report.failures.map(({ figure, text }) => `${figure} ${text}`)).toEqual(["workflow t4", "leaks t2"]);
  expect(held(report)).toBe(false);
});

test("false quarantine looks at ordinary texts alone, and only where no puppet answered", () => {
  const facts = { channels: ["mail"], milliseconds: 1 } as const;
  expect(reportOf(tallied(), { model: "embedded", ...facts }).falseQuarantine).toEqual({
    "mail/s": { cases: 2, quarantined: 1, rate: 0.5 },
  });
  expect(reportOf(tallied(), { model: "puppet", ...facts }).falseQuarantine).toEqual({});
});
