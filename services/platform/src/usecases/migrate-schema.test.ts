import { describe, expect, test } from "@jest/globals";
import type { DatabaseRole, Migration } from "../domain/migration.ts";
import type { SchemaDatabase } from "../ports/database.ts";
import { migrateSchema } from "./migrate-schema.ts";

class FakeDatabase implements SchemaDatabase {
  readonly applied = new Set<string>();
  readonly roles = new Map<string, string>();
  failOn: string | undefined;

  async appliedMigrations() {
    return new Set(this.applied);
  }
  async ensureRole(role: DatabaseRole) {
    this.roles.set(role.name, role.password);
  }
  async apply(migration: Migration) {
    if (migration.id === this.failOn) throw new Error("syntax error");
    this.applied.add(migration.id);
  }
}

const secrets = { roleOf: async (name: string) => ({ name, password: `password of ${name}` }) };
const migrations: Migration[] = [
  { id: "001-first", statements: [] },
  { id: "002-second", statements: [] },
];

describe("migrating the schema", () => {
  test("creates each function's role and applies what is pending", async () => {
    const database = new FakeDatabase();
    const report = await migrateSchema(migrations, ["decide", "execute"], { database, secrets });
    expect(report).toEqual({ roles: ["decide", "execute"], applied: ["001-first", "002-second"], alreadyApplied: 0 });
    expect([...database.roles.keys()]).toEqual(["decide", "execute"]);
  });

  test("does nothing the second time, but sets passwords anew", async () => {
    const database = new FakeDatabase();
    await migrateSchema(migrations, ["decide"], { database, secrets });
    database.roles.set("decide", "old");
    const report = await migrateSchema(migrations, ["decide"], { database, secrets });
    expect(report.applied).toEqual([]);
    expect(database.roles.get("decide")).toBe("password of decide");
  });

  test("stops at the migration that fails and keeps those before it", async () => {
    const database = new FakeDatabase();
    database.failOn = "002-second";
    await expect(migrateSchema(migrations, [], { database, secrets })).rejects.toThrow("syntax error");
    expect([...database.applied]).toEqual(["001-first"]);
  });
});
