import { type Migration, pendingMigrations } from "../domain/migration.ts";
import type { RoleSecrets, SchemaDatabase } from "../ports/database.ts";

export interface MigrationReport {
  readonly roles: readonly string[];
  readonly applied: readonly string[];
  readonly alreadyApplied: number;
}

/**
 * Brings the database to the newest schema: roles first, then what is pending, each in its own transaction.
 * Running it again changes nothing.
 */
export async function migrateSchema(
  migrations: readonly Migration[],
  functions: readonly string[],
  ports: { database: SchemaDatabase; secrets: RoleSecrets },
): Promise<MigrationReport> {
  for (const functionName of functions) {
    await ports.database.ensureRole(await ports.secrets.roleOf(functionName));
  }
  const applied = await ports.database.appliedMigrations();
  const pending = pendingMigrations(migrations, applied);
  for (const migration of pending) await ports.database.apply(migration);
  return { roles: functions, applied: pending.map((migration) => migration.id), alreadyApplied: applied.size };
}
