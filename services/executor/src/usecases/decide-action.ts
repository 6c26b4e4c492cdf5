import {
  type ActionHandoff,
  actionIdOf,
  type AuditHead,
  canonicalHash,
  commandHashOf,
  type DecidedAction,
  type DecideEvent,
  type Disposition,
  RecommendedAction,
  type ResolvedCommand,
  type Seal,
} from "@agentic-pm/contracts";
import { LogCode } from "@agentic-pm/observability";
import { storedCommand } from "../domain/command.ts";
import { rulingOn, type Ruling } from "../domain/policy/policy-engine.ts";
import { policyVersionOf } from "../domain/policy/policy-version.ts";
import { resolveAction } from "../domain/policy/resolve-action.ts";
import type { SignalContext } from "../domain/policy/signal-context.ts";
import { TIER_OF } from "../domain/policy/tiers.ts";
import type { NewAction } from "../ports/decision-stores.ts";
import type { DecidePorts } from "./decide-ports.ts";
import { limitRuling } from "./limit-action.ts";

/** One action of a recommendation, as it came, with all that a decision about it may rest on. */
export interface Proposal {
  readonly index: number;
  readonly recommended: unknown;
  readonly event: DecideEvent;
  readonly signal: SignalContext;
  readonly createdAt: string;
}

const STATUS_OF = { execute: "ready", hold: "held", approve: "awaiting_approval", refuse: "refused" } as const;

/** Decides one action: audit first, then the row. Null for an action of a type that does not exist: it is only audited. */
export async function decideAction(proposal: Proposal, ports: DecidePorts): Promise<DecidedAction | null> {
  const { index, event } = proposal;
  const actionId = actionIdOf(event.signalId, index, event.recommendationSha256);
  const action = RecommendedAction.safeParse(proposal.recommended);
  if (!action.success) {
    await auditDecision(actionId, { proposal, ports, ruling: refused("UNKNOWN_ACTION"), command: null });
    return null;
  }
  const { type } = action.data;
  const effect = resolveAction(action.data, proposal.signal, event.seal.labels);
  if (!effect.ok) {
    const ruling = refused(effect.code);
    const commandHash = canonicalHash("agentic-pm/refused-action/v1", action.data);
    return keep({ actionId, type, commandHash, command: null, ruling, proposal }, ports);
  }
  const policyVersion = policyVersionOf(ports.policy);
  const expiresAt = after(proposal.createdAt, ports.policy.commandTtlHours * 3600);
  const { signalId } = event;
  const command: ResolvedCommand = {
    schemaVersion: 1,
    actionId,
    signalId,
    tier: TIER_OF[type],
    effect: effect.value,
    policyVersion,
    expiresAt,
  };
  const byRules = rulingOn({
    effect: effect.value,
    tier: TIER_OF[type],
    signal: proposal.signal,
    settings: ports.policy,
  });
  const ruling = await limitRuling(byRules, { command, createdAt: proposal.createdAt }, ports);
  return keep({ actionId, type, commandHash: commandHashOf(command), command, ruling, proposal }, ports);
}

interface Decision {
  readonly actionId: DecidedAction["actionId"];
  readonly type: DecidedAction["type"];
  readonly commandHash: string;
  readonly command: ResolvedCommand | null;
  readonly ruling: Ruling;
  readonly proposal: Proposal;
}

async function keep(decision: Decision, ports: DecidePorts): Promise<DecidedAction> {
  const { actionId, type, commandHash, command, ruling, proposal } = decision;
  const { disposition } = ruling;
  const reason = reasonOf(ruling);
  const audit = await auditDecision(actionId, { proposal, ports, ruling, command });
  const holdSeconds = disposition === "hold" ? ports.policy.holdSeconds : 0;
  const { seal, approvable } = await sealed(decision, audit, ports);
  const row: Omit<NewAction, "handover"> = {
    actionId,
    signalId: proposal.event.signalId,
    type,
    tier: TIER_OF[type],
    command: command === null ? null : storedCommand(command),
    commandHash,
    status: STATUS_OF[disposition],
    disposition,
    reason,
    createdAt: proposal.createdAt,
    expiresAt: after(proposal.createdAt, ports.policy.commandTtlHours * 3600),
    holdUntil: disposition === "hold" ? after(proposal.createdAt, holdSeconds) : null,
    audit,
  };
  await ports.actions.insert({ ...row, handover: approvable });
  const code = disposition === "refuse" ? LogCode.ACTION_REFUSED : LogCode.ACTION_DECIDED;
  ports.logger.info(code, { actionId, actionType: type, disposition, reason });
  return { actionId, commandHash, type, disposition, holdSeconds, reason, audit, seal };
}

/**
 * What goes on in this execution is sealed for it. What waits for approval is sealed for the execution that carries the
 * action's name, and its hand-over waits in the row; nobody can carry it out in any other.
 */
async function sealed(
  { actionId, commandHash, ruling, proposal }: Decision,
  audit: AuditHead,
  { sealer }: DecidePorts,
): Promise<{ seal: Seal | null; approvable: ActionHandoff | null }> {
  if (ruling.disposition === "refuse") return { seal: null, approvable: null };
  const { labels, executionName } = proposal.event.seal;
  const handover = { actionId, commandHash, audit };
  if (ruling.disposition !== "approve") {
    return { seal: await sealer.seal({ executionName, labels, handover }), approvable: null };
  }
  const seal = await sealer.seal({ executionName: actionId, labels, handover });
  return { seal: null, approvable: { ...handover, seal } };
}

interface DecisionRecord {
  readonly proposal: Proposal;
  readonly ports: DecidePorts;
  readonly ruling: Ruling;
  readonly command: ResolvedCommand | null;
}

/** The first record of the action's own chain; it names the place in the signal's chain that it follows from. */
function auditDecision(actionId: string, { proposal, ports, ruling, command }: DecisionRecord): Promise<AuditHead> {
  const { signalId, audit: signalHead, recommendationSha256 } = proposal.event;
  return ports.audit.append(actionId, null, {
    event: ruling.disposition === "refuse" ? "action.refused" : "action.decided",
    input: { signalId, signalHead, recommendationSha256, index: proposal.index },
    output: {
      disposition: ruling.disposition,
      rules: [...ruling.rules],
      command,
      commandHash: command === null ? null : commandHashOf(command),
    },
    policy_version: policyVersionOf(ports.policy),
  });
}

function refused(code: string): Ruling {
  return { disposition: "refuse", rules: [code] };
}

const REASONLESS: Readonly<Partial<{ [Verdict in Disposition]: string }>> = { execute: "WITHIN_AUTONOMY" };

function reasonOf({ disposition, rules }: Ruling): string {
  return rules.length > 0 ? rules.join(", ").slice(0, 300) : (REASONLESS[disposition] ?? disposition);
}

function after(iso: string, seconds: number): string {
  return new Date(Date.parse(iso) + seconds * 1000).toISOString();
}
