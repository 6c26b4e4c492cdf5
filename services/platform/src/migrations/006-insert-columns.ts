import type { Migration } from "../domain/migration.ts";

/** The database says when a row came to be: what is decided by that time must not rest on the word of who wrote it. */
export const insertColumns: Migration = {
  id: "006-insert-columns",
  statements: [
    `revoke insert on pm.sanitised_signal from sanitise`,
    `grant insert (signal_id, sha256, project_key, body, topic, severity, labels, correlations)
  on pm.sanitised_signal to sanitise`,
    `revoke insert on pm.recommendation from recommend`,
    `grant insert (signal_id, sha256, body) on pm.recommendation to recommend`,
  ],
};
