import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Effect } from "@agentic-pm/sandbox";
import { OperatorApi, connect } from "@agentic-pm/world";
import { childrenOf, untilGone } from "./child-processes.ts";
import { effectsOf, readReport, readSandbox, startUp, untilPrinted, type UpRun } from "./run-up.ts";
import { describeSeedProject, type Left } from "./seed-project.ts";

const SLOW = 300_000;
let folder: string;
let left: Left;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-e2e-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the main job over the sandbox project", () => {
  let dataDir: string;
  let run: UpRun;
  let signals: Left["signals"];
  let actions: Left["actions"];
  beforeAll(() => {
    dataDir = join(folder, "once");
    run = startUp(dataDir, ["--report", join(folder, "report.json")]);
  });

  test(
    "turns every ticket and mail into a signal, acts, and leaves a trail that verifies",
    async () => {
      await untilPrinted(run, "Stays up");
      const api = new OperatorApi(connect(dataDir));
      [signals, actions] = await Promise.all([api.signals(), api.actions()]);
      api.close();
      expect(run.output()).toContain("chains verified");
      const report = readReport(join(folder, "report.json"));
      expect(report.bookings).toEqual({ planned: 1, confirmed: 1 });
      expect(report.timingsMs.bookingPlan).toBeGreaterThan(0);
      expect(report.model).toBe("embedded");
      expect(report.signals.received).toBeGreaterThanOrEqual(100);
      expect(signals).toHaveLength(report.signals.received);
      expect(report.signals.sanitised + report.signals.quarantined).toBe(report.signals.received);
      expect(report.actions.executed).toBeGreaterThan(10);
      expect(report.actions.held + report.actions.awaitingApproval).toBeGreaterThan(0);
      expect(report.audit.verified).toBe(true);
      expect(report.iam.denied).toBe(0);
    },
    SLOW,
  );

  test(
    "stays up, refuses a second instance, and ends cleanly when asked",
    async () => {
      const second = startUp(dataDir, ["--once"]);
      expect(await second.ended).toBe(1);
      expect(second.output()).toContain("IN_USE");

      run.child.kill("SIGINT");
      expect(await run.ended).toBe(0);
      expect(() => connect(dataDir)).toThrow(expect.objectContaining({ code: "CLOUD_NOT_RUNNING" }));
      left = { signals, actions, ...(await readSandbox(dataDir)) };
    },
    SLOW,
  );

  test(
    "does nothing twice when it runs again on the same folder",
    async () => {
      const again = startUp(dataDir, ["--once", "--report", join(folder, "again.json")]);
      expect([await again.ended, again.output()]).toEqual([0, expect.any(String)]);
      const after = await effectsOf(dataDir);
      expect(after.map((effect) => effect.seq)).toEqual(left.effects.map((effect) => effect.seq));
    },
    SLOW,
  );
});

describe("what it leaves behind", () => {
  describeSeedProject(() => left);
});

describe("the main job, interrupted", () => {
  /** While it boots, early and late; while it works, by request and by force; on the browser's way to the payment. */
  const MOMENTS = [
    { words: "since they were packaged", signal: "SIGINT", ended: 130, later: 0 },
    { words: "since they were packaged", signal: "SIGTERM", ended: 143, later: 2_000 },
    { words: "The main job", signal: "SIGINT", ended: 130, later: 0 },
    { words: "✔ done", signal: "SIGINT", ended: 130, later: 0 },
    { words: "✔ done", signal: "SIGKILL", ended: "SIGKILL", later: 0 },
    { words: "booking in the browser", signal: "SIGKILL", ended: "SIGKILL", later: 0 },
  ] as const;
  let dataDir: string;
  let report: string;
  beforeAll(() => {
    dataDir = join(folder, "interrupted");
    report = join(folder, "interrupted.json");
  });

  test.each(MOMENTS)(
    "by $signal at '$words' ends with $ended and no report, and leaves no process behind",
    async ({ words, signal, ended, later }) => {
      const run = startUp(dataDir, ["--once", "--report", report]);
      await untilPrinted(run, words);
      await new Promise((resolve) => setTimeout(resolve, later));
      const children = childrenOf(run.child.pid ?? 0);
      run.child.kill(signal);
      expect([await run.ended, run.output()]).toEqual([
        ended,
        signal === "SIGKILL" ? expect.any(String) : expect.stringContaining("Stopped."),
      ]);
      expect(run.output()).not.toContain("In all");
      expect(existsSync(report)).toBe(false);
      if (signal !== "SIGKILL") await untilGone(children);
    },
    SLOW,
  );

  test(
    "handles every signal once when it is let through, as if nothing had happened",
    async () => {
      const run = startUp(dataDir, ["--once", "--report", report]);
      expect([await run.ended, run.output()]).toEqual([0, expect.stringContaining("chains verified")]);
      const [once, interrupted] = [await effectsOf(join(folder, "once")), await effectsOf(dataDir)];
      expect(describeEffects(interrupted)).toEqual(describeEffects(once));
      // What was held may have run its time in so many starts: then it was done, and once.
      const late = interrupted.filter(isHeldAtFirst).map(({ kind, target }) => `${kind} ${target}`);
      expect(new Set(late).size).toBe(late.length);
      const [uninterrupted, reported] = [readReport(join(folder, "report.json")), readReport(report)];
      expect(reported.signals).toEqual(uninterrupted.signals);
      expect(reported.actions).toEqual({
        ...uninterrupted.actions,
        executed: uninterrupted.actions.executed + late.length,
        held: uninterrupted.actions.held - late.length,
      });
      expect(reported.bookings.confirmed).toBe(1);
      expect(interrupted.filter(({ kind }) => kind === "booking.created")).toHaveLength(1);
    },
    SLOW,
  );
});

/** Mails and transitions wait for a while before they are done. */
function isHeldAtFirst({ kind }: Effect): boolean {
  return kind === "sendMail" || kind === "transition";
}

function describeEffects(effects: readonly Effect[]): string[] {
  return (
    effects
      // Whoever begins anew in the browser signs in anew.
      .filter((effect) => effect.kind !== "login.succeeded" && !isHeldAtFirst(effect))
      // A confirmation number is the portal's own, and new each time.
      .map(({ vendor, kind, target }) => `${vendor} ${kind} ${kind === "booking.created" ? "" : target}`)
      .toSorted()
  );
}
