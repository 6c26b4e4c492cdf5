import { AppError } from "@agentic-pm/errors";
import {
  BatchExecuteStatementCommand,
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  type RDSDataClient,
  RollbackTransactionCommand,
  type SqlParameter,
} from "@aws-sdk/client-rds-data";
import * as z from "zod";
import type {
  EmbeddedChunks,
  NewVersion,
  PolicyHistory,
  PolicyLibrary,
  PolicyVersion,
} from "../../ports/policy-library.ts";
import type { DatabaseTarget } from "@agentic-pm/database";

const HISTORY = `select document_id, version, sha256, status, reason,
  case when status = 'active' then (select min(c.embedding_model) from travel.policy_chunk c
    where c.document_id = d.document_id) end as embedding_model
from travel.policy_document d where name = :name order by version desc limit 200`;
const INSERT_DOCUMENT = `insert into travel.policy_document (document_id, name, version, sha256, source_key, status, reason, pages)
values (:document_id, :name, cast(:version as integer), :sha256, :source_key, :status, :reason, cast(:pages as integer))`;
const INSERT_CHUNK = `insert into travel.policy_chunk
  (chunk_id, document_id, ordinal, section, page, box, text, text_sha256, embedding_model, embedding)
values (:chunk_id, :document_id, cast(:ordinal as integer), :section, cast(:page as integer), cast(:box as jsonb), :text,
  :text_sha256, :embedding_model, cast(:embedding as vector))`;
const SUPERSEDE = `update travel.policy_document set status = 'superseded' where name = :name and status = 'active'`;
const ACTIVATE = `update travel.policy_document set status = 'active', activated_at = now() where document_id = :document_id`;
/**
 * A vector is about 12 KB of text, a request at most 4 MB. What counts is the 45 seconds that a statement has: the graph
 * of the index takes its time for each vector, many times longer where the database has little of a processor.
 */
const CHUNKS_A_BATCH = 25;

const HistoryRows = z.array(
  z.object({
    document_id: z.string(),
    version: z.number().int(),
    sha256: z.string(),
    status: z.enum(["indexing", "active", "superseded", "failed"]),
    reason: z.string().nullable(),
    embedding_model: z.string().nullable(),
  }),
);

/** The tables of policies through the Data API. A version comes into force in one transaction. */
export class RdsDataPolicyLibrary implements PolicyLibrary {
  readonly #client: Pick<RDSDataClient, "send">;
  readonly #target: DatabaseTarget;

  constructor(client: Pick<RDSDataClient, "send">, target: DatabaseTarget) {
    this.#client = client;
    this.#target = target;
  }

  async history(name: string): Promise<PolicyHistory> {
    const { formattedRecords = "[]" } = await asDatabase(() =>
      this.#client.send(
        new ExecuteStatementCommand({
          ...this.#target,
          sql: HISTORY,
          parameters: parametersOf({ name }),
          formatRecordsAs: "JSON",
        }),
      ),
    );
    const rows = HistoryRows.parse(JSON.parse(formattedRecords));
    const [last] = rows;
    const active = rows.find(({ status }) => status === "active");
    return {
      active: active === undefined ? null : { ...versionOf(active), embeddingModel: active.embedding_model },
      lastVersion: last?.version ?? 0,
      lastFailed: last?.status === "failed" ? { ...versionOf(last), reason: last.reason } : null,
    };
  }

  async activate(version: NewVersion, pages: number, embedded: EmbeddedChunks): Promise<void> {
    await this.#inTransaction(async (transactionId) => {
      const run = (sql: string, values: Values) =>
        this.#client.send(
          new ExecuteStatementCommand({ ...this.#target, transactionId, sql, parameters: parametersOf(values) }),
        );
      await run(INSERT_DOCUMENT, documentOf(version, { status: "indexing", reason: null, pages: String(pages) }));
      const sets = chunkValues(embedded).map(parametersOf);
      for (let from = 0; from < sets.length; from += CHUNKS_A_BATCH) {
        const parameterSets = sets.slice(from, from + CHUNKS_A_BATCH);
        await this.#client.send(
          new BatchExecuteStatementCommand({ ...this.#target, transactionId, sql: INSERT_CHUNK, parameterSets }),
        );
      }
      await run(SUPERSEDE, { name: version.name });
      await run(ACTIVATE, { document_id: version.documentId });
    });
  }

  async recordFailure(version: NewVersion, reason: string): Promise<void> {
    const parameters = parametersOf(documentOf(version, { status: "failed", reason, pages: null }));
    await asDatabase(() =>
      this.#client.send(new ExecuteStatementCommand({ ...this.#target, sql: INSERT_DOCUMENT, parameters })),
    );
  }

  async #inTransaction(work: (transactionId: string) => Promise<void>): Promise<void> {
    await asDatabase(async () => {
      const { transactionId } = await this.#client.send(new BeginTransactionCommand(this.#target));
      if (transactionId === undefined) throw new Error("The Data API began no transaction.");
      const { resourceArn, secretArn } = this.#target;
      try {
        await work(transactionId);
        await this.#client.send(new CommitTransactionCommand({ resourceArn, secretArn, transactionId }));
      } catch (error) {
        // What cannot be rolled back by hand is rolled back by the Data API after three minutes.
        await this.#client
          .send(new RollbackTransactionCommand({ resourceArn, secretArn, transactionId }))
          .catch(() => undefined);
        throw error;
      }
    });
  }
}

type Values = Readonly<Record<string, string | null>>;

function documentOf(
  version: NewVersion,
  state: { status: string; reason: string | null; pages: string | null },
): Values {
  const { documentId, name, sha256, sourceKey } = version;
  return { document_id: documentId, name, version: String(version.version), sha256, source_key: sourceKey, ...state };
}

function chunkValues({ embeddingModel, chunks }: EmbeddedChunks): Values[] {
  return chunks.map(({ chunk, ordinal, embedding }) => ({
    chunk_id: chunk.chunkId,
    document_id: chunk.documentId,
    ordinal: String(ordinal),
    section: chunk.section,
    page: String(chunk.page),
    box: JSON.stringify(chunk.box),
    text: chunk.text,
    text_sha256: chunk.textSha256,
    embedding_model: embeddingModel,
    embedding: vectorLiteral(embedding),
  }));
}

/** A vector in pgvector's spelling; single precision has seven digits. */
export function vectorLiteral(vector: readonly number[]): string {
  return `[${vector.map((value) => Number(value.toPrecision(7))).join(",")}]`;
}

function parametersOf(values: Values): SqlParameter[] {
  return Object.entries(values).map(([name, value]) => ({
    name,
    value: value === null ? { isNull: true } : { stringValue: value },
  }));
}

function versionOf(row: { document_id: string; version: number; sha256: string }): PolicyVersion {
  return { documentId: row.document_id, version: row.version, sha256: row.sha256 };
}

async function asDatabase<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw new AppError("DATABASE_UNAVAILABLE", {
      cause: `The database did not take the policy (${error instanceof Error ? error.name : "?"}).`,
      remedy: "The workflow tries again. Else check the role, the secret and the grants of index_policy.",
      retryable: true,
      error,
    });
  }
}
