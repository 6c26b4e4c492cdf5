import {
  actionIdOf,
  type AuditHead,
  commandHashOf,
  type RecommendedAction,
  type ResolvedCommand,
} from "@agentic-pm/contracts";
import { storedCommand } from "../../src/domain/command.ts";
import { policyVersionOf } from "../../src/domain/policy/policy-version.ts";
import { resolveAction } from "../../src/domain/policy/resolve-action.ts";
import { TIER_OF } from "../../src/domain/policy/tiers.ts";
import type { StoredAction } from "../../src/domain/stored-action.ts";
import { ACT, atlasSignal, labelsRead, SIGNAL_ID } from "./execution-world.ts";

const COMMENT: RecommendedAction = { type: "jira.comment", ticket: "T1", text: "The vendor is late." };
const AUDIT: AuditHead = { seq: 0, hash: "a".repeat(64) };

/** One action as `decide` leaves it when it lets it through: its row and its command. */
export function decidedRow(action: RecommendedAction = COMMENT): { row: StoredAction; command: ResolvedCommand } {
  const effect = resolveAction(action, atlasSignal(), labelsRead());
  if (!effect.ok) throw new Error(effect.code);
  const command: ResolvedCommand = {
    schemaVersion: 1,
    actionId: actionIdOf(SIGNAL_ID, 0, "b".repeat(64)),
    signalId: SIGNAL_ID,
    tier: TIER_OF[action.type],
    effect: effect.value,
    policyVersion: policyVersionOf(ACT),
    expiresAt: "2026-01-16T09:00:00.000Z",
  };
  const row: StoredAction = {
    actionId: command.actionId,
    signalId: SIGNAL_ID,
    type: action.type,
    command: storedCommand(command),
    commandHash: commandHashOf(command),
    status: "ready",
    holdUntil: null,
    approval: null,
    undo: null,
    audit: AUDIT,
    attempt: null,
    outcome: null,
    code: null,
    revision: 0,
  };
  return { row, command };
}
