import { entryHash, type Labels, sanitisedHash } from "@agentic-pm/contracts";
import { UNREADABLE } from "../domain/readable-memory.ts";
import { describe, expect, test } from "@jest/globals";
import type { RDSDataClient } from "@aws-sdk/client-rds-data";
import { aSignal, SIGNAL_ID } from "../../test/a-signal.ts";
import { relatedQuery, relatedView } from "../domain/related-signals.ts";
import { RdsDataProjectMemory } from "./project-memory.rds-data.ts";
import { RdsDataRecommendationStore } from "./recommendation-store.rds-data.ts";
import { RdsDataSql } from "@agentic-pm/database";

const TARGET = { resourceArn: "arn:cluster", secretArn: "arn:secret", database: "agentic_pm" };

interface Statement {
  readonly sql: string;
  readonly parameters: { name: string; value: { stringValue: string } }[];
}

/** A Data API that answers with the same rows and keeps the statements. */
function dataApi(rows: unknown[] | Error) {
  const statements: Statement[] = [];
  const send = (command: { input: Statement }) => {
    statements.push(command.input);
    return rows instanceof Error ? Promise.reject(rows) : Promise.resolve({ formattedRecords: JSON.stringify(rows) });
  };
  return { sql: new RdsDataSql({ send: send as unknown as RDSDataClient["send"] }, TARGET), statements };
}

const LABELS: Labels = { provenance: ["jira_text", "model"], readers: ["project:ATLAS"] };
const EVERYONE: Labels = { ...LABELS, readers: "everyone" };

/** A row of pm.sanitised_signal as sanitise stores it. */
const signalRow = (labels: Labels) => ({
  signal_id: SIGNAL_ID,
  sha256: sanitisedHash(aSignal(), labels),
  body: JSON.stringify(aSignal()),
  labels: JSON.stringify(labels),
});

/** A row of pm.artefact_entry as execute stores it. */
function entryRow(labels: Labels) {
  const entry = { entryId: "act_1", projectKey: "ATLAS", artefact: "raid_log", title: "Blocked" };
  const sha256 = entryHash({ ...entry, correlations: ["b".repeat(16)], labels });
  const { artefact, title } = entry;
  return { entry_id: "act_1", artefact, title, correlations: "b".repeat(16), labels: JSON.stringify(labels), sha256 };
}

const related = (row: unknown) =>
  new RdsDataProjectMemory(dataApi([row]).sql).relatedSignals(relatedQuery(aSignal(), "ATLAS", new Date(0)));
const entries = (row: unknown) => new RdsDataProjectMemory(dataApi([row]).sql).artefactEntries("ATLAS");

describe("the project's memory", () => {
  test("a stored signal comes back as it was", async () => {
    const { sql } = dataApi([{ body: JSON.stringify(aSignal()) }]);
    await expect(new RdsDataProjectMemory(sql).sanitisedSignal(SIGNAL_ID, "x")).resolves.toEqual(aSignal());
  });

  test("a body that is no sanitised signal counts as absent", async () => {
    const { sql } = dataApi([{ body: '{"topic":"approved"}' }]);
    const memory = new RdsDataProjectMemory(sql);
    await expect(memory.sanitisedSignal(SIGNAL_ID, "x")).resolves.toBeNull();
    await expect(memory.relatedSignals(relatedQuery(aSignal(), "ATLAS", new Date(0)))).resolves.toEqual([]);
  });

  test("related signals are asked for by parameters and never by text in the statement", async () => {
    const { sql, statements } = dataApi([signalRow(LABELS)]);
    const query = relatedQuery(aSignal(), "ATLAS' or 1=1", new Date("2026-01-15T09:00:00Z"));
    await expect(new RdsDataProjectMemory(sql).relatedSignals(query)).resolves.toEqual([
      { view: relatedView(aSignal()), labels: LABELS },
    ]);
    expect(statements[0]?.sql).not.toContain("ATLAS");
    expect(statements[0]?.parameters).toContainEqual({ name: "project_key", value: { stringValue: "ATLAS' or 1=1" } });
  });

  test("artefact entries that do not fit are left out", async () => {
    const { sql } = dataApi([entryRow(LABELS), { artefact: "diary", title: "x", correlations: "" }]);
    await expect(new RdsDataProjectMemory(sql).artefactEntries("ATLAS")).resolves.toEqual([
      { view: { artefact: "raid_log", title: "Blocked", correlations: ["b".repeat(16)] }, labels: LABELS },
    ]);
  });

  test("a related row comes back with its labels", async () => {
    expect(await related(signalRow(LABELS))).toMatchObject([{ labels: LABELS }]);
  });

  test.each([
    undefined,
    null,
    "{}",
    '{"provenance":["jira_text"],"readers":[7]}',
    '"everyone"',
    JSON.stringify(EVERYONE),
  ])("a row whose labels are changed to %s is left out, and of such an entry no word is readable", async (labels) => {
    expect(await related({ ...signalRow(LABELS), labels })).toEqual([]);
    expect(await entries({ ...entryRow(LABELS), labels })).toMatchObject([{ labels: UNREADABLE }]);
  });

  test("words under another's hash, and a signal under another's id, are left out", async () => {
    const body = JSON.stringify(aSignal({ summary: "Other words." }));
    expect(await related({ ...signalRow(LABELS), body })).toEqual([]);
    expect(await related({ ...signalRow(LABELS), signal_id: `sig_${"9".repeat(32)}` })).toEqual([]);
    expect(await entries({ ...entryRow(LABELS), title: "Other words" })).toMatchObject([{ labels: UNREADABLE }]);
    expect(await entries({ ...entryRow(LABELS), sha256: null })).toMatchObject([{ labels: UNREADABLE }]);
  });

  test.each<Labels>([EVERYONE, { ...LABELS, provenance: ["operator"] }])(
    "labels that no source gives let nobody read, although the hash covers them: %j",
    async (labels) => {
      expect(await related(signalRow(labels))).toMatchObject([{ labels: UNREADABLE }]);
      expect(await entries(entryRow(labels))).toMatchObject([{ labels: UNREADABLE }]);
    },
  );
});

test("a recommendation is inserted, and an existing one left as it is", async () => {
  const { sql, statements } = dataApi([]);
  const recommendation = { actions: [], reasoning_summary: "fine" };
  await new RdsDataRecommendationStore(sql).insert({ signalId: SIGNAL_ID, sha256: "x", recommendation });
  expect(statements[0]?.sql).toMatch(/^insert into pm\.recommendation .* on conflict do nothing$/su);
});

test("a database that is away is worth another try", async () => {
  const away = Object.assign(new Error("resuming"), { name: "DatabaseResumingException" });
  const { sql } = dataApi(away);
  await expect(sql.rows("select 1", {})).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", retryable: true });
});
