import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { MIGRATIONS } from "./all.ts";

const ROLES =
  "sanitise recommend decide execute operator sanitise_request embed_and_retrieve reason_and_plan search_options re_quote index_policy";

let database: PGlite;

/** A vector that points along one axis. */
function axis(at: number): string {
  return JSON.stringify(Array.from({ length: 1024 }, (_, index) => (index === at ? 1 : 0)));
}

beforeAll(async () => {
  database = await PGlite.create({ extensions: { vector } });
  for (const role of ROLES.split(" ")) await database.exec(`create role ${role}`);
  for (const { statements } of MIGRATIONS) for (const statement of statements) await database.exec(statement);
  await database.exec("set role index_policy");
  for (const [id, status] of [
    ["doc_new", "active"],
    ["doc_old", "superseded"],
  ] as const) {
    await database.query(
      `insert into travel.policy_document (document_id, name, version, sha256, source_key, status)
       values ($1, 'policy', $2, 'h', 'k', $3)`,
      [id, status === "active" ? 2 : 1, status],
    );
    for (const at of [0, 1, 2]) {
      await database.query(`insert into travel.policy_chunk values ($1, $2, $3, 's', 1, '{}', 't', 'h', $4, $5)`, [
        `${id}_${at}`,
        id,
        at,
        at === 2 ? "other model" : "nova",
        axis(at),
      ]);
    }
  }
  await database.exec("reset role");
}, 60_000);
afterAll(() => database.close());

async function nearest(role: string, at: number): Promise<unknown[]> {
  await database.exec(`set role ${role}`);
  try {
    const found = await database.query(
      "select chunk_id, similarity from travel.nearest_clauses(cast($1 as vector), $2, 5)",
      [axis(at), "nova"],
    );
    return found.rows;
  } finally {
    await database.exec("reset role");
  }
}

describe("the clauses nearest to a vector", () => {
  test("are those in force, of the same model, nearest first", async () => {
    expect(await nearest("embed_and_retrieve", 1)).toEqual([
      { chunk_id: "doc_new_1", similarity: 1 },
      { chunk_id: "doc_new_0", similarity: 0 },
    ]);
  });

  test("are for those who retrieve, and for nobody else", async () => {
    await expect(nearest("search_options", 1)).rejects.toThrow(/permission denied/u);
  });
});
