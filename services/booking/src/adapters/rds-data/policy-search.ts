import * as z from "zod";
import type { FoundClause } from "../../domain/policy-queries.ts";
import type { PolicySearch, TripShelf } from "../../ports/policy-search.ts";
import type { RetrievalStore } from "../../ports/retrieval-store.ts";
import { vectorLiteral } from "./policy-library.ts";
import { jsonIn, type RdsDataSql } from "@agentic-pm/database";

const TRIP = `select cast(body as text) as body from travel.trip where booking_id = :booking_id and sha256 = :sha256`;
const INSERT = `insert into travel.retrieval (booking_id, sha256, body)
values (:booking_id, :sha256, cast(:body as jsonb)) on conflict do nothing`;

const Rows = z.array(
  z.object({
    query: z.number().int(),
    chunk_id: z.string(),
    text_sha256: z.string(),
    similarity: z.number(),
    name: z.string(),
    section: z.string(),
  }),
);

/** The travel tables for `embed-and-retrieve`; one statement for all of a trip's queries. */
export class RdsDataPolicySearch implements PolicySearch, TripShelf, RetrievalStore {
  readonly #sql: RdsDataSql;

  constructor(sql: RdsDataSql) {
    this.#sql = sql;
  }

  async trip(bookingId: string, tripSha256: string): Promise<unknown> {
    const [row] = await this.#sql.rows(TRIP, { booking_id: bookingId, sha256: tripSha256 });
    return jsonIn(row, "body");
  }

  async nearest(vectors: readonly (readonly number[])[], model: string, most: number): Promise<FoundClause[][]> {
    const named = vectors.map((vector, at) => [`q${at}`, vectorLiteral(vector)] as const);
    if (named.length === 0) return [];
    const sql = named
      .map(
        ([name], at) =>
          `select ${at} as query, n.*, d.name, c.section
from travel.nearest_clauses(cast(:${name} as vector), :model, cast(:most as integer)) n
join travel.policy_chunk c on c.chunk_id = n.chunk_id join travel.policy_document d on d.document_id = c.document_id`,
      )
      .join("\nunion all\n");
    const rows = Rows.parse(await this.#sql.rows(sql, { ...Object.fromEntries(named), model, most: String(most) }));
    return vectors.map((_vector, at) =>
      rows
        .filter(({ query }) => query === at)
        .map(({ name, section, ...row }) => ({
          chunkId: row.chunk_id,
          textSha256: row.text_sha256,
          score: cosine(row.similarity),
          document: name,
          section,
        }))
        .toSorted((left, right) => right.score - left.score),
    );
  }

  async insert({ bookingId, sha256, retrieval }: Parameters<RetrievalStore["insert"]>[0]): Promise<void> {
    await this.#sql.rows(INSERT, { booking_id: bookingId, sha256, body: JSON.stringify(retrieval) });
  }
}

/** Single precision can put a cosine a little outside; what is stored is hashed, so four digits are kept. */
function cosine(similarity: number): number {
  return Math.round(Math.min(1, Math.max(-1, similarity)) * 1e4) / 1e4;
}
