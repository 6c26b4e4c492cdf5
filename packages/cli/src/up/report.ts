import { verifyChains } from "@agentic-pm/audit-trail";
import type { AuditRecord } from "@agentic-pm/contracts";
import type { OperatorApi, TravelApi } from "@agentic-pm/world";

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

/** Whose tables are counted. */
export interface ReportSources {
  readonly api: Pick<OperatorApi, "signals" | "actions" | "auditRecords">;
  readonly travel: Pick<TravelApi, "bookings">;
}

/** Counts what the tables hold and verifies the whole audit trail; nothing is taken from memory of the run. */
export async function buildReport(
  { api, travel }: ReportSources,
  run: { model: string; iam: { decisions: number; denied: number }; timings: Timings },
): Promise<Report> {
  const [signals, actions, records, bookings] = await Promise.all([
    api.signals(),
    api.actions(),
    api.auditRecords(),
    travel.bookings(),
  ]);
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
    bookings: {
      planned: bookings.filter(({ planHash }) => planHash !== undefined).length,
      confirmed: bookings.filter(({ status }) => status === "booked").length,
    },
    audit: { records: records.length, verified: verification.verified },
    iam: run.iam,
    timingsMs: { ...run.timings, bookingPlan: planningTime(records) },
  };
}

/** Milliseconds from an employee's request to its plan, by the trail's own times; the last one's, 0 where there is none. */
function planningTime(records: readonly AuditRecord[]): number {
  const [planned] = records
    .filter(({ event }) => event === "policy_evaluation")
    .toSorted((left, right) => right.timestamp.localeCompare(left.timestamp));
  const asked = records.find(
    ({ subjectId, event }) => subjectId === planned?.subjectId && event === "booking.requested",
  );
  if (planned === undefined || asked === undefined) return 0;
  return Date.parse(planned.timestamp) - Date.parse(asked.timestamp);
}
