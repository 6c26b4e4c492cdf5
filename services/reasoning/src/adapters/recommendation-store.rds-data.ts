import type { RecommendationStore } from "../ports/recommendation-store.ts";
import type { RdsDataSql } from "@agentic-pm/database";

const INSERT = `insert into pm.recommendation (signal_id, sha256, body)
values (:signal_id, :sha256, cast(:body as jsonb)) on conflict do nothing`;

/** pm.recommendation through the Data API; the function's Postgres role may only insert. */
export class RdsDataRecommendationStore implements RecommendationStore {
  readonly #sql: RdsDataSql;

  constructor(sql: RdsDataSql) {
    this.#sql = sql;
  }

  async insert(entry: Parameters<RecommendationStore["insert"]>[0]): Promise<void> {
    const { signalId, sha256, recommendation } = entry;
    await this.#sql.rows(INSERT, { signal_id: signalId, sha256, body: JSON.stringify(recommendation) });
  }
}
