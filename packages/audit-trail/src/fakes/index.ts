import type { AuditHead, AuditRecord, Clock, IdSource } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { buildRecord } from "../build-record.ts";
import type { AuditEntry, AuditWriter } from "../audit-writer.ts";

/** An audit trail in memory, with the same records as the real one. */
export class InMemoryAuditWriter implements AuditWriter {
  readonly records: AuditRecord[] = [];
  readonly #ports: { clock: Clock; ids: IdSource };
  readonly #actor: string;
  #failures = 0;

  constructor(ports: { clock: Clock; ids: IdSource }, actor = "test") {
    this.#ports = ports;
    this.#actor = actor;
  }

  async append(subjectId: string, head: AuditHead | null, entry: AuditEntry): Promise<AuditHead> {
    if (this.#failures > 0) {
      this.#failures -= 1;
      throw writeFailed(entry.event, subjectId);
    }
    let record: AuditRecord;
    try {
      record = buildRecord({ subjectId, head, actor: this.#actor }, entry, this.#ports);
    } catch (error) {
      throw writeFailed(entry.event, subjectId, error);
    }
    this.records.push(record);
    return { seq: record.seq, hash: record.hash };
  }

  /** Lets the next writes fail with AUDIT_WRITE_FAILED. */
  failNext(times = 1): void {
    this.#failures = times;
  }
}

function writeFailed(event: string, subjectId: string, error?: unknown): AppError {
  return new AppError("AUDIT_WRITE_FAILED", {
    cause: `The audit record ${event} of ${subjectId} was not written.`,
    remedy: "Nothing was done. Check the audit table, then retry.",
    details: { event, subjectId },
    ...(error === undefined ? {} : { error }),
  });
}
