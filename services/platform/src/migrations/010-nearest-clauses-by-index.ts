import type { Migration } from "../domain/migration.ts";

/**
 * Vectors lie in the row itself and the search walks the index. Out of line, as Postgres keeps long values, each would
 * be fetched for itself, and the planner, which does not count that, would rather sort the whole table. Forty candidates
 * are enough for five clauses; iterative scans fetch more where too few of them are in force.
 */
export const nearestClausesByIndex: Migration = {
  id: "010-nearest-clauses-by-index",
  statements: [
    `alter table travel.policy_chunk alter column embedding set storage plain`,
    `alter function travel.nearest_clauses set hnsw.ef_search = 40`,
    `alter function travel.nearest_clauses set enable_seqscan = off`,
    `alter function travel.nearest_clauses set enable_sort = off`,
    `alter function travel.nearest_clauses set enable_hashjoin = off`,
    `alter function travel.nearest_clauses set enable_bitmapscan = off`,
  ],
};
