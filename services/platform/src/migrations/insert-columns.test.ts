import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { MIGRATIONS } from "./all.ts";

/** Every Postgres role that the migrations give grants to. */
const ROLES =
  "sanitise recommend decide execute operator sanitise_request embed_and_retrieve reason_and_plan search_options re_quote index_policy";

let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create({ extensions: { vector } });
  for (const role of ROLES.split(" ")) {
    await database.exec(`create role ${role}`);
  }
  for (const { statements } of MIGRATIONS) for (const statement of statements) await database.exec(statement);
}, 60_000);
afterAll(() => database.close());

const SIGNAL = {
  table: "pm.sanitised_signal",
  columns: "signal_id, sha256, project_key, body, topic, severity, labels, correlations",
  values: `'s', 'h', 'ATLAS', '{}', 't', 'high', '{}', '{}'`,
};
const RECOMMENDATION = { table: "pm.recommendation", columns: "signal_id, sha256, body", values: `'s', 'h', '{}'` };

async function as(role: string, statement: string): Promise<string> {
  try {
    await database.exec(`set role ${role}`);
    await database.exec(statement);
    return "done";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  } finally {
    await database.exec("reset role");
  }
}

describe.each([
  { role: "sanitise", ...SIGNAL },
  { role: "recommend", ...RECOMMENDATION },
])("what $role stores", ({ role, table, columns, values }) => {
  test("is dated by the database, and stands when it is stored again", async () => {
    const insert = `insert into ${table} (${columns}) values (${values}) on conflict do nothing`;
    expect([await as(role, insert), await as(role, insert)]).toEqual(["done", "done"]);
  });

  test("is not dated by the role", async () => {
    const dated = `insert into ${table} (${columns}, created_at) values (${values}, now() + interval '1 day')`;
    expect(await as(role, dated)).toContain("permission denied");
    expect(await as(role, `update ${table} set created_at = now()`)).toContain("permission denied");
  });
});
