import type { AuditEvent, AuditHead } from "@agentic-pm/contracts";
import type { RecordedWrite } from "./recorded-change.ts";

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

/** Writes what is decided together with the rows that it makes or changes, so that neither is ever there without the other. */
export interface RecordingWriter extends AuditWriter {
  /**
   * Writes one record after `head` (null for the first of the subject) and the changes that it speaks of, in one
   * transaction. Null where a row is not as its change has to see it, or is there already: then nothing was written.
   * `change` is handed the new head. Throws `AUDIT_WRITE_FAILED`; whether it was written is then open only where DynamoDB
   * gave no answer.
   */
  appendWith(
    place: { readonly subjectId: string; readonly head: AuditHead | null },
    entry: AuditEntry,
    change: (head: AuditHead) => RecordedWrite | readonly RecordedWrite[],
  ): Promise<AuditHead | null>;
}
