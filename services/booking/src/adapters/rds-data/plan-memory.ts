import { sha256 } from "@agentic-pm/contracts";
import { PolicyChunk } from "@agentic-pm/contracts/travel";
import { AppError } from "@agentic-pm/errors";
import * as z from "zod";
import type { ActiveDocument } from "../../domain/active-document.ts";
import type { PlanMemory, StoredTrip } from "../../ports/plan-memory.ts";
import { jsonIn, type RdsDataSql, type Row } from "@agentic-pm/database";

const STORED = `select
  (select cast(body as text) from travel.trip where booking_id = :booking_id and sha256 = :trip) as trip,
  (select cast(body as text) from travel.retrieval where booking_id = :booking_id and sha256 = :retrieval) as retrieval,
  (select cast(coalesce(json_agg(json_build_object('documentId', document_id, 'version', version)
    order by document_id), '[]') as text) from travel.policy_document where status = 'active') as documents`;
/** An answer of the Data API holds 1 MB; a clause has at most 2,000 characters. */
const CLAUSES_A_PAGE = 200;
const CLAUSES = `select c.chunk_id, c.document_id, d.name, d.version, c.ordinal, c.section, c.page,
  cast(c.box as text) as box, c.text, c.text_sha256
from travel.policy_chunk c join travel.policy_document d on d.document_id = c.document_id
where c.document_id = :document_id and c.ordinal > cast(:after as integer)
order by c.ordinal limit ${CLAUSES_A_PAGE}`;

const Documents = z.array(z.object({ documentId: z.string(), version: z.number().int() }));

/**
 * The travel tables through the Data API, in one statement for a trip. A version's clauses are kept between
 * invocations: they never change under their document's id.
 */
export class RdsDataPlanMemory implements PlanMemory {
  readonly #sql: RdsDataSql;
  readonly #kept = new Map<string, readonly PolicyChunk[]>();

  constructor(sql: RdsDataSql) {
    this.#sql = sql;
  }

  async stored(about: Parameters<PlanMemory["stored"]>[0]): Promise<StoredTrip> {
    const { bookingId, tripSha256, retrievalSha256 } = about;
    const [row] = await this.#sql.rows(STORED, {
      booking_id: bookingId,
      trip: tripSha256,
      retrieval: retrievalSha256,
    });
    const documents = Documents.parse(jsonIn(row, "documents") ?? []);
    return { trip: jsonIn(row, "trip"), retrieval: jsonIn(row, "retrieval"), documents };
  }

  async clausesOf(documents: readonly ActiveDocument[]): Promise<readonly PolicyChunk[]> {
    const ids = documents.map(({ documentId }) => documentId);
    for (const kept of this.#kept.keys()) if (!ids.includes(kept)) this.#kept.delete(kept);
    const found = await Promise.all(ids.map((documentId) => this.#clausesOf(documentId)));
    return found.flat();
  }

  async #clausesOf(documentId: string): Promise<readonly PolicyChunk[]> {
    const kept = this.#kept.get(documentId);
    if (kept !== undefined) return kept;
    const clauses: PolicyChunk[] = [];
    for (let after = "-1"; ;) {
      const rows = await this.#sql.rows(CLAUSES, { document_id: documentId, after });
      clauses.push(...rows.map(clauseOf));
      if (rows.length < CLAUSES_A_PAGE) break;
      after = String(rows.at(-1)?.["ordinal"]);
    }
    this.#kept.set(documentId, clauses);
    return clauses;
  }
}

function clauseOf(row: Row): PolicyChunk {
  const parsed = PolicyChunk.safeParse({
    documentId: row["document_id"],
    document: row["name"],
    version: row["version"],
    chunkId: row["chunk_id"],
    section: row["section"],
    page: row["page"],
    box: jsonIn(row, "box"),
    text: row["text"],
    textSha256: row["text_sha256"],
  });
  if (parsed.success && sha256(parsed.data.text) === parsed.data.textSha256) return parsed.data;
  throw new AppError("CLAUSE_MISMATCH", {
    cause: `The clause ${String(row["chunk_id"])} in the database is not the one that was indexed.`,
    remedy: "Nothing was planned. Find out who wrote to travel.policy_chunk, and put the policy's PDF in again.",
    details: { chunkId: String(row["chunk_id"]) },
  });
}
