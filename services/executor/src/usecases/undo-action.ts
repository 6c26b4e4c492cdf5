import type { AuditWriter } from "@agentic-pm/audit-trail";
import {
  ActionId,
  type AuditHead,
  type Clock,
  type ResolvedCommand,
  type UndoEvent,
  type UndoResult,
} from "@agentic-pm/contracts";
import { type AppError, isAppError } from "@agentic-pm/errors";
import { LogCode, type StructuredLogger } from "@agentic-pm/observability";
import { commandOf, isRefusal } from "../domain/admission.ts";
import { type Inverse, inverseOf } from "../domain/effect-inverse.ts";
import type { StoredAction } from "../domain/stored-action.ts";
import type { EffectReversal, EffectReversals } from "../ports/effect-reversal.ts";
import type { ActionRecords, MadeEffects } from "../ports/execution-stores.ts";
import { type BreakerPorts, throughBreaker } from "./through-breaker.ts";

export interface UndoPorts extends BreakerPorts {
  readonly actions: ActionRecords;
  readonly effects: MadeEffects;
  readonly reversals: EffectReversals;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
  readonly remainingMs: () => number;
}

/** A lease outlives the function that took it, so that nobody takes over an attempt that still runs. */
const LEASE_MARGIN_MS = 60_000;

/**
 * Takes an executed action back, on the operator's request in its row. What is done stands in no input: it follows
 * from the hashed command and from the record of the effect. Throws the vendors' retryable errors and
 * EFFECT_OUTCOME_UNKNOWN, for the state machine to come back.
 */
export async function undoAction(event: UndoEvent, ports: UndoPorts): Promise<UndoResult> {
  const row = await ports.actions.find(event.actionId);
  if (row === null) return refuseRequest(event, { code: "ACTION_UNKNOWN" }, ports);
  const { audit } = row;
  if (row.status === "undone") return { actionId: event.actionId, status: "undone", code: null, audit };
  const command = commandOf(row, event);
  if (isRefusal(command)) return refuseRequest(event, { code: command.code, audit }, ports);
  const notOurs = possession(row, event, ports.clock.now());
  if (notOurs !== null) return refuseRequest(event, { code: notOurs, audit }, ports);
  const taken = await take(row, event, ports);
  const inverse = await presentInverse(taken, command, ports);
  if (typeof inverse === "string") return leave(taken, { status: "refused", code: inverse }, ports);
  return carryOut(taken, inverse, ports);
}

/** Why this execution may not undo the action, or null. */
function possession({ status, undo, commandHash, attempt }: StoredAction, event: UndoEvent, now: Date): string | null {
  if (undo?.commandHash !== commandHash) return "UNDO_NOT_REQUESTED";
  if (status === "undo_requested") return null;
  if (status !== "undoing") return "UNDO_NOT_REQUESTED";
  const isOurs = attempt?.owner === event.executionName;
  return isOurs || (attempt !== null && Date.parse(attempt.leaseUntil) <= now.getTime()) ? null : "ATTEMPT_UNDER_WAY";
}

function take(row: StoredAction, event: UndoEvent, { actions, clock, remainingMs }: UndoPorts): Promise<StoredAction> {
  const leaseUntil = new Date(clock.now().getTime() + remainingMs() + LEASE_MARGIN_MS).toISOString();
  const intended = row.status === "undoing" && row.attempt?.intended === true;
  const attempt = { owner: event.executionName, leaseUntil, from: "undo_requested", intended } as const;
  return actions.change(row, { status: "undoing", audit: row.audit, attempt });
}

/** What takes the effect back, by our own records; a code where there is nothing to take back, or no time left. */
async function presentInverse(
  row: StoredAction,
  command: ResolvedCommand,
  ports: UndoPorts,
): Promise<Inverse | string> {
  const made = await ports.effects.executed(row.actionId);
  if (made === null) return "EFFECT_NOT_RECORDED";
  const inverse = inverseOf(command, made);
  if (inverse === null) return "UNDO_IMPOSSIBLE";
  return Date.parse(inverse.until) <= ports.clock.now().getTime() ? "UNDO_WINDOW_PASSED" : inverse;
}

async function carryOut(row: StoredAction, inverse: Inverse, ports: UndoPorts): Promise<UndoResult> {
  // The table's type ties each reversal to its own inverse; the compiler cannot follow that through a lookup.
  const reversal = ports.reversals[inverse.type] as EffectReversal;
  const standing = await orRefusal(() => call(reversal, () => reversal.standing(inverse, row.actionId), ports));
  if (isAppError(standing)) return failed(row, standing, ports);
  if (typeof standing === "object") return leave(row, { status: "voided", code: standing.drift }, ports);
  const intended = await intend(row, inverse, ports);
  if (standing === "standing") {
    const refusal = await orRefusal(() => call(reversal, () => reversal.takeBack(inverse), ports));
    if (isAppError(refusal)) return failed(intended, refusal, ports);
  }
  const audit = await conclude(intended, { status: "undone", code: null, inverse }, ports);
  ports.logger.info(LogCode.ACTION_UNDONE, { actionId: row.actionId, inverse: inverse.type });
  return { actionId: ActionId.parse(row.actionId), status: "undone", code: null, audit };
}

/** A vendor's final refusal as a value. What may end otherwise at the next attempt is thrown. */
async function orRefusal<Out>(make: () => Promise<Out>): Promise<Out | AppError> {
  try {
    return await make();
  } catch (error) {
    if (isAppError(error) && !error.retryable && error.code !== "EFFECT_OUTCOME_UNKNOWN") return error;
    throw error;
  }
}

async function intend(row: StoredAction, inverse: Inverse, ports: UndoPorts): Promise<StoredAction> {
  if (row.attempt === null || row.attempt.intended) return row;
  const audit = await ports.audit.append(row.actionId, row.audit, {
    event: "action.intent",
    input: { commandHash: row.commandHash, owner: row.attempt.owner, requestedBy: row.undo?.requestedBy ?? null },
    output: { undo: inverse },
  });
  return ports.actions.change(row, { status: "undoing", audit, attempt: { ...row.attempt, intended: true } });
}

async function failed(row: StoredAction, error: AppError, ports: UndoPorts): Promise<UndoResult> {
  ports.logger.error(LogCode.ACTION_FAILED, error, { actionId: row.actionId });
  return leave(row, { status: "failed", code: error.code }, ports);
}

/** The effect stays as it is, and the action executed: the operator may ask again. */
async function leave(
  row: StoredAction,
  { status, code }: { status: "refused" | "voided" | "failed"; code: string },
  ports: UndoPorts,
): Promise<UndoResult> {
  const audit = await conclude(row, { status: "executed", code }, ports);
  ports.logger.warn(LogCode.ACTION_VOIDED, { actionId: row.actionId, code });
  return { actionId: ActionId.parse(row.actionId), status, code, audit };
}

interface Conclusion {
  readonly status: "undone" | "executed";
  readonly code: string | null;
  readonly inverse?: Inverse;
}

/** Trail first, then the row. */
async function conclude(
  row: StoredAction,
  { status, code, inverse }: Conclusion,
  ports: UndoPorts,
): Promise<AuditHead> {
  const audit = await ports.audit.append(row.actionId, row.audit, {
    event: status === "undone" ? "action.undone" : "action.outcome",
    input: { commandHash: row.commandHash, owner: row.attempt?.owner ?? null, undo: true },
    output: { status, code, ...(inverse === undefined ? {} : { inverse }) },
  });
  await ports.actions.change(row, { status, code, audit, attempt: null });
  return audit;
}

/** Refuses a request that says nothing about the action; the record has a chain of its own, so it forks none. */
async function refuseRequest(
  { actionId, commandHash, executionName }: UndoEvent,
  { code, audit }: { code: string; audit?: AuditHead },
  ports: UndoPorts,
): Promise<UndoResult> {
  const head = await ports.audit.append(`refused_${actionId}`, null, {
    event: "request.refused",
    input: { actionId, commandHash, executionName, undo: true },
    output: { code },
  });
  ports.logger.warn(LogCode.ACTION_REFUSED, { actionId, code });
  return { actionId, status: "refused", code, audit: audit ?? head };
}

function call<Out>({ integration }: EffectReversal, make: () => Promise<Out>, ports: UndoPorts): Promise<Out> {
  return integration === null ? make() : throughBreaker(integration, make, ports);
}
