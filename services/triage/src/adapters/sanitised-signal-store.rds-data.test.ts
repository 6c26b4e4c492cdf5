import { RdsDataSql } from "@agentic-pm/database";
import { expect, test } from "@jest/globals";
import { type Labels, SanitisedSignal } from "@agentic-pm/contracts";
import type { RDSDataClient } from "@aws-sdk/client-rds-data";
import { RdsDataSanitisedSignalStore } from "./sanitised-signal-store.rds-data.ts";

const TARGET = { resourceArn: "arn:cluster", secretArn: "arn:secret", database: "agentic_pm" };
const SIGNAL = SanitisedSignal.parse({
  schemaVersion: 1,
  signalId: `sig_${"0".repeat(32)}`,
  source: "jira",
  kind: "ticket",
  topic: "risk",
  severity: "low",
  entities: [],
  handles: [],
  dates: [],
  quantities: [],
  flags: [],
  fields: {
    status: null,
    priority: null,
    dueDate: null,
    sprintState: null,
    sprintEnd: null,
    receivedAt: "2026-01-15T08:00:00.000Z",
  },
  quote: { handle: "Q1", sha256: "e".repeat(64), length: 3 },
  summary: "It's here'); drop table pm.sanitised_signal; --",
});

interface Statement {
  readonly sql: string;
  readonly parameters: { name: string; value: { stringValue: string } }[];
}

const LABELS: Labels = { provenance: ["jira_text", "model"], readers: ["project:ATLAS"] };

function storeOver(answer: () => Promise<unknown>) {
  const statements: Statement[] = [];
  const send = (command: { input: Statement }) => {
    statements.push(command.input);
    return answer();
  };
  const client = { send: send as unknown as RDSDataClient["send"] };
  return { store: new RdsDataSanitisedSignalStore(new RdsDataSql(client, TARGET)), statements };
}

test("a signal is inserted by parameters, and an existing one left as it is", async () => {
  const { store, statements } = storeOver(() => Promise.resolve({}));
  await store.insert({ signal: SIGNAL, sha256: "x", projectKey: "ATLAS", correlations: ["a", "b"], labels: LABELS });
  expect(statements[0]?.sql).toMatch(/^insert into pm\.sanitised_signal .*\son conflict do nothing$/su);
  expect(statements[0]?.sql).not.toContain("drop");
  const values = Object.fromEntries(
    (statements[0]?.parameters ?? []).map(({ name, value }) => [name, value.stringValue]),
  );
  expect(values).toMatchObject({ project_key: "ATLAS", topic: "risk", severity: "low", correlations: "a,b" });
  expect(JSON.parse(values["labels"] ?? "")).toEqual(LABELS);
  expect(JSON.parse(values["body"] ?? "")).toEqual(SIGNAL);
});

test("a database that is away is worth another try", async () => {
  const away = Object.assign(new Error("resuming"), { name: "DatabaseResumingException" });
  const { store } = storeOver(() => Promise.reject(away));
  const insert = store.insert({ signal: SIGNAL, sha256: "x", projectKey: "ATLAS", correlations: [], labels: LABELS });
  await expect(insert).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE", retryable: true });
});
