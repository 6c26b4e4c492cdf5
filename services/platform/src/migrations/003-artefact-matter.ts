import type { Migration } from "../domain/migration.ts";

/** An artefact has one standing entry per matter, also when two signals report it at the same moment. */
export const artefactMatter: Migration = {
  id: "003-artefact-matter",
  statements: [
    `alter table pm.artefact_entry add column matter text`,
    `create unique index artefact_entry_once on pm.artefact_entry (project_key, artefact, matter)
  where withdrawn_at is null and matter is not null`,
  ],
};
