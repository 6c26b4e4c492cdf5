import { verifyChains } from "@agentic-pm/audit-trail";
import type { OperatorApi } from "@agentic-pm/world";

/** Milliseconds, counted from the moment the command was typed. */
export interface Timings {
  install: number;
  package: number;
  boot: number;
  /** 0 when nothing was executed in this run. */
  firstAction: number;
  bookingPlan: number;
  total: number;
}

/** What `--report FILE` holds: the state of the world in the data folder, and this run's timings. */
export interface Report {
  readonly model: string;
  /** Sanitised: went through, and was neither quarantined nor did its workflow fail later. */
  readonly signals: { received: number; sanitised: number; quarantined: number; failed: number };
  readonly actions: { executed: number; held: number; awaitingApproval: number; refused: number };
  readonly bookings: { planned: number; confirmed: number };
  readonly audit: { records: number; verified: boolean };
  readonly iam: { decisions: number; denied: number };
  readonly timingsMs: Timings;
}

/** Counts what the tables hold and verifies the whole audit trail; nothing is taken from memory of the run. */
export async function buildReport(
  api: Pick<OperatorApi, "signals" | "actions" | "auditRecords">,
  run: { model: string; iam: { decisions: number; denied: number }; timings: Timings },
): Promise<Report> {
  const [signals, actions, records] = await Promise.all([api.signals(), api.actions(), api.auditRecords()]);
  const verification = verifyChains(records);
  const signalsWith = (...statuses: string[]): number =>
    signals.filter((signal) => statuses.includes(signal.status)).length;
  const actionsWith = (...statuses: string[]): number =>
    actions.filter((action) => statuses.includes(action.status)).length;
  const sanitised = new Set(
    records.filter((record) => record.event === "signal.sanitised").map((record) => record.subjectId),
  );
  const ended = ({ status }: { status: string }): boolean => status === "quarantined" || status === "failed";
  return {
    model: run.model,
    signals: {
      received: signals.length,
      sanitised: signals.filter((signal) => sanitised.has(signal.signalId) && !ended(signal)).length,
      quarantined: signalsWith("quarantined"),
      failed: signalsWith("failed"),
    },
    actions: {
      executed: actionsWith("executed", "undone"),
      held: actionsWith("held"),
      awaitingApproval: actionsWith("awaiting_approval"),
      refused: actionsWith("refused"),
    },
    bookings: { planned: 0, confirmed: 0 },
    audit: { records: records.length, verified: verification.verified },
    iam: run.iam,
    timingsMs: run.timings,
  };
}
