import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { packageServices } from "@agentic-pm/packaging";
import { readReport, startUp, untilPrinted } from "./run-up.ts";

const SLOW = 300_000;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-stop-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The processes that a process has started and that live still, by pid; Linux only, empty elsewhere. */
function childrenOf(pid: number): number[] {
  if (!existsSync("/proc/self/stat")) return [];
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return children.map(Number).flatMap((child) => [child, ...childrenOf(child)]);
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

async function untilGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("asked to end before it is through", () => {
  test(
    "ends with the signal's code and no report while it boots and while it works, and goes on the next time",
    async () => {
      const dataDir = join(folder, "data");
      const report = join(folder, "report.json");
      // While it boots, early and late, and while it works.
      const moments = [
        { signal: "SIGINT", code: 130, words: "since they were packaged", later: 0 },
        { signal: "SIGTERM", code: 143, words: "since they were packaged", later: 2_000 },
        { signal: "SIGINT", code: 130, words: "The main job", later: 0 },
        { signal: "SIGINT", code: 130, words: "✔ done", later: 0 },
      ] as const;
      await packageServices();
      for (const moment of moments) {
        const run = startUp(dataDir, ["--once", "--report", report]);
        await untilPrinted(run, moment.words);
        await new Promise((resolve) => setTimeout(resolve, moment.later));
        const children = childrenOf(run.child.pid ?? 0);
        run.child.kill(moment.signal);
        expect([await run.ended, run.output()]).toEqual([moment.code, expect.stringContaining("Stopped.")]);
        expect(run.output()).not.toContain("In all");
        expect(existsSync(report)).toBe(false);
        await untilGone(children);
      }
      const run = startUp(dataDir, ["--once", "--report", report]);
      expect([await run.ended, run.output()]).toEqual([0, expect.stringContaining("chains verified")]);
      const { signals } = readReport(report);
      expect(signals).toMatchObject({ quarantined: expect.any(Number), failed: 0 });
      expect(signals.received).toBeGreaterThanOrEqual(100);
      expect(signals.sanitised + signals.quarantined).toBe(signals.received);
    },
    SLOW,
  );
});

describe("what cannot work is said before anything is touched", () => {
  test("a data folder that is a file, and a model that is not there", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "kept");
    const onFile = startUp(file, ["--once", "--fresh"]);
    expect([await onFile.ended, onFile.output()]).toEqual([1, expect.stringContaining("DATA_FOLDER_INVALID")]);
    expect(readFileSync(file, "utf8")).toBe("kept");

    const dataDir = join(folder, "untouched");
    const noModel = startUp(dataDir, ["--once", "--model", "openai:http://127.0.0.1:1"]);
    expect([await noModel.ended, noModel.output()]).toEqual([1, expect.stringContaining("MODEL_UNREACHABLE")]);
    expect(existsSync(dataDir)).toBe(false);
  }, 60_000);
});
