import type { Migration } from "../domain/migration.ts";

/** Origin and readers of what a model may be shown later. A row without them is shown to nobody. */
export const labels: Migration = {
  id: "004-labels",
  statements: [
    `alter table pm.sanitised_signal add column labels jsonb`,
    `alter table pm.artefact_entry add column labels jsonb`,
  ],
};
