import type { AuditHead, AuditRecord, Clock, IdSource } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { buildRecord } from "../build-record.ts";
import type { AuditEntry, RecordingWriter } from "../audit-writer.ts";
import type { RecordedWrite } from "../recorded-change.ts";

/** An audit trail in memory, with the same records as the real one. */
export class InMemoryAuditWriter implements RecordingWriter {
  readonly records: AuditRecord[] = [];
  /** Makes the changes that come with a record; false where a row is not as its change has to see it. */
  applies: (changes: readonly RecordedWrite[]) => boolean = () => true;
  readonly #ports: { clock: Clock; ids: IdSource };
  readonly #actor: string;
  #failures = 0;

  constructor(ports: { clock: Clock; ids: IdSource }, actor = "test") {
    this.#ports = ports;
    this.#actor = actor;
  }

  async append(subjectId: string, head: AuditHead | null, entry: AuditEntry): Promise<AuditHead> {
    const record = this.#recordOf({ subjectId, head }, entry);
    this.records.push(record);
    return { seq: record.seq, hash: record.hash };
  }

  async appendWith(
    place: { readonly subjectId: string; readonly head: AuditHead | null },
    entry: AuditEntry,
    change: (head: AuditHead) => RecordedWrite | readonly RecordedWrite[],
  ): Promise<AuditHead | null> {
    const record = this.#recordOf(place, entry);
    const next = { seq: record.seq, hash: record.hash };
    if (!this.applies([change(next)].flat())) return null;
    this.records.push(record);
    return next;
  }

  /** Lets the next writes fail with AUDIT_WRITE_FAILED. */
  failNext(times = 1): void {
    this.#failures = times;
  }

  #recordOf(place: { subjectId: string; head: AuditHead | null }, entry: AuditEntry): AuditRecord {
    const isTold = this.#failures > 0;
    if (isTold) this.#failures -= 1;
    if (isTold) throw writeFailed(entry.event, place.subjectId);
    try {
      return buildRecord({ ...place, actor: this.#actor }, entry, this.#ports);
    } catch (error) {
      throw writeFailed(entry.event, place.subjectId, error);
    }
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
