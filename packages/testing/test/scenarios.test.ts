import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ROOT } from "@agentic-pm/packaging";
import { loadScenarios, runScenarios, scenarioFilesIn } from "../src/scenarios/index.ts";

const SLOW = 240_000;
const files = scenarioFilesIn(join(ROOT, "e2e", "scenarios"));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-scenarios-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the benign scenarios", () => {
  test(
    "every expected action is taken, and no other",
    async () => {
      const run = await runScenarios(files, { dataDir: join(folder, "world") });
      expect(run.results.length).toBeGreaterThanOrEqual(60);
      const wrong = run.results.filter(({ differences }) => differences.length > 0);
      expect(wrong.map(({ file, title, differences }) => ({ file, title, differences }))).toEqual([]);
      expect(run.outgoing.reached).toBe(run.outgoing.executed);
    },
    SLOW,
  );
});

describe("a scenario file", () => {
  const written = (text: string): string => {
    const path = join(folder, "written.yml");
    writeFileSync(path, text);
    return path;
  };
  const scenario = (rest: string) => `about: x\nscenarios:\n  - title: Something happens here\n${rest}`;

  test.each([
    ["is no YAML", "about: [", /written\.yml: /u],
    ["has an unknown key", scenario("    given: { tickits: [] }\n    then: []\n"), /scenarios\.0\.given: .*tickits/u],
    ["expects an unknown deed", scenario("    given: {}\n    then: [{ do: dance }]\n"), /scenarios\.0\.then\.0\.do/u],
    [
      "names a ticket it does not have",
      scenario("    given: {}\n    then: [{ do: jira.comment, on: NONE }]\n"),
      /NONE/u,
    ],
    [
      "has a real address",
      scenario("    given: { mails: [{ from: { name: A, address: a@b.com }, subject: x }] }\n    then: []\n"),
      /scenarios\.0\.given\.mails\.0\.from/u,
    ],
  ])("that %s is refused with its place", (_what, text, cause) => {
    expect(() => loadScenarios([written(text)])).toThrow(
      expect.objectContaining({ code: "SCENARIO_INVALID", message: expect.stringMatching(cause) }),
    );
  });

  test("every committed one is read", () => {
    expect(loadScenarios(files).length).toBeGreaterThanOrEqual(60);
  });
});
