import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { runMutants } from "./run-mutants.ts";

// Each run starts processes that load the sources.
jest.setTimeout(300_000);

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "agentic-pm-mutants-"));
  writeFileSync(join(root, "limit.ts"), "export const within = (amount: number): boolean => amount <= 100;\n");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const testsOf = (body: string) =>
  `import { expect, test } from "@jest/globals"; import { within } from "./limit.ts"; test("limit", () => { ${body} });`;

async function survivorsOf(body: string): Promise<string[]> {
  writeFileSync(join(root, "limit.test.ts"), testsOf(body));
  const tried = await runMutants([{ files: ["limit.ts"], tests: ["limit.test.ts"] }], root);
  return tried.filter(({ killedBy }) => killedBy === null).map(({ mutant }) => mutant.replacement);
}

describe("a limit that is tested", () => {
  test("on neither side of it: its mutants survive, and are named", async () => {
    expect(await survivorsOf("expect(within(1)).toBe(true);")).toEqual(["<", "101", "99"]);
  });

  test("at it and past it: no mutant survives", async () => {
    expect(await survivorsOf("expect([within(100), within(101)]).toEqual([true, false]);")).toEqual([]);
  });

  test("by a test that fails already says nothing", async () => {
    await expect(survivorsOf("expect(within(1)).toBe(false);")).rejects.toMatchObject({ code: "TESTS_FAIL" });
  });
});

test("every mutant of what decides, in both jobs, is noticed by a test, but for those that nobody could notice", async () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const run = promisify(execFile)(process.execPath, [main, "--json"], { maxBuffer: 1 << 24 });
  const { stdout } = await run.catch((failed: unknown) => failed as { stdout: string });
  const result = JSON.parse(stdout) as { mutants: number; unexplained: unknown[]; stale: unknown[] };
  expect(result.unexplained).toEqual([]);
  expect(result.stale).toEqual([]);
  expect(result.mutants).toBeGreaterThan(2700);
});
