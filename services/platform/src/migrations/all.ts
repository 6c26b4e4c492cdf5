import type { Migration } from "../domain/migration.ts";
import { pmSchema } from "./001-pm-schema.ts";
import { grants } from "./002-grants.ts";
import { artefactMatter } from "./003-artefact-matter.ts";
import { labels } from "./004-labels.ts";
import { artefactHash } from "./005-artefact-hash.ts";
import { insertColumns } from "./006-insert-columns.ts";
import { travelSchema } from "./007-travel-schema.ts";
import { policyInForce } from "./008-policy-in-force.ts";
import { nearestClauses } from "./009-nearest-clauses.ts";
import { nearestClausesByIndex } from "./010-nearest-clauses-by-index.ts";

/** The schema's history, oldest first. Add at the end; never edit one that has been deployed. */
export const MIGRATIONS: readonly Migration[] = [
  pmSchema,
  grants,
  artefactMatter,
  labels,
  artefactHash,
  insertColumns,
  travelSchema,
  policyInForce,
  nearestClauses,
  nearestClausesByIndex,
];
