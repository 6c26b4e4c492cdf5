import { verifyChains } from "@agentic-pm/audit-trail";
import { AppError } from "@agentic-pm/errors";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CrashSwitch } from "../../test/fakes/crash-switch.ts";
import { fetchedTicket, IntakeWorld, ScriptedSource } from "../../test/fakes/intake-stores.ts";
import { pollSource } from "./poll-source.ts";
import { pollSources } from "./poll-sources.ts";

const signals = [1, 2, 3, 4, 5].map((number) => fetchedTicket(number));

async function callsOfOneRun(): Promise<number> {
  const world = new IntakeWorld();
  await pollSource(new ScriptedSource("jira", signals), world.ports());
  return world.crash.calls;
}

describe("polling a source", () => {
  test("stores and starts every signal once, then moves the checkpoint", async () => {
    const world = new IntakeWorld();
    const result = await pollSource(new ScriptedSource("jira", signals), world.ports());
    expect(result).toMatchObject({ outcome: "changed", started: 5, duplicates: 0, refused: 0 });
    expect(world.executions.size).toBe(5);
    expect(world.vaulted.size).toBe(5);
    expect(world.cursors.get("jira")).toBe("5");
    expect(verifyChains(world.trail.records)).toMatchObject({ verified: true, records: 5 });
  });

  test("says so when nothing is new, and starts nothing", async () => {
    const world = new IntakeWorld();
    await pollSource(new ScriptedSource("jira", signals), world.ports());
    world.cursors.delete("jira");
    const again = await pollSource(new ScriptedSource("jira", signals), world.ports());
    expect(again).toMatchObject({ outcome: "unchanged", started: 0, duplicates: 5 });
    expect(world.trail.records).toHaveLength(5);
    expect(world.logger.codes()).toContain("SOURCE_UNCHANGED");
  });

  test("killed at any step, before or after it, the next run handles every signal exactly once", async () => {
    const steps = await callsOfOneRun();
    const crashes = fc.record({ at: fc.integer({ min: 0, max: steps }), when: fc.constantFrom("before", "after") });
    await fc.assert(
      fc.asyncProperty(crashes, async ({ at, when }) => {
        const world = new IntakeWorld(new CrashSwitch(at), when as "before" | "after");
        await pollSource(new ScriptedSource("jira", signals), world.ports());
        world.crash.revive();
        await pollSource(new ScriptedSource("jira", signals), world.ports());
        expect([...world.executions.keys()].toSorted()).toEqual([...world.startedRows.keys()].toSorted());
        expect(world.executions.size).toBe(5);
        expect(world.vaulted.size).toBe(5);
        expect(world.registered.size).toBe(5);
        expect(world.cursors.get("jira")).toBe("5");
        expect(verifyChains(world.trail.records)).toMatchObject({ verified: true, subjects: 5 });
      }),
      { numRuns: 200 },
    );
  });

  test("a signal that cannot be stored holds back the checkpoint but not the other signals", async () => {
    const world = new IntakeWorld();
    const ports = world.ports();
    const put = ports.vault.put;
    let broken = true;
    const failing = {
      ...ports,
      vault: {
        put: (key: string, signal: Parameters<typeof put>[1]) =>
          broken && signal.texts[0]?.text.includes("3") === true
            ? Promise.reject(new Error("no space"))
            : put(key, signal),
      },
    };
    const source = new ScriptedSource("jira", signals, 5);
    expect(await pollSource(source, failing)).toMatchObject({ outcome: "failed", code: "INTERNAL_ERROR", started: 4 });
    expect(world.cursors.has("jira")).toBe(false);
    broken = false;
    expect(await pollSource(source, failing)).toMatchObject({ outcome: "changed", started: 1, duplicates: 4 });
  });

  test("what cannot be read is audited and counted, and the rest goes on", async () => {
    const world = new IntakeWorld();
    const source = new ScriptedSource("jira", signals, 5);
    const refused = {
      source: "jira",
      externalId: "issue/ATLAS-9",
      code: "SIGNAL_MALFORMED",
      cause: "fields.summary: expected",
    } as const;
    const fetchDelta = source.fetchDelta.bind(source);
    source.fetchDelta = async (cursor) => ({ ...(await fetchDelta(cursor)), refused: [refused] });
    expect(await pollSource(source, world.ports())).toMatchObject({ started: 5, refused: 1 });
    const record = world.trail.records.find(({ event }) => event === "request.refused");
    expect(record?.output).toMatchObject({ code: "SIGNAL_MALFORMED" });
  });

  test("without its audit record no signal is started", async () => {
    const world = new IntakeWorld();
    world.trail.failNext(100);
    const result = await pollSource(new ScriptedSource("jira", signals), world.ports());
    expect(result).toMatchObject({ outcome: "failed", code: "AUDIT_WRITE_FAILED" });
    expect(world.executions.size).toBe(0);
  });

  test("neither the result nor the log has any raw text", async () => {
    const world = new IntakeWorld();
    const secretive = [fetchedTicket(1, "Project Nightingale slips")];
    const result = await pollSource(new ScriptedSource("jira", secretive), world.ports());
    expect(JSON.stringify([result, world.logger.lines, world.trail.records])).not.toContain("Nightingale");
  });
});

describe("polling all sources", () => {
  test("a failing source does not stop the other", async () => {
    const world = new IntakeWorld();
    const outlook = new ScriptedSource("outlook", []);
    outlook.failure = new AppError("SECRET_MISSING", { cause: "no such secret", remedy: "put it" });
    const result = await pollSources([new ScriptedSource("jira", signals), outlook], world.ports());
    expect(result).toMatchObject({ unchanged: false, started: 5 });
    expect(result.sources[1]).toMatchObject({ outcome: "failed", code: "SECRET_MISSING" });
    expect(world.health.get("outlook")).toBe("SECRET_MISSING");
  });

  test("it throws when no source could be read at all", async () => {
    const world = new IntakeWorld();
    const outlook = new ScriptedSource("outlook", []);
    outlook.failure = new AppError("GRAPH_UNAUTHORIZED", { cause: "no", remedy: "yes" });
    await expect(pollSources([outlook], world.ports())).rejects.toMatchObject({ code: "ALL_SOURCES_FAILED" });
  });
});
