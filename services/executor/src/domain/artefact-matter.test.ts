import { describe, expect, test } from "@jest/globals";
import { matterOf } from "./artefact-matter.ts";

const risk = { kind: "risk", title: "Certificate runs out on 1 May.", ticket: "ATLAS-9", severity: "high" };
const inLog = (entry: Record<string, string | null>) => matterOf({ artefact: "raid_log", entry });

describe("the matter of an artefact entry", () => {
  test("is the same whatever the severity, the spelling of the title and its punctuation", () => {
    expect(inLog({ ...risk, severity: "low", title: "certificate runs  out on 1 May" })).toBe(inLog(risk));
  });

  test("differs by kind, by ticket and by what the title says", () => {
    const others = [
      { ...risk, kind: "issue" },
      { ...risk, ticket: "ATLAS-10" },
      { ...risk, title: "Certificate runs out on 2 May." },
    ];
    expect(new Set([risk, ...others].map(inLog)).size).toBe(4);
  });

  test("is none for the states of delivery, each of which counts", () => {
    const entry = { health: "amber", note: "The date is at risk." };
    expect(matterOf({ artefact: "delivery_state", entry })).toBeNull();
    expect(matterOf({ artefact: "backlog_summary", entry: { note: "Sprint active." } })).toBeNull();
  });
});
