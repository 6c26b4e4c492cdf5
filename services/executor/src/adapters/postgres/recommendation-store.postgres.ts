import type { RecommendationStore, StoredRecommendation } from "../../ports/decision-stores.ts";
import type { DataApi } from "./data-api.ts";

const FIND = `select body::text,
  to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  from pm.recommendation where signal_id = :signal_id and sha256 = :sha256`;

/** Recommendations as stage 2 stored them. */
export class PostgresRecommendationStore implements RecommendationStore {
  readonly #database: DataApi;

  constructor(database: DataApi) {
    this.#database = database;
  }

  async find(signalId: string, sha256: string): Promise<StoredRecommendation | null> {
    const [row] = await this.#database.run(FIND, { signal_id: signalId, sha256 });
    const [body, createdAt] = row ?? [];
    if (typeof body !== "string" || typeof createdAt !== "string") return null;
    const parsed: unknown = JSON.parse(body);
    return { body: parsed, createdAt };
  }
}
