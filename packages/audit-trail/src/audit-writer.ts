import type { AuditEvent, AuditHead } from "@agentic-pm/contracts";

/** What a writer says about a decision; the trail adds id, time, place in the chain and hashes. */
export interface AuditEntry {
  readonly event: AuditEvent;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>>;
  /** Who did it: a person's id or a function's name. The writer's own name when absent. */
  readonly actor?: string;
  readonly model_id?: string | null;
  readonly thinking_budget?: string | null;
  readonly latency_ms?: number | null;
  readonly prompt_version?: string | null;
  readonly policy_version?: string | null;
  readonly input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly cost_usd?: number | null;
  readonly bookingId?: string | null;
  readonly employeeId?: string | null;
}

/** Appends to a subject's chain of records. There is no way to read, change or delete through it. */
export interface AuditWriter {
  /**
   * Writes one record after `head` (null for the first of the subject) and returns the new head.
   * Secret-like values are redacted and large ones replaced by their hash before the record is hashed.
   * Throws `AUDIT_WRITE_FAILED`: then the act that it records must not happen.
   */
  append(subjectId: string, head: AuditHead | null, entry: AuditEntry): Promise<AuditHead>;
}
