import type { Migration } from "../domain/migration.ts";

/** Each function's Postgres role may do its own job and nothing else; the roles exist before the migrations run. */
export const grants: Migration = {
  id: "002-grants",
  statements: [
    `grant usage on schema pm to sanitise, recommend, decide, execute, operator`,
    `grant insert on pm.sanitised_signal to sanitise`,
    `grant select on pm.sanitised_signal, pm.artefact_entry to recommend`,
    `grant insert on pm.recommendation to recommend`,
    `grant select on pm.recommendation, pm.sanitised_signal to decide`,
    `grant select, insert, update on pm.artefact_entry to execute`,
    `grant select on pm.artefact_entry to operator`,
  ],
};
