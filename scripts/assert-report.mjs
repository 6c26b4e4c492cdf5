// Holds the report of `npm start -- --once` to what a run over the sandbox project must say. Used by CI.
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const expectations = [
  ["the model says what it is", report.model === "embedded"],
  ["every sandbox ticket and mail became a signal", report.signals.received >= 100],
  [
    "every signal was sanitised or quarantined",
    report.signals.sanitised + report.signals.quarantined + report.signals.failed === report.signals.received,
  ],
  ["no signal's workflow failed", report.signals.failed === 0],
  ["actions were executed", report.actions.executed > 0],
  ["a state change waits, held or for approval", report.actions.held + report.actions.awaitingApproval > 0],
  ["a trip was planned and booked", report.bookings.planned >= 1 && report.bookings.confirmed >= 1],
  ["the plan is timed", report.timingsMs.bookingPlan > 0],
  ["the audit trail verifies", report.audit.verified === true && report.audit.records >= report.signals.received],
  ["IAM decided every request and denied none", report.iam.decisions > 1000 && report.iam.denied === 0],
  ["the first action is timed", report.timingsMs.firstAction > 0 && report.timingsMs.total > 0],
];
const broken = expectations.filter(([, holds]) => !holds);
for (const [sentence, holds] of expectations) process.stdout.write(`${holds ? "ok  " : "FAIL"} ${sentence}\n`);
if (broken.length > 0) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;
