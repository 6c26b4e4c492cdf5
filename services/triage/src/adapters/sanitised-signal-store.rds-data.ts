import type { RdsDataSql } from "@agentic-pm/database";
import type { SanitisedSignalStore, StoredSanitisedSignal } from "../ports/sanitised-signal-store.ts";

/** The Data API has no array parameters; an empty list would become null, which the column refuses. */
const INSERT = `insert into pm.sanitised_signal (signal_id, sha256, project_key, body, topic, severity, labels, correlations)
values (:signal_id, :sha256, :project_key, cast(:body as jsonb), :topic, :severity, cast(:labels as jsonb),
  coalesce(string_to_array(nullif(:correlations, ''), ','), cast('{}' as text[])))
on conflict do nothing`;

/** pm.sanitised_signal through the RDS Data API; the function's Postgres role may only insert. */
export class RdsDataSanitisedSignalStore implements SanitisedSignalStore {
  readonly #sql: Pick<RdsDataSql, "rows">;

  constructor(sql: Pick<RdsDataSql, "rows">) {
    this.#sql = sql;
  }

  async insert({ signal, sha256, projectKey, correlations, labels }: StoredSanitisedSignal): Promise<void> {
    await this.#sql.rows(INSERT, {
      signal_id: signal.signalId,
      sha256,
      project_key: projectKey,
      body: JSON.stringify(signal),
      topic: signal.topic,
      severity: signal.severity,
      labels: JSON.stringify(labels),
      correlations: correlations.join(","),
    });
  }
}
