import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { ActionStatus, Clock, ExecuteResult, ResolvedCommand } from "@agentic-pm/contracts";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import type { EffectOutcome, StoredAction } from "../domain/stored-action.ts";
import type { ActionRecords } from "../ports/execution-stores.ts";
import type { EffectResult } from "./run-effect.ts";

interface ConcludePorts {
  readonly actions: ActionRecords;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
}

interface Conclusion {
  readonly command: ResolvedCommand;
  readonly result: EffectResult;
}

/** Writes what came of the effect: trail first, then the row. Rethrows what the state machine should come back for. */
export async function concludeAction(
  row: StoredAction,
  { command, result }: Conclusion,
  ports: ConcludePorts,
): Promise<ExecuteResult> {
  const { actionId } = command;
  if (result.kind === "done") {
    const audit = await outcome(row, { status: "executed", code: null, outcome: result.outcome }, ports);
    ports.logger.info(LogCode.ACTION_EXECUTED, { actionId, repeated: result.outcome.repeated });
    return { actionId, status: "executed", code: null, audit };
  }
  const { code } = result.error;
  if (result.kind === "rejected") {
    const audit = await outcome(row, { status: "failed", code }, ports);
    ports.logger.error(LogCode.ACTION_FAILED, result.error, { actionId });
    return { actionId, status: "failed", code, audit };
  }
  const unknown = result.kind === "unknown";
  await outcome(row, { status: unknown ? "unknown" : (row.attempt?.from ?? row.status), code }, ports);
  ports.logger.warn(unknown ? LogCode.ACTION_UNKNOWN : LogCode.ACTION_FAILED, { actionId, code });
  throw result.error;
}

interface Ended {
  readonly status: ActionStatus;
  readonly code: string | null;
  readonly outcome?: EffectOutcome;
}

async function outcome(row: StoredAction, ended: Ended, { actions, audit: trail, clock }: ConcludePorts) {
  const { status, code } = ended;
  const audit = await trail.append(row.actionId, row.audit, {
    event: "action.outcome",
    input: { commandHash: row.commandHash, owner: row.attempt?.owner ?? null },
    output: { status, code, ...(ended.outcome === undefined ? {} : { outcome: ended.outcome }) },
  });
  // An unknown outcome keeps the attempt, so that whoever comes next reconciles before anything else.
  const attempt =
    status === "unknown" && row.attempt !== null ? { ...row.attempt, leaseUntil: clock.now().toISOString() } : null;
  await actions.change(row, {
    status,
    code,
    audit,
    attempt,
    ...(ended.outcome === undefined ? {} : { outcome: ended.outcome }),
  });
  return audit;
}
