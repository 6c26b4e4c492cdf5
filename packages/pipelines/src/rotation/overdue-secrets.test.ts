import { describe, expect, test } from "@jest/globals";
import { overdueSecrets } from "./overdue-secrets.ts";

const NOW = new Date("2026-11-22T00:00:00Z");
const aged = (name: string, days: number, rotatedAfterDays?: number) => ({
  name,
  currentSince: new Date(NOW.getTime() - days * 86_400_000),
  rotatedAfterDays,
});

describe("a secret is overdue", () => {
  test("after its rotation's days and a week", () => {
    const sender = "/agentic-pm/graph/credentials";
    expect(overdueSecrets([aged(sender, 97, 90), aged(sender, 37, 30)], NOW)).toEqual([]);
    expect(overdueSecrets([aged(sender, 98, 90)], NOW)).toEqual([
      { name: sender, ageDays: 98, allowedDays: 97, remedy: expect.stringContaining("secrets rotate") },
    ]);
    expect(overdueSecrets([aged(sender, 38, 30)], NOW)).toMatchObject([{ ageDays: 38, allowedDays: 37 }]);
  });

  test.each([
    ["/agentic-pm/database/sanitise", "rotate-database"],
    ["/agentic-pm/database/master", "RDS"],
    ["/agentic-pm/jira/api-token", "where it is from"],
  ])("and says what renews %s", (name, words) => {
    expect(overdueSecrets([aged(name, 98)], NOW)).toMatchObject([{ remedy: expect.stringContaining(words) }]);
  });

  test("never if it has no value, or is somebody else's", () => {
    const empty = { name: "/agentic-pm/canary/dev", currentSince: undefined, rotatedAfterDays: undefined };
    expect(overdueSecrets([empty, aged("/another/x", 400)], NOW)).toEqual([]);
  });
});
