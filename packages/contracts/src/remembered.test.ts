import { expect, test } from "@jest/globals";
import type { Labels } from "./labels.ts";
import { entryHash, type RememberedEntry } from "./remembered.ts";

const LABELS: Labels = { provenance: ["jira_text", "model"], readers: ["project:ATLAS"] };
const ENTRY: RememberedEntry = {
  entryId: "act_1",
  projectKey: "ATLAS",
  artefact: "raid_log",
  title: "Blocked: tenant",
  correlations: ["b".repeat(16)],
  labels: LABELS,
};

test("an entry's hash does not depend on the order in which its labels were written", () => {
  const labels = { readers: LABELS.readers, provenance: LABELS.provenance };
  expect(entryHash({ ...ENTRY, labels })).toBe(entryHash(ENTRY));
});

test.each<[string, Partial<RememberedEntry>]>([
  ["readers", { labels: { ...LABELS, readers: "everyone" } }],
  ["origin", { labels: { ...LABELS, provenance: ["operator"] } }],
  ["title", { title: "Blocked" }],
  ["project", { projectKey: "ZEUS" }],
  ["id", { entryId: "act_2" }],
  ["tickets", { correlations: [] }],
  ["artefact", { artefact: "decision_log" }],
])("an entry's hash changes with its %s", (_what, change) => {
  expect(entryHash({ ...ENTRY, ...change })).not.toBe(entryHash(ENTRY));
});
