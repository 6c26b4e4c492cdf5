import { describe, expect, test } from "@jest/globals";
import { overdueSecrets } from "./overdue-secrets.ts";

const NOW = new Date("2026-11-22T00:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

describe("a secret is overdue", () => {
  test("after its rotation's days and a week", () => {
    const secret = (days: number) => ({
      Name: "/agentic-pm/graph/credentials",
      LastRotatedDate: daysAgo(days),
      RotationRules: { AutomaticallyAfterDays: 90 },
    });
    expect(overdueSecrets([secret(97)], NOW)).toEqual([]);
    expect(overdueSecrets([secret(98)], NOW)).toEqual([
      { name: "/agentic-pm/graph/credentials", ageDays: 98, allowedDays: 97 },
    ]);
  });

  test("when nobody ever said when it was made", () => {
    expect(overdueSecrets([{ Name: "/agentic-pm/x" }], NOW)).toHaveLength(1);
  });

  test("never if it is somebody else's", () => {
    expect(overdueSecrets([{ Name: "/another/x" }, {}], NOW)).toEqual([]);
  });
});
