import { AppError } from "@agentic-pm/errors";
import { ExecuteStatementCommand, type RDSDataClient } from "@aws-sdk/client-rds-data";
import type { SanitisedSignalStore, StoredSanitisedSignal } from "../ports/sanitised-signal-store.ts";

/** Where the database is and as whom it is used. */
export interface DatabaseTarget {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: string;
}

/** The Data API has no array parameters; an empty list would become null, which the column refuses. */
const INSERT = `insert into pm.sanitised_signal (signal_id, sha256, project_key, body, topic, severity, labels, correlations)
values (:signal_id, :sha256, :project_key, cast(:body as jsonb), :topic, :severity, cast(:labels as jsonb),
  coalesce(string_to_array(nullif(:correlations, ''), ','), cast('{}' as text[])))
on conflict do nothing`;

/** pm.sanitised_signal through the RDS Data API; the function's Postgres role may only insert. */
export class RdsDataSanitisedSignalStore implements SanitisedSignalStore {
  readonly #client: Pick<RDSDataClient, "send">;
  readonly #target: DatabaseTarget;

  constructor(client: Pick<RDSDataClient, "send">, target: DatabaseTarget) {
    this.#client = client;
    this.#target = target;
  }

  async insert({ signal, sha256, projectKey, correlations, labels }: StoredSanitisedSignal): Promise<void> {
    const values = {
      signal_id: signal.signalId,
      sha256,
      project_key: projectKey,
      body: JSON.stringify(signal),
      topic: signal.topic,
      severity: signal.severity,
      labels: JSON.stringify(labels),
      correlations: correlations.join(","),
    };
    const parameters = Object.entries(values).map(([name, stringValue]) => ({ name, value: { stringValue } }));
    try {
      await this.#client.send(new ExecuteStatementCommand({ ...this.#target, sql: INSERT, parameters }));
    } catch (error) {
      throw new AppError("DATABASE_UNAVAILABLE", {
        cause: `The sanitised signal ${signal.signalId} was not stored (${error instanceof Error ? error.name : "?"}).`,
        remedy:
          "The database may be waking up; the workflow tries again. Else check the role, the secret and the grants.",
        retryable: true,
        error,
      });
    }
  }
}
