import { AppError } from "@agentic-pm/errors";
import type { PackagedBundle } from "../bundles/packaged-bundle.ts";

/** One privilege that a Postgres role has on a table. */
export interface DatabaseGrant {
  readonly privilege: string;
  readonly table: string;
  readonly databaseRole: string;
}

/**
 * Tables whose rows hold strangers' text or what was made of it: by a model before the policy ruled on it, of an
 * employee's request, of a policy's PDF. What `pm.artefact_entry` holds was ruled on, carried out and is only ever
 * looked up by its own id or shown as what it is; `travel.policy_document` names files and says which are in force.
 */
export const TAINTED_TABLES: readonly string[] = [
  "pm.sanitised_signal",
  "pm.recommendation",
  "travel.trip",
  "travel.retrieval",
  "travel.plan",
  "travel.policy_chunk",
];

/** Privileges may name columns; a column of a table counts like the table. */
const GRANT =
  /\bgrant ([a-z]+(?: ?\([\w, ]+\))?(?:, ?[a-z]+(?: ?\([\w, ]+\))?)*) on ((?:(?!schema)[\w.]+(?:, )?)+) to ([\w, ]+)/gi;

/**
 * Every privilege on a table that the packaged migrations grant; grants add up, and a revoke is not believed.
 * @throws AppError GRANTS_UNREADABLE if there is no `migrate`, or no grant in it.
 */
export function databaseGrants(bundles: readonly PackagedBundle[]): readonly DatabaseGrant[] {
  const code = bundles.find(({ functionName }) => functionName === "migrate")?.code ?? "";
  const grants = [...code.matchAll(GRANT)].flatMap(([, privileges = "", tables = "", roles = ""]) =>
    names(privileges.replaceAll(/\([^)]*\)/g, "")).flatMap((privilege) =>
      names(tables).flatMap((table) => names(roles).map((databaseRole) => ({ privilege, table, databaseRole }))),
    ),
  );
  if (grants.length > 0) return grants;
  throw new AppError("GRANTS_UNREADABLE", {
    cause: "No grant was found in the packaged migrations, so nobody knows what a database password opens.",
    remedy:
      "Package the platform service; its migrations have to write grants as `grant <privileges> on <tables> to <roles>`.",
  });
}

function names(list: string): string[] {
  return list
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** True if the Postgres role may read a tainted table; the owner of the schema may read all. */
export function readsTainted(databaseRole: string, grants: readonly DatabaseGrant[]): boolean {
  if (databaseRole === "master") return true;
  return grants.some(
    (grant) =>
      grant.databaseRole === databaseRole &&
      (grant.privilege === "select" || grant.privilege.startsWith("all")) &&
      TAINTED_TABLES.includes(grant.table),
  );
}
