import { verifyChains } from "@agentic-pm/audit-trail";
import { handoverOf } from "@agentic-pm/contracts";
import { memorySeals } from "@agentic-pm/lambda/fakes";
import { describe, expect, test } from "@jest/globals";
import { CrashSwitch } from "../../test/fakes/crash-switch.ts";
import { fetchedTicket, IntakeWorld, ScriptedSource } from "../../test/fakes/intake-stores.ts";
import { pollSources } from "./poll-sources.ts";
import { restartFailed } from "./restart-failed.ts";

const MINUTE_MS = 60_000;

/** One signal that was stored and started, with the source read to its end. */
async function polled() {
  const world = new IntakeWorld();
  const source = new ScriptedSource("jira", [fetchedTicket(1)]);
  await pollSources([source], world.ports());
  const [signalId = ""] = world.executions.keys();
  return { world, source, signalId };
}

describe("a signal whose workflow failed", () => {
  test("is started again by the next poll, though the source has nothing new, and the poll says so", async () => {
    const { world, source, signalId } = await polled();
    world.fail(signalId);
    const result = await pollSources([source], world.ports());
    expect(result).toMatchObject({ unchanged: false, started: 0, restarted: 1, abandoned: 0 });
    expect([...world.executions.keys()]).toEqual([signalId, `${signalId}-r1`]);
    expect(world.failedRows.size).toBe(0);
    expect(await pollSources([source], world.ports())).toMatchObject({ unchanged: true, restarted: 0 });
  });

  test("is handed over anew, sealed for its new execution, from the chain's last head", async () => {
    const { world, signalId } = await polled();
    world.fail(signalId);
    await restartFailed(world.ports());
    const first = world.executions.get(signalId);
    const again = world.executions.get(`${signalId}-r1`);
    if (first === undefined || again === undefined) throw new Error("not started");
    const { seal: _first, audit: before, ...content } = first;
    const { seal, audit, ...repeated } = again;
    expect(repeated).toEqual(content);
    expect(seal).toMatchObject({ executionName: `${signalId}-r1`, labels: first.seal.labels });
    const event = { ...again, executionName: seal.executionName };
    const sealed = { stage: "intake", executionName: seal.executionName, labels: seal.labels } as const;
    expect(await memorySeals("intake").isGenuine({ ...sealed, handover: handoverOf(event) }, seal.mac)).toBe(true);
    expect(audit.seq).toBe(before.seq + 1);
    expect(world.trail.records.at(-1)).toMatchObject({ event: "signal.restarted", prevHash: before.hash });
    expect(verifyChains(world.trail.records)).toMatchObject({ verified: true, subjects: 1, siblings: 0 });
  });

  test("waits longer each time, and is given up after five restarts", async () => {
    const { world, signalId } = await polled();
    for (const [restarts, minutes] of [0, 5, 15, 60, 240].entries()) {
      world.fail(signalId, { restarts });
      if (minutes > 0) {
        world.clock.advance(minutes * MINUTE_MS - 1);
        expect(await restartFailed(world.ports())).toEqual({ restarted: 0, abandoned: 0 });
        world.clock.advance(1);
      }
      expect(await restartFailed(world.ports())).toEqual({ restarted: 1, abandoned: 0 });
    }
    world.fail(signalId, { restarts: 5 });
    expect(await restartFailed(world.ports())).toEqual({ restarted: 0, abandoned: 1 });
    expect(world.abandoned).toEqual(new Set([signalId]));
    expect(world.logger.codes()).toContain("SIGNAL_ABANDONED");
    expect(world.executions.size).toBe(6);
  });

  test("that the month's budget stopped is tried once a day, beyond the month's end", async () => {
    const { world, signalId } = await polled();
    for (let restarts = 0; restarts < 35; restarts += 1) {
      world.fail(signalId, { restarts, code: "BUDGET_EXHAUSTED" });
      expect(await restartFailed(world.ports())).toEqual({ restarted: 0, abandoned: 0 });
      world.clock.advance(24 * 60 * MINUTE_MS);
      expect(await restartFailed(world.ports())).toEqual({ restarted: 1, abandoned: 0 });
    }
    world.fail(signalId, { restarts: 35, code: "BUDGET_EXHAUSTED" });
    expect(await restartFailed(world.ports())).toEqual({ restarted: 0, abandoned: 1 });
  });

  test.each(["before", "after"] as const)("a crash at any step (%s it) ends in one restart", async (when) => {
    for (let at = 1; at <= 6; at += 1) {
      const { world, signalId } = await polled();
      world.fail(signalId);
      world.crash = new CrashSwitch(at);
      world.when = when;
      await restartFailed(world.ports());
      world.crash.revive();
      await restartFailed(world.ports());
      expect([...world.executions.keys()]).toEqual([signalId, `${signalId}-r1`]);
      expect(world.failedRows.size).toBe(0);
      expect(verifyChains(world.trail.records)).toMatchObject({ verified: true });
    }
  });

  test("one that cannot be started stops neither the others nor the poll", async () => {
    const { world, source, signalId } = await polled();
    world.fail(signalId);
    const ports = world.ports();
    const failed = { ...ports.failed, find: () => Promise.reject(new Error("throttled")) };
    expect(await pollSources([source], { ...ports, failed })).toMatchObject({ unchanged: true, restarted: 0 });
    expect(world.logger.codes()).toContain("SIGNAL_NOT_RESTARTED");
  });
});
