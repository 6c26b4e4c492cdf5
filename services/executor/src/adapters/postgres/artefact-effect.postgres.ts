import { entryHash, type ResolvedEffect } from "@agentic-pm/contracts";
import type { RdsDataSql } from "@agentic-pm/database";
import { matterOf } from "../../domain/artefact-matter.ts";
import { correlationOf } from "../../domain/handle-table.ts";
import type { CommandOf, EffectHandler, VendorEffect } from "../../ports/effect-handler.ts";

type ArtefactUpdate = Extract<ResolvedEffect, { type: "artefact.update" }>;

const INSERT = `insert into pm.artefact_entry
  (entry_id, project_key, artefact, title, entry, correlations, signal_id, matter, labels, sha256)
  values (:entry_id, :project_key, :artefact, :title, cast(:entry as jsonb),
    coalesce((select array_agg(value) from jsonb_array_elements_text(cast(:correlations as jsonb)) as value), '{}'),
    :signal_id, :matter, cast(:labels as jsonb), :sha256)
  on conflict do nothing`;

/**
 * An entry of a project's artefact, under its action's id: inserting it twice is inserting it once, and a matter that
 * already stands is not entered again.
 */
export class PostgresArtefactEffect implements EffectHandler<ArtefactUpdate> {
  readonly integration = null;
  readonly settleSeconds = 0;
  readonly #database: Pick<RdsDataSql, "rows">;

  constructor(database: Pick<RdsDataSql, "rows">) {
    this.#database = database;
  }

  drift(): Promise<null> {
    return Promise.resolve(null);
  }

  async perform({ command, effect }: CommandOf<ArtefactUpdate>): Promise<VendorEffect> {
    const { artefact, entry } = effect.change.value;
    const ticket = entry["ticket"];
    const remembered = {
      entryId: command.actionId,
      projectKey: effect.projectKey.value,
      artefact,
      title: entry["title"] ?? entry["note"] ?? artefact,
      correlations: typeof ticket === "string" ? [correlationOf(`ticket#${ticket}`)] : [],
      labels: { provenance: effect.change.provenance, readers: effect.change.readers },
    };
    await this.#database.rows(INSERT, {
      entry_id: remembered.entryId,
      project_key: remembered.projectKey,
      artefact,
      title: remembered.title,
      entry: JSON.stringify(entry),
      correlations: JSON.stringify(remembered.correlations),
      signal_id: command.signalId,
      labels: JSON.stringify(remembered.labels),
      sha256: entryHash(remembered),
      matter: matterOf(effect.change.value),
    });
    return { reference: command.actionId };
  }

  reconcile(): Promise<"repeat"> {
    return Promise.resolve("repeat");
  }
}
