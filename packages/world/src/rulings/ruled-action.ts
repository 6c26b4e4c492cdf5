import { ActionStatus, AuditHead, canonicalJson, commandHashOf, ResolvedCommand, Sha256 } from "@agentic-pm/contracts";
import * as z from "zod";

const instant = z.iso.datetime();

/** An action's row, as the operator rules on it. */
export const RuledAction = z
  .object({
    actionId: z.string(),
    signalId: z.string(),
    type: z.string(),
    tier: z.string(),
    status: ActionStatus,
    reason: z.string(),
    createdAt: instant,
    expiresAt: instant,
    holdUntil: instant.optional(),
    /** Canonical JSON of the resolved command; absent where nothing could be resolved. */
    command: z.string().optional(),
    commandHash: Sha256,
    approval: z.object({ approvedBy: z.string(), approvedAt: instant, commandHash: Sha256 }).nullish(),
    attempt: z.object({ leaseUntil: instant }).nullish(),
    outcome: z
      .object({
        reference: z.string().nullable(),
        executedAt: instant,
        inverse: z.looseObject({ type: z.string(), until: instant }).nullable(),
      })
      .nullish(),
    code: z.string().nullish(),
    /** What `decide` sealed for the execution that carries the action's name. */
    handover: z.record(z.string(), z.unknown()).nullish(),
    auditSeq: AuditHead.shape.seq,
    auditHash: AuditHead.shape.hash,
  })
  .transform(({ auditSeq, auditHash, ...row }) => ({ ...row, audit: { seq: auditSeq, hash: auditHash } }));
export type RuledAction = z.infer<typeof RuledAction>;

/** What a person is shown and rules on: the command in the row, with the hash made of it anew. */
export interface ShownCommand {
  readonly command: ResolvedCommand;
  readonly commandHash: string;
}

/** The command of a row; null if there is none, or if the row's hash is not that of its command. */
export function shownCommand(row: RuledAction): ShownCommand | null {
  if (row.command === undefined) return null;
  const parsed = ResolvedCommand.safeParse(parseJson(row.command));
  if (!parsed.success || canonicalJson(parsed.data) !== row.command) return null;
  const commandHash = commandHashOf(parsed.data);
  const isItsOwn = parsed.data.actionId === row.actionId && commandHash === row.commandHash;
  return isItsOwn ? { command: parsed.data, commandHash } : null;
}

/** True once nobody can approve or execute the action any more for want of time. */
export function isOverdue(row: { status: ActionStatus; expiresAt?: string | undefined }, now: Date): boolean {
  const isOpen = row.status === "awaiting_approval" || row.status === "approved";
  return isOpen && row.expiresAt !== undefined && Date.parse(row.expiresAt) <= now.getTime();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
