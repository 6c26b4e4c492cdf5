import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { OperatorApi, connect } from "@agentic-pm/world";
import { effectsOf, readReport, startUp, untilPrinted } from "./run-up.ts";

const SLOW = 300_000;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-e2e-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the main job over the sandbox project", () => {
  test(
    "turns every ticket and mail into a signal, acts, and leaves a trail that verifies",
    async () => {
      const report = join(folder, "report.json");
      const run = startUp(join(folder, "once"), ["--once", "--report", report]);
      expect([await run.ended, run.output()]).toEqual([0, expect.stringContaining("chains verified")]);
      const { signals, actions, audit, bookings, iam, model, timingsMs } = readReport(report);
      expect(bookings).toEqual({ planned: 1, confirmed: 1 });
      expect(timingsMs.bookingPlan).toBeGreaterThan(0);
      expect(model).toBe("embedded");
      expect(signals.received).toBeGreaterThanOrEqual(100);
      expect(signals.sanitised + signals.quarantined).toBe(signals.received);
      expect(actions.executed).toBeGreaterThan(10);
      expect(actions.held + actions.awaitingApproval).toBeGreaterThan(0);
      expect(audit.verified).toBe(true);
      expect(iam.denied).toBe(0);
    },
    SLOW,
  );

  test(
    "does nothing twice when it runs again on the same folder",
    async () => {
      const before = await effectsOf(join(folder, "once"));
      const report = join(folder, "again.json");
      const run = startUp(join(folder, "once"), ["--once", "--report", report]);
      expect([await run.ended, run.output()]).toEqual([0, expect.any(String)]);
      const after = await effectsOf(join(folder, "once"));
      expect(after.map((effect) => effect.seq)).toEqual(before.map((effect) => effect.seq));
    },
    SLOW,
  );

  test(
    "handles every signal once although it was killed in the middle",
    async () => {
      const killed = join(folder, "killed");
      // In the middle of the actions, twice; and when the browser is on its way to the payment.
      for (const words of ["✔ done", "✔ done", "booking in the browser"]) {
        const run = startUp(killed, ["--once"]);
        await untilPrinted(run, words);
        run.child.kill("SIGKILL");
        expect(await run.ended).toBe("SIGKILL");
      }
      const report = join(folder, "killed.json");
      const run = startUp(killed, ["--once", "--report", report]);
      expect([await run.ended, run.output()]).toEqual([0, expect.stringContaining("chains verified")]);
      const describeEffects = async (dataDir: string) =>
        (await effectsOf(dataDir))
          // Whoever begins anew in the browser signs in anew.
          .filter(({ kind }) => kind !== "login.succeeded")
          // A confirmation number is the portal's own, and new each time.
          .map(({ vendor, kind, target }) => `${vendor} ${kind} ${kind === "booking.created" ? "" : target}`)
          .sort();
      expect(await describeEffects(killed)).toEqual(await describeEffects(join(folder, "once")));
      const uninterrupted = readReport(join(folder, "report.json"));
      expect(readReport(report).signals).toEqual(uninterrupted.signals);
      expect(readReport(report).actions).toEqual(uninterrupted.actions);
      expect(readReport(report).bookings.confirmed).toBe(1);
      const booked = (await effectsOf(killed)).filter(({ kind }) => kind === "booking.created");
      expect(booked).toHaveLength(1);
    },
    SLOW,
  );

  test(
    "stays up for the operator's commands, refuses a second instance, and ends cleanly when asked",
    async () => {
      const dataDir = join(folder, "once");
      const run = startUp(dataDir);
      await untilPrinted(run, "Stays up");
      const api = new OperatorApi(connect(dataDir));
      const signals = await api.signals();
      api.close();
      expect(signals.length).toBeGreaterThanOrEqual(100);

      const second = startUp(dataDir, ["--once"]);
      expect(await second.ended).toBe(1);
      expect(second.output()).toContain("IN_USE");

      run.child.kill("SIGINT");
      expect(await run.ended).toBe(0);
      expect(() => connect(dataDir)).toThrow(expect.objectContaining({ code: "CLOUD_NOT_RUNNING" }));
    },
    SLOW,
  );
});
