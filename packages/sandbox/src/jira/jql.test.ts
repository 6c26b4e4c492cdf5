import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildSeed } from "../seed/build-seed.ts";
import { AGENT_ACCOUNT_ID } from "../seed/people.ts";
import { jqlInstant } from "./jira-time.ts";
import { compileJql } from "./jql-match.ts";
import { parseJql } from "./jql-parse.ts";

const NOW = new Date("2026-03-10T14:30:00Z");
const { project, issues } = buildSeed(NOW, "atlas").jira;

function select(jql: string): string[] | string {
  const query = parseJql(jql);
  if (!query.ok) return query.cause;
  const keyExists = (key: string) => issues.some((issue) => issue.key === key || issue.id === key);
  const compiled = compileJql(query.value, { project, now: NOW, currentUser: AGENT_ACCOUNT_ID, keyExists });
  if (!compiled.ok) return compiled.cause;
  return issues
    .filter(compiled.value.matches)
    .toSorted(compiled.value.compare)
    .map(({ key }) => key);
}

describe("JQL", () => {
  test("and binds stronger than or, and parentheses bind strongest", () => {
    const loose = select("status = Blocked or status = Done and sprint = 42 order by key");
    const tight = select("(status = Blocked or status = Done) and sprint = 42 order by key");
    expect(loose).toEqual(tight);
    expect(select("(status = Done or status = Blocked) and labels = security")).toEqual(["ATLAS-27"]);
    expect(select("status = Done or status = Blocked and labels = security")).toContain("ATLAS-5");
  });

  test("not, not in, is empty and quoted names work", () => {
    expect(select("NOT project = ATLAS")).toEqual([]);
    expect(select('project = "Atlas: customer portal migration" AND type = Epic ORDER BY key DESC')).toEqual([
      "ATLAS-4",
      "ATLAS-3",
      "ATLAS-2",
      "ATLAS-1",
    ]);
    const withoutSprint = select("sprint is EMPTY");
    expect(withoutSprint).toHaveLength(20);
    expect(select("sprint is not EMPTY")).toHaveLength(40);
    expect(select("key not in (ATLAS-1)")).toHaveLength(59);
    expect(select("duedate < now() and statusCategory != Done order by duedate")).toContain("ATLAS-26");
  });

  test("any string is parsed or refused, never thrown", () => {
    const words = fc.constantFrom(
      "project",
      "=",
      "ATLAS",
      "(",
      ")",
      "and",
      "or",
      "not",
      "in",
      ",",
      "order",
      "by",
      '"',
      "updated",
      ">=",
      "-5d",
    );
    fc.assert(fc.property(fc.string(), (jql) => expect(() => parseJql(jql)).not.toThrow()));
    fc.assert(fc.property(fc.array(words), (parts) => expect(() => select(parts.join(" "))).not.toThrow()));
  });

  test("dates are read as Jira reads them, and impossible ones refused", () => {
    expect(jqlInstant("2026/03/10 14:30", NOW)).toBe(NOW.getTime());
    expect(jqlInstant("2026-03-10", NOW)).toBe(Date.parse("2026-03-10T00:00:00Z"));
    expect(jqlInstant("-90m", NOW)).toBe(NOW.getTime() - 90 * 60_000);
    expect(jqlInstant("-2w", NOW)).toBe(NOW.getTime() - 14 * 86_400_000);
    expect(jqlInstant("1773153000000", NOW)).toBe(1_773_153_000_000);
    for (const wrong of ["2026-02-30", "2026-03-10 25:00", "yesterday", "10/03/2026"])
      expect(jqlInstant(wrong, NOW)).toBeUndefined();
  });
});
