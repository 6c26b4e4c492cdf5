import type { Migration } from "../domain/migration.ts";

/** re-quote voids a confirmation when the policy has changed since: it may know which versions are in force, not their text. */
export const policyInForce: Migration = {
  id: "008-policy-in-force",
  statements: [`grant select (document_id, version, status) on travel.policy_document to re_quote`],
};
