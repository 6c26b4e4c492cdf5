import { describe, expect, test } from "@jest/globals";
import { correlationOf, handlesOf } from "./handle-table.ts";

describe("handles", () => {
  test("the subject is the first ticket, and stays the subject when the text mentions it too", () => {
    const { table } = handlesOf([
      { entityId: "ticket#ATLAS-1", role: "mentioned" },
      { entityId: "ticket#ATLAS-2", role: "linked" },
      { entityId: "ticket#ATLAS-1", role: "subject" },
    ]);
    expect(table).toEqual({
      T1: { entityId: "ticket#ATLAS-1", role: "subject" },
      T2: { entityId: "ticket#ATLAS-2", role: "linked" },
    });
  });

  test("a person in two roles has a handle for each, with one correlation", () => {
    const { views } = handlesOf([
      { entityId: "person#ada", role: "assignee" },
      { entityId: "person#ada", role: "project_lead" },
    ]);
    expect(views).toEqual([
      { handle: "P1", kind: "person", role: "assignee", correlation: correlationOf("person#ada") },
      { handle: "P2", kind: "person", role: "project_lead", correlation: correlationOf("person#ada") },
    ]);
  });

  test("a model's view names no key, address or id, and has at most 32 handles", () => {
    const mentions = Array.from({ length: 60 }, (_, at) => ({
      entityId: `ticket#ATLAS-${at + 1}`,
      role: "linked" as const,
    }));
    const people = Array.from({ length: 60 }, (_, at) => ({ entityId: `person#p${at}`, role: "author" as const }));
    const { views } = handlesOf([...mentions, ...people]);
    expect(views.length).toBeLessThanOrEqual(32);
    expect(JSON.stringify(views)).not.toMatch(/ATLAS|person#/);
  });
});
