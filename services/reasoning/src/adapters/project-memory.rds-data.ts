import { ArtefactView, Labels, type RelatedSignal, SanitisedSignal } from "@agentic-pm/contracts";
import { type Remembered, UNREADABLE } from "../domain/readable-memory.ts";
import { type RelatedQuery, relatedView } from "../domain/related-signals.ts";
import type { ProjectMemory } from "../ports/project-memory.ts";
import type { RdsDataSql, Row } from "./sql.rds-data.ts";

const SIGNAL = `select cast(body as text) as body from pm.sanitised_signal where signal_id = :signal_id and sha256 = :sha256`;
const RELATED = `select cast(body as text) as body, cast(labels as text) as labels from pm.sanitised_signal
where project_key = :project_key and signal_id <> :signal_id and created_at >= cast(:since as timestamptz)
  and (correlations && string_to_array(:correlations, ',') or topic = any(string_to_array(:topics, ',')))
order by created_at desc, signal_id limit cast(:most as integer)`;
const ARTEFACTS = `select artefact, title, array_to_string(correlations, ',') as correlations,
  cast(labels as text) as labels from pm.artefact_entry
where project_key = :project_key and withdrawn_at is null order by created_at desc, entry_id limit 40`;
const MOST_CORRELATIONS = 8;

/** The project's tables through the Data API; the function's Postgres role may only select from them. */
export class RdsDataProjectMemory implements ProjectMemory {
  readonly #sql: RdsDataSql;

  constructor(sql: RdsDataSql) {
    this.#sql = sql;
  }

  async sanitisedSignal(signalId: string, sha256: string): Promise<SanitisedSignal | null> {
    const [row] = await this.#sql.rows(SIGNAL, { signal_id: signalId, sha256 });
    return row === undefined ? null : signalOf(row);
  }

  async relatedSignals(query: RelatedQuery): Promise<Remembered<RelatedSignal>[]> {
    const rows = await this.#sql.rows(RELATED, {
      project_key: query.projectKey,
      signal_id: query.notSignalId,
      since: query.since,
      correlations: query.correlations.join(","),
      topics: query.topics.join(","),
      most: String(query.limit),
    });
    return rows.flatMap((row) => {
      const earlier = signalOf(row);
      return earlier === null ? [] : [{ view: relatedView(earlier), labels: labelsOf(row) }];
    });
  }

  async artefactEntries(projectKey: string): Promise<Remembered<ArtefactView>[]> {
    const rows = await this.#sql.rows(ARTEFACTS, { project_key: projectKey });
    return rows.flatMap((row) => {
      const correlations = String(row["correlations"] ?? "")
        .split(",")
        .filter(Boolean)
        .slice(0, MOST_CORRELATIONS);
      const entry = ArtefactView.safeParse({ artefact: row["artefact"], title: row["title"], correlations });
      return entry.success ? [{ view: entry.data, labels: labelsOf(row) }] : [];
    });
  }
}

/** A body that no longer fits the schema counts as absent: an older version, or somebody else's insert. */
function signalOf(row: Row): SanitisedSignal | null {
  const parsed = SanitisedSignal.safeParse(JSON.parse(String(row["body"])));
  return parsed.success ? parsed.data : null;
}

/** Rows from before labels were stored, and rows whose labels are none, are readable by nobody. */
function labelsOf(row: Row): Labels {
  const stored = row["labels"];
  if (typeof stored !== "string") return UNREADABLE;
  const parsed = Labels.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : UNREADABLE;
}
