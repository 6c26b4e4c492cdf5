import type { DatabaseRole, Migration } from "../domain/migration.ts";

/** What the migrations need of a database. */
export interface SchemaDatabase {
  /** Ids of the migrations that are in; creates the history table at the first call. */
  appliedMigrations(): Promise<ReadonlySet<string>>;
  /** Creates the role, or sets its password anew. */
  ensureRole(role: DatabaseRole): Promise<void>;
  /** Applies all statements and the history row in one transaction, or nothing of it. */
  apply(migration: Migration): Promise<void>;
}

/** Reads the role's name and password that a secret holds. */
export interface RoleSecrets {
  roleOf(functionName: string): Promise<DatabaseRole>;
}
