import * as z from "zod";
import { canonicalHash } from "./canonical.ts";
import { Sha256 } from "./ids.ts";

export const AuditEvent = z.enum([
  "signal.received",
  "signal.restarted",
  "signal.sanitised",
  "signal.quarantined",
  "recommendation.made",
  "recommendation.skipped",
  "recommendation.quarantined",
  "action.decided",
  "action.approved",
  "action.rejected",
  "action.intent",
  "action.outcome",
  "action.refused",
  "action.voided",
  "action.undo_requested",
  "action.undone",
  "request.refused",
  "policy_evaluation",
  "booking.requested",
  "booking.understood",
  "booking.asked",
  "booking.refused",
  "booking.quarantined",
  "booking.policy_retrieved",
  "booking.offered",
  "booking.selected",
  "booking.confirmed",
  "booking.approved",
  "booking.rejected",
  "booking.requoted",
  "booking.voided",
  "booking.intent",
  "booking.outcome",
  "booking.reconciled",
  "booking.handed_over",
  "booking.cancelled",
  "session.end_asked",
  "session.ended",
  "policy.ingested",
  "policy.refused",
]);
export type AuditEvent = z.infer<typeof AuditEvent>;

/** The end of a subject's chain so far. It travels in the workflow's state, so that writers need no read. */
export const AuditHead = z.strictObject({ seq: z.number().int().min(0), hash: Sha256 });
export type AuditHead = z.infer<typeof AuditHead>;

/** The audit record: the requirements' fields under their names, then what makes it verifiable. */
export const AuditRecord = z.strictObject({
  auditId: z.uuid(),
  bookingId: z.string().nullable(),
  employeeId: z.string().nullable(),
  timestamp: z.iso.datetime(),
  event: AuditEvent,
  input: z.record(z.string(), z.unknown()),
  output: z.record(z.string(), z.unknown()),
  model_id: z.string().nullable(),
  thinking_budget: z.string().nullable(),
  latency_ms: z.number().nonnegative().nullable(),
  subjectId: z.string().min(1).max(200),
  actor: z.string().min(1).max(200),
  seq: z.number().int().min(0),
  prevHash: Sha256.nullable(),
  prompt_version: z.string().nullable(),
  policy_version: z.string().nullable(),
  input_tokens: z.number().int().nonnegative().nullable(),
  output_tokens: z.number().int().nonnegative().nullable(),
  cost_usd: z.number().nonnegative().nullable(),
  hash: Sha256,
});
export type AuditRecord = z.infer<typeof AuditRecord>;

/** The hash of a record: its canonical form without `hash`, in the domain of audit records. `prevHash` is inside it. */
export function auditHashOf(record: Omit<AuditRecord, "hash">): string {
  return canonicalHash("agentic-pm/audit/v1", record);
}
