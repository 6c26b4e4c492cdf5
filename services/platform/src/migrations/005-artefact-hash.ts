import type { Migration } from "../domain/migration.ts";

/** Binds an entry's words to their labels. The words of an entry without it are shown to nobody. */
export const artefactHash: Migration = {
  id: "005-artefact-hash",
  statements: [`alter table pm.artefact_entry add column sha256 text`],
};
