import type { ExecuteEvent, ExecuteResult, ResolvedCommand, ResolvedEffect } from "@agentic-pm/contracts";
import type { EnvelopePorts } from "@agentic-pm/lambda";
import { LogCode, type Metrics } from "@agentic-pm/observability";
import { commandOf, isRefusal, permission, possession, type Refusal } from "../domain/admission.ts";
import { limitsTaken } from "../domain/action-limits.ts";
import { rulingOn } from "../domain/policy/policy-engine.ts";
import type { PolicySettings } from "../domain/policy/policy-settings.ts";
import { policyVersionOf } from "../domain/policy/policy-version.ts";
import type { StoredAction } from "../domain/stored-action.ts";
import { tripwireIn } from "../domain/tripwires.ts";
import type { SignalRegistry } from "../ports/decision-stores.ts";
import type { CommandOf, EffectHandler, EffectHandlers } from "../ports/effect-handler.ts";
import type { ActionRecords, LimitMembers } from "../ports/execution-stores.ts";
import { concludeAction } from "./conclude-action.ts";
import { refuseAction, refuseRequest } from "./refuse-action.ts";
import { type EffectPorts, findEffect, runEffect } from "./run-effect.ts";

export interface ExecutePorts extends EffectPorts, EnvelopePorts {
  readonly metrics: Metrics;
  readonly actions: ActionRecords;
  readonly registry: SignalRegistry;
  readonly limits: LimitMembers;
  readonly handlers: EffectHandlers;
  readonly policy: PolicySettings;
  readonly remainingMs: () => number;
}

/** A lease outlives the function that took it, so that nobody takes over an attempt that still runs. */
const LEASE_MARGIN_MS = 60_000;

/**
 * Carries out an action once: checks everything that `decide` did again, takes the action by a conditional write,
 * writes the intent, makes the effect, writes the outcome.
 * Throws EFFECT_OUTCOME_UNKNOWN and the vendors' retryable errors, for the state machine to come back.
 */
export async function executeAction(event: ExecuteEvent, ports: ExecutePorts): Promise<ExecuteResult> {
  const row = await ports.actions.find(event.actionId);
  if (row === null) return refuseRequest(event, { code: "ACTION_UNKNOWN", audit: event.audit }, ports);
  const command = commandOf(row, event);
  if (isRefusal(command)) return refuseAction(row, { refusal: command, event }, ports);
  if (row.status === "executed") {
    ports.logger.info(LogCode.EFFECT_REPEATED, { actionId: row.actionId });
    return { actionId: command.actionId, status: "executed", code: null, audit: row.audit };
  }
  const notOurs = possession(row, event.executionName, ports.clock.now());
  if (notOurs !== null) return refuseAction(row, { refusal: notOurs, event }, ports);
  return executeOwned(await take(row, event, ports), { event, command }, ports);
}

interface Owned {
  readonly event: ExecuteEvent;
  readonly command: ResolvedCommand;
}

async function executeOwned(row: StoredAction, { event, command }: Owned, ports: ExecutePorts): Promise<ExecuteResult> {
  const { effect } = command;
  // The table's type ties each handler to its own effect; the compiler cannot follow that through a lookup.
  const handler = ports.handlers[effect.type] as EffectHandler<ResolvedEffect>;
  const of: CommandOf<ResolvedEffect> = { command, effect };
  if (row.attempt?.intended === true) {
    const earlier = await findEffect(of, handler, ports);
    if (earlier !== null) return concludeAction(row, { command, result: earlier }, ports);
  }
  const refusal = await presentRefusal(row, of, { handler, ports });
  if (refusal !== null) return refuseAction(row, { refusal, event }, ports);
  const intended = await intend(row, command, ports);
  const result = await runEffect(of, handler, ports);
  return concludeAction(intended, { command, result }, ports);
}

async function take(row: StoredAction, event: ExecuteEvent, ports: ExecutePorts): Promise<StoredAction> {
  const leaseUntil = new Date(ports.clock.now().getTime() + ports.remainingMs() + LEASE_MARGIN_MS).toISOString();
  const attempt = {
    owner: event.executionName,
    leaseUntil,
    from: row.attempt?.from ?? row.status,
    intended: row.attempt?.intended ?? false,
  };
  return ports.actions.change(row, { status: "executing", audit: row.audit, attempt });
}

/** Policy, approval, expiry and the world, as they are now. */
async function presentRefusal(
  row: StoredAction,
  of: CommandOf<ResolvedEffect>,
  { handler, ports }: { handler: EffectHandler<ResolvedEffect>; ports: ExecutePorts },
): Promise<Refusal | null> {
  const { command, effect } = of;
  const signal = await ports.registry.contextOf(command.signalId);
  if (signal === null) return { status: "refused", code: "SIGNAL_UNKNOWN", final: true };
  const tripped = tripwireIn(effect, signal.projectKey);
  if (tripped !== null) {
    ports.metrics.add("CanaryTripped", 1, "Count");
    ports.logger.warn(LogCode.CANARY_TRIPPED, { actionId: row.actionId, reason: tripped.code });
    return { status: "refused", code: tripped.code, final: true };
  }
  const ruling = rulingOn({ effect, tier: command.tier, signal, settings: ports.policy });
  const policyVersion = policyVersionOf(ports.policy);
  const refusal = permission(row, command, { now: ports.clock.now(), policyVersion, ruling });
  if (refusal !== null) return refusal;
  if (!(await hasPlaces(command, ports))) return { status: "refused", code: "LIMIT_NOT_TAKEN", final: true };
  const drift = await handler.drift(of, (row.attempt?.from ?? row.status) !== "ready");
  return drift === null ? null : { status: "voided", code: drift, final: true };
}

/** Whether `decide` counted this action against each of the day's limits, and no limit holds more than it may. */
async function hasPlaces(command: ResolvedCommand, { limits, policy }: ExecutePorts): Promise<boolean> {
  for (const { key, most } of limitsTaken(command, policy)) {
    const members = await limits.membersOf(key);
    if (!members.has(command.actionId) || members.size > most) return false;
  }
  return true;
}

/** The intent goes into the trail before the effect, and its place into the row, so that a retry goes on from there. */
async function intend(row: StoredAction, command: ResolvedCommand, ports: ExecutePorts): Promise<StoredAction> {
  if (row.attempt === null || row.attempt.intended) return row;
  const audit = await ports.audit.append(row.actionId, row.audit, {
    event: "action.intent",
    input: { commandHash: row.commandHash, owner: row.attempt.owner, approvedBy: row.approval?.approvedBy ?? null },
    output: { type: command.effect.type, tier: command.tier, idempotencyKey: command.actionId },
    policy_version: command.policyVersion,
  });
  const attempt = { ...row.attempt, intended: true };
  return ports.actions.change(row, { status: "executing", audit, attempt });
}
