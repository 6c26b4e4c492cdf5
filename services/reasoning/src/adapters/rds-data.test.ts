import type { Labels } from "@agentic-pm/contracts";
import { UNREADABLE } from "../domain/readable-memory.ts";
import { describe, expect, test } from "@jest/globals";
import type { RDSDataClient } from "@aws-sdk/client-rds-data";
import { aSignal, SIGNAL_ID } from "../../test/a-signal.ts";
import { relatedQuery, relatedView } from "../domain/related-signals.ts";
import { RdsDataProjectMemory } from "./project-memory.rds-data.ts";
import { RdsDataRecommendationStore } from "./recommendation-store.rds-data.ts";
import { RdsDataSql } from "./sql.rds-data.ts";

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
    const { sql, statements } = dataApi([{ body: JSON.stringify(aSignal()) }]);
    const query = relatedQuery(aSignal(), "ATLAS' or 1=1", new Date("2026-01-15T09:00:00Z"));
    await expect(new RdsDataProjectMemory(sql).relatedSignals(query)).resolves.toEqual([
      { view: relatedView(aSignal()), labels: UNREADABLE },
    ]);
    expect(statements[0]?.sql).not.toContain("ATLAS");
    expect(statements[0]?.parameters).toContainEqual({ name: "project_key", value: { stringValue: "ATLAS' or 1=1" } });
  });

  test("artefact entries that do not fit are left out", async () => {
    const good = {
      artefact: "raid_log",
      title: "Blocked",
      correlations: "b".repeat(16),
      labels: JSON.stringify(LABELS),
    };
    const { sql } = dataApi([good, { artefact: "diary", title: "x", correlations: "" }]);
    await expect(new RdsDataProjectMemory(sql).artefactEntries("ATLAS")).resolves.toEqual([
      { view: { artefact: "raid_log", title: "Blocked", correlations: ["b".repeat(16)] }, labels: LABELS },
    ]);
  });

  test.each([undefined, null, "{}", '{"provenance":["jira_text"],"readers":[7]}', '"everyone"'])(
    "a row whose labels are %s is readable by nobody",
    async (labels) => {
      const { sql } = dataApi([{ body: JSON.stringify(aSignal()), labels }]);
      const query = relatedQuery(aSignal(), "ATLAS", new Date(0));
      const [found] = await new RdsDataProjectMemory(sql).relatedSignals(query);
      expect(found?.labels).toEqual(UNREADABLE);
    },
  );

  test("stored labels come back", async () => {
    const { sql } = dataApi([{ body: JSON.stringify(aSignal()), labels: JSON.stringify(LABELS) }]);
    const [found] = await new RdsDataProjectMemory(sql).relatedSignals(relatedQuery(aSignal(), "ATLAS", new Date(0)));
    expect(found?.labels).toEqual(LABELS);
  });
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
