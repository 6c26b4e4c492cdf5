import {
  ArtefactView,
  entryHash,
  Labels,
  type RelatedSignal,
  SanitisedSignal,
  sanitisedHash,
} from "@agentic-pm/contracts";
import { believable, type Remembered, UNREADABLE } from "../domain/readable-memory.ts";
import { type RelatedQuery, relatedView } from "../domain/related-signals.ts";
import type { ProjectMemory } from "../ports/project-memory.ts";
import type { RdsDataSql, Row } from "@agentic-pm/database";

const SIGNAL = `select cast(body as text) as body from pm.sanitised_signal where signal_id = :signal_id and sha256 = :sha256`;
const RELATED = `select signal_id, sha256, cast(body as text) as body, cast(labels as text) as labels from pm.sanitised_signal
where project_key = :project_key and signal_id <> :signal_id and created_at >= cast(:since as timestamptz)
  and (correlations && string_to_array(:correlations, ',') or topic = any(string_to_array(:topics, ',')))
order by created_at desc, signal_id limit cast(:most as integer)`;
const ARTEFACTS = `select entry_id, sha256, artefact, title, array_to_string(correlations, ',') as correlations,
  cast(labels as text) as labels from pm.artefact_entry
where project_key = :project_key and withdrawn_at is null order by created_at desc, entry_id limit 40`;
const MOST_CORRELATIONS = 8;

/**
 * The project's tables through the Data API; the function's Postgres role may only select from them. A related row
 * whose hash does not cover its words and labels is left out; of such an entry only its matter is known.
 */
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
      const [earlier, labels] = [signalOf(row), labelsOf(row)];
      if (earlier === null || labels === null || earlier.signalId !== row["signal_id"]) return [];
      if (sanitisedHash(earlier, labels) !== row["sha256"]) return [];
      return [{ view: relatedView(earlier), labels: believable(labels) }];
    });
  }

  async artefactEntries(projectKey: string): Promise<Remembered<ArtefactView>[]> {
    const rows = await this.#sql.rows(ARTEFACTS, { project_key: projectKey });
    return rows.flatMap((row) => {
      const correlations = String(row["correlations"] ?? "")
        .split(",")
        .filter(Boolean);
      const { artefact, title } = row;
      const view = ArtefactView.safeParse({ artefact, title, correlations: correlations.slice(0, MOST_CORRELATIONS) });
      if (!view.success) return [];
      const labels = labelsOf(row);
      const entry = { entryId: String(row["entry_id"]), projectKey, ...view.data, correlations };
      const vouched = labels !== null && entryHash({ ...entry, labels }) === row["sha256"];
      return [{ view: view.data, labels: vouched ? believable(labels) : UNREADABLE }];
    });
  }
}

/** A body that no longer fits the schema counts as absent: an older version, or somebody else's insert. */
function signalOf(row: Row): SanitisedSignal | null {
  const parsed = SanitisedSignal.safeParse(JSON.parse(String(row["body"])));
  return parsed.success ? parsed.data : null;
}

/** Null for rows from before labels were stored, and for labels that are none. */
function labelsOf(row: Row): Labels | null {
  const stored = row["labels"];
  if (typeof stored !== "string") return null;
  const parsed = Labels.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : null;
}
