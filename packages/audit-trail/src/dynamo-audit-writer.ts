import type { AuditHead, AuditRecord, Clock, IdSource } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import { ExecuteStatementCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { AuditEntry, AuditWriter } from "./audit-writer.ts";
import { buildRecord } from "./build-record.ts";

/** The part of DynamoDB's client that the trail uses. */
export type StatementClient = Pick<DynamoDBClient, "send">;

export interface AuditWriterOptions {
  readonly table: string;
  /** Who writes when the entry does not say: the function's name. */
  readonly actor: string;
}

/** The sort key of a record: its place first, so that a subject's records come back in order. */
export function auditEntryId(record: Pick<AuditRecord, "seq" | "auditId">): string {
  return `${String(record.seq).padStart(8, "0")}#${record.auditId}`;
}

/**
 * Writes by PartiQL INSERT, the only DynamoDB write that can never replace an item; its role needs
 * `dynamodb:PartiQLInsert` on the table and nothing else.
 */
export class DynamoAuditWriter implements AuditWriter {
  readonly #options: AuditWriterOptions;
  readonly #ports: { client: StatementClient; clock: Clock; ids: IdSource };

  constructor(options: AuditWriterOptions, ports: { client: StatementClient; clock: Clock; ids: IdSource }) {
    this.#options = options;
    this.#ports = ports;
  }

  async append(subjectId: string, head: AuditHead | null, entry: AuditEntry): Promise<AuditHead> {
    const record = this.#recordOf(subjectId, head, entry);
    try {
      await this.#ports.client.send(insertOf(this.#options.table, record));
    } catch (error) {
      if (!isDuplicate(error)) throw writeFailed(entry.event, subjectId, error);
      // The key ends in this record's own fresh id, so only the client's own retry can have written it.
    }
    return { seq: record.seq, hash: record.hash };
  }

  #recordOf(subjectId: string, head: AuditHead | null, entry: AuditEntry): AuditRecord {
    try {
      return buildRecord({ subjectId, head, actor: this.#options.actor }, entry, this.#ports);
    } catch (error) {
      throw writeFailed(entry.event, subjectId, error);
    }
  }
}

function insertOf(table: string, record: AuditRecord): ExecuteStatementCommand {
  const item = { ...record, entryId: auditEntryId(record) };
  const names = Object.keys(item);
  return new ExecuteStatementCommand({
    Statement: `INSERT INTO "${table}" VALUE {${names.map((name) => `'${name}': ?`).join(", ")}}`,
    Parameters: Object.values(marshall({ values: Object.values(item) })["values"]?.L ?? []),
  });
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && error.name === "DuplicateItemException";
}

function writeFailed(event: string, subjectId: string, error: unknown): AppError {
  const name = error instanceof Error ? error.name : "Error";
  const message = error instanceof Error ? error.message : String(error);
  return new AppError("AUDIT_WRITE_FAILED", {
    cause: `The audit record ${event} of ${subjectId} was not written (${name}: ${message}).`,
    remedy: "Nothing was done. Check the function's PartiQLInsert permission and the audit table, then retry.",
    details: { event, subjectId, reason: name },
    retryable: name !== "AccessDeniedException" && name !== "ValidationException" && name !== "ZodError",
    error,
  });
}
