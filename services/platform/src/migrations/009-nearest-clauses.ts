import type { Migration } from "../domain/migration.ts";

/**
 * The clauses in force that lie nearest to a vector. A function, because pgvector's search settings cannot be set
 * beside a statement of the Data API: 100 candidates instead of 40, and more where too few of them are in force.
 */
export const nearestClauses: Migration = {
  id: "009-nearest-clauses",
  statements: [
    `create function travel.nearest_clauses(query vector, model text, most int)
returns table (chunk_id text, text_sha256 text, similarity double precision)
language sql stable
set hnsw.ef_search = 100
set hnsw.iterative_scan = strict_order
as $$
  select c.chunk_id, c.text_sha256, 1 - (c.embedding <=> query) as similarity
  from travel.policy_chunk c join travel.policy_document d on d.document_id = c.document_id
  where d.status = 'active' and c.embedding_model = model
  order by c.embedding <=> query
  limit most
$$`,
    `revoke execute on function travel.nearest_clauses from public`,
    `grant execute on function travel.nearest_clauses to embed_and_retrieve, operator`,
  ],
};
