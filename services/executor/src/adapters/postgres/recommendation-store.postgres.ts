import type { RecommendationStore, StoredRecommendation } from "../../ports/decision-stores.ts";
import type { DataApi } from "./data-api.ts";

const FIND = `select cast(body as text), cast(cast(extract(epoch from created_at) * 1000 as bigint) as text)
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
    return { body: parsed, createdAt: new Date(Number(createdAt)).toISOString() };
  }
}
