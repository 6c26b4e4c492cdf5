import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Migration, passwordStatement, pendingMigrations } from "./migration.ts";

const migration = (id: string): Migration => ({ id, statements: ["select 1"] });

describe("pending migrations", () => {
  test("are those that are not applied yet, in the order of their numbers", () => {
    const all = [migration("003-c"), migration("001-a"), migration("002-b")];
    expect(pendingMigrations(all, new Set(["001-a"])).map(({ id }) => id)).toEqual(["002-b", "003-c"]);
  });

  test("are none once all are applied", () => {
    expect(pendingMigrations([migration("001-a")], new Set(["001-a"]))).toEqual([]);
  });
});

describe("a role's password statement", () => {
  test("creates the role the first time and alters it afterwards", () => {
    const role = { name: "sanitise", password: "abc" };
    expect(passwordStatement(role, false)).toBe(`create role "sanitise" with login password 'abc'`);
    expect(passwordStatement(role, true)).toBe(`alter role "sanitise" with login password 'abc'`);
  });

  test("keeps any password inside its quotes", () => {
    fc.assert(
      fc.property(fc.string(), (password) => {
        const literal = /password (.*)$/su.exec(passwordStatement({ name: "r", password }, true))?.[1] ?? "";
        const escaped = literal.startsWith("E'");
        const inner = literal.slice(escaped ? 2 : 1, -1);
        const read = (escaped ? inner.replaceAll("\\\\", "\\") : inner).replaceAll("''", "'");
        expect(read).toBe(password);
        expect(inner.replaceAll("''", "")).not.toContain("'");
      }),
    );
  });

  test("keeps any name inside its quotes", () => {
    expect(passwordStatement({ name: 'a" superuser --', password: "x" }, true)).toContain('"a"" superuser --"');
  });
});
