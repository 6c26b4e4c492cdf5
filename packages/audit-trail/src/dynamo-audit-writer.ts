import { setTimeout as wait } from "node:timers/promises";
import type { AuditHead, AuditRecord, Clock, IdSource } from "@agentic-pm/contracts";
import { AppError } from "@agentic-pm/errors";
import {
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  type DynamoDBClient,
  type ParameterizedStatement,
} from "@aws-sdk/client-dynamodb";
import type { AuditEntry, RecordingWriter } from "./audit-writer.ts";
import { buildRecord } from "./build-record.ts";
import { insertOf, type RecordedWrite, statementOf } from "./recorded-change.ts";

const ATTEMPTS = 5;
/** Milliseconds, at most, before another attempt. */
const LONGEST_WAIT_MS = 40;

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
 * `dynamodb:PartiQLInsert` on the table and nothing else. A change that is written with its record needs
 * `dynamodb:PartiQLUpdate` on the other table besides, a row that is made with it `dynamodb:PartiQLInsert`.
 */
export class DynamoAuditWriter implements RecordingWriter {
  readonly #options: AuditWriterOptions;
  readonly #ports: { client: StatementClient; clock: Clock; ids: IdSource };

  constructor(options: AuditWriterOptions, ports: { client: StatementClient; clock: Clock; ids: IdSource }) {
    this.#options = options;
    this.#ports = ports;
  }

  async append(subjectId: string, head: AuditHead | null, entry: AuditEntry): Promise<AuditHead> {
    const record = this.#recordOf(subjectId, head, entry);
    try {
      await this.#ports.client.send(new ExecuteStatementCommand(recordedIn(this.#options.table, record)));
    } catch (error) {
      if (!isDuplicate(error)) throw writeFailed(entry.event, subjectId, error);
      // The key ends in this record's own fresh id, so only the client's own retry can have written it.
    }
    return { seq: record.seq, hash: record.hash };
  }

  async appendWith(
    { subjectId, head }: { readonly subjectId: string; readonly head: AuditHead | null },
    entry: AuditEntry,
    change: (head: AuditHead) => RecordedWrite | readonly RecordedWrite[],
  ): Promise<AuditHead | null> {
    const record = this.#recordOf(subjectId, head, entry);
    const next = { seq: record.seq, hash: record.hash };
    try {
      const statements = [recordedIn(this.#options.table, record), ...[change(next)].flat().map(statementOf)];
      return (await this.#together(statements)) ? next : null;
    } catch (error) {
      throw writeFailed(entry.event, subjectId, error);
    }
  }

  /**
   * All of it or nothing; false where a condition did not hold, or a row was there already. Another transaction on the
   * row is waited for.
   */
  async #together(statements: ParameterizedStatement[]): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#ports.client.send(new ExecuteTransactionCommand({ TransactStatements: statements }));
        return true;
      } catch (error) {
        const reasons = cancellationReasons(error);
        if (reasons.includes("ConditionalCheckFailed") || reasons.includes("DuplicateItem")) return false;
        if (!reasons.includes("TransactionConflict") || attempt === ATTEMPTS) throw error;
      }
      await wait(Math.random() * LONGEST_WAIT_MS);
    }
  }

  #recordOf(subjectId: string, head: AuditHead | null, entry: AuditEntry): AuditRecord {
    try {
      return buildRecord({ subjectId, head, actor: this.#options.actor }, entry, this.#ports);
    } catch (error) {
      throw writeFailed(entry.event, subjectId, error);
    }
  }
}

function recordedIn(table: string, record: AuditRecord): ParameterizedStatement {
  return insertOf({ table, row: { ...record, entryId: auditEntryId(record) } });
}

function cancellationReasons(error: unknown): string[] {
  if (!(error instanceof Error) || error.name !== "TransactionCanceledException") return [];
  const { CancellationReasons } = error as { CancellationReasons?: readonly { Code?: string }[] };
  return (CancellationReasons ?? []).map(({ Code }) => Code ?? "None");
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && error.name === "DuplicateItemException";
}

function writeFailed(event: string, subjectId: string, error: unknown): AppError {
  const name = error instanceof Error ? error.name : "Error";
  const message = error instanceof Error ? error.message : String(error);
  return new AppError("AUDIT_WRITE_FAILED", {
    cause: `The audit record ${event} of ${subjectId} was not written (${name}: ${message}).`,
    remedy:
      "Nothing was written, record or row. Check the audit table and the function's PartiQLInsert permission on it (PartiQLInsert or PartiQLUpdate too on the table of a row that is made or changes with its record), then retry.",
    details: { event, subjectId, reason: name },
    retryable: name !== "AccessDeniedException" && name !== "ValidationException" && name !== "ZodError",
    error,
  });
}
