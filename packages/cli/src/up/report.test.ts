import { expect, test } from "@jest/globals";
import type { AuditRecord } from "@agentic-pm/contracts";
import type { OperatorApi, SignalRow } from "@agentic-pm/world";
import { buildReport } from "./report.ts";

const row = (signalId: string, status: string): SignalRow => ({
  signalId,
  status,
  source: "jira",
  kind: "issue",
  externalId: signalId,
  projectKey: "ATLAS",
  receivedAt: "2026-01-05T08:00:00.000Z",
});
const sanitised = (subjectId: string) => ({ subjectId, event: "signal.sanitised" }) as AuditRecord;
const RUN = {
  model: "embedded",
  iam: { decisions: 1, denied: 0 },
  timings: { install: 0, package: 0, boot: 0, firstAction: 0, bookingPlan: 0, total: 0 },
};

test("each signal is counted once: sanitised, quarantined, or failed", async () => {
  const tables: Pick<OperatorApi, "signals" | "actions" | "auditRecords"> = {
    signals: async () => [
      row("done", "done"),
      row("held", "received"),
      row("quarantined-at-once", "quarantined"),
      row("quarantined-later", "quarantined"),
      row("failed-at-once", "failed"),
      row("failed-later", "failed"),
    ],
    actions: async () => [],
    auditRecords: async () => ["done", "held", "quarantined-later", "failed-later"].map(sanitised),
  };
  const { signals } = await buildReport({ api: tables, travel: { bookings: async () => [] } }, RUN);
  expect(signals).toEqual({ received: 6, sanitised: 2, quarantined: 2, failed: 2 });
});
