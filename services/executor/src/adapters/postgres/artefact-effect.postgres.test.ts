import { label, ResolvedCommand } from "@agentic-pm/contracts";
import type { RdsDataSql } from "@agentic-pm/database";
import { describe, expect, test } from "@jest/globals";
import { PostgresArtefactEffect } from "./artefact-effect.postgres.ts";

/** Keeps entries as the table does: one an id, and one standing a matter. */
class EntryTable implements Pick<RdsDataSql, "rows"> {
  readonly entries: Readonly<Record<string, string | null>>[] = [];

  rows(sql: string, values: Readonly<Record<string, string | null>>): Promise<[]> {
    if (!sql.endsWith("on conflict do nothing")) return Promise.reject(new Error("duplicate key"));
    const { entry_id: id, matter } = values;
    const conflicts = this.entries.some(
      (row) => row["entry_id"] === id || (matter !== null && row["matter"] === matter),
    );
    if (!conflicts) this.entries.push(values);
    return Promise.resolve([]);
  }
}

function update(number: number, change: { artefact: "raid_log" | "delivery_state"; entry: Record<string, string> }) {
  const effect = {
    type: "artefact.update",
    projectKey: label("ATLAS", "registry"),
    change: label(change, "model"),
  } as const;
  const command = ResolvedCommand.parse({
    schemaVersion: 1,
    actionId: `act_${String(number).repeat(32)}`,
    signalId: `sig_${String(number).repeat(32)}`,
    tier: "T1",
    effect,
    policyVersion: "v1",
    expiresAt: "2026-01-15T08:00:00.000Z",
  });
  return { command, effect };
}

async function rowsAfter(...updates: readonly ReturnType<typeof update>[]) {
  const table = new EntryTable();
  const handler = new PostgresArtefactEffect(table);
  await Promise.all(updates.map((one) => handler.perform(one)));
  return table.entries;
}

const risk = { artefact: "raid_log", entry: { kind: "risk", title: "Cooling fails", severity: "high" } } as const;

describe("an artefact entry", () => {
  test("stands once although two signals report its matter at the same moment", async () => {
    const later = { ...risk, entry: { ...risk.entry, title: "cooling fails.", severity: "low" } };
    expect(await rowsAfter(update(1, risk), update(2, later))).toHaveLength(1);
  });

  test("stands beside entries of other matters", async () => {
    const other = { ...risk, entry: { ...risk.entry, title: "Heating fails" } };
    expect(await rowsAfter(update(1, risk), update(2, other))).toHaveLength(2);
  });

  test("of the delivery state is a state of its own each time", async () => {
    const state = { artefact: "delivery_state", entry: { health: "amber", note: "At risk." } } as const;
    expect(await rowsAfter(update(1, state), update(2, state))).toHaveLength(2);
  });
});
