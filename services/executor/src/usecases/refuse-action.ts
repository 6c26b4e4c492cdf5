import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { AuditHead, ExecuteEvent, ExecuteResult } from "@agentic-pm/contracts";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import type { Refusal } from "../domain/admission.ts";
import type { StoredAction } from "../domain/stored-action.ts";
import type { ActionRecords } from "../ports/execution-stores.ts";

interface RefusalPorts {
  readonly actions: ActionRecords;
  readonly audit: AuditWriter;
  readonly logger: StructuredLogger;
}

/** Does not carry an action out, and says so in the trail. A final refusal ends the action as well. */
export async function refuseAction(
  row: StoredAction,
  { refusal, event }: { refusal: Refusal; event: ExecuteEvent },
  ports: RefusalPorts,
): Promise<ExecuteResult> {
  const { status, code, final } = refusal;
  if (!final) return { ...(await refuseRequest(event, { code, audit: row.audit }, ports)), status };
  const audit = await ports.audit.append(row.actionId, row.audit, {
    event: status === "refused" ? "action.refused" : "action.voided",
    input: {
      commandHash: event.commandHash,
      executionName: event.executionName,
      before: row.attempt?.from ?? row.status,
    },
    output: { status, code },
  });
  await ports.actions.change(row, { status, audit, attempt: null, code });
  ports.logger.warn(status === "refused" ? LogCode.ACTION_REFUSED : LogCode.ACTION_VOIDED, {
    actionId: row.actionId,
    code,
  });
  return { actionId: event.actionId, status, code, audit };
}

/**
 * Refuses a request that says nothing about the action itself. The record has a chain of its own, so that asking at
 * the wrong time cannot fork the action's.
 */
export async function refuseRequest(
  event: ExecuteEvent,
  { code, audit }: { code: string; audit: AuditHead },
  { audit: trail, logger }: Pick<RefusalPorts, "audit" | "logger">,
): Promise<ExecuteResult> {
  const { actionId, commandHash, executionName } = event;
  await trail.append(`refused_${actionId}`, null, {
    event: "request.refused",
    input: { actionId, commandHash, executionName },
    output: { code },
  });
  logger.warn(LogCode.ACTION_REFUSED, { actionId, code });
  return { actionId, status: "refused", code, audit };
}
