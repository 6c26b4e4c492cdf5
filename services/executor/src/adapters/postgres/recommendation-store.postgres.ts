import { jsonIn, type RdsDataSql } from "@agentic-pm/database";
import type { RecommendationStore, StoredRecommendation } from "../../ports/decision-stores.ts";

const FIND = `select cast(body as text) as body, cast(cast(extract(epoch from created_at) * 1000 as bigint) as text) as created_at
  from pm.recommendation where signal_id = :signal_id and sha256 = :sha256`;

/** Recommendations as stage 2 stored them. */
export class PostgresRecommendationStore implements RecommendationStore {
  readonly #database: RdsDataSql;

  constructor(database: RdsDataSql) {
    this.#database = database;
  }

  async find(signalId: string, sha256: string): Promise<StoredRecommendation | null> {
    const [row] = await this.#database.rows(FIND, { signal_id: signalId, sha256 });
    const body = jsonIn(row, "body");
    const createdAt = row?.["created_at"];
    if (body === undefined || typeof createdAt !== "string") return null;
    return { body, createdAt: new Date(Number(createdAt)).toISOString() };
  }
}
