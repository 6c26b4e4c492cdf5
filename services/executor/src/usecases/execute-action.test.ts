import { verifyChains } from "@agentic-pm/audit-trail";
import { canonicalHash, commandHashOf, type ExecuteEvent, ResolvedCommand } from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { atlasSignal, ExecutionWorld, sealOf, SIGNAL_ID } from "../../test/fakes/execution-world.ts";
import { storedCommand } from "../domain/command.ts";
import type { StoredAction } from "../domain/stored-action.ts";
import { decideSignal } from "./decide-signal.ts";
import { executeAction } from "./execute-action.ts";

const ACTIONS = {
  comment: { type: "jira.comment", ticket: "T1", text: "The vendor is late." },
  transition: { type: "jira.transition", ticket: "T1", to: "blocked" },
  mail: { type: "mail.send", to: ["P1"], subject: "Late", text: "The vendor is late." },
  external: { type: "mail.send", to: ["P2"], subject: "Late", text: "The vendor is late." },
  notify: { type: "operator.notify", subject: "Late", text: "The vendor is late." },
  artefact: { type: "artefact.update", change: { artefact: "decision_log", title: "We wait" } },
} as const;

async function decided(name: keyof typeof ACTIONS, world = new ExecutionWorld()) {
  const body = { actions: [ACTIONS[name]], reasoning_summary: "" };
  const recommendationSha256 = canonicalHash("agentic-pm/recommendation/v1", body);
  world.recommendations.set(recommendationSha256, { body, createdAt: "2026-01-15T09:00:00.000Z" });
  const head = { seq: 2, hash: "a".repeat(64) };
  const decision = { signalId: SIGNAL_ID, recommendationSha256, audit: head, seal: sealOf(), executionName: SIGNAL_ID };
  const { actions } = await decideSignal(decision, world.decidePorts());
  const [action] = actions;
  if (action === undefined) throw new Error("Nothing was decided.");
  const { actionId, commandHash, audit } = action;
  const event: ExecuteEvent = { actionId, commandHash, audit, seal: action.seal ?? sealOf(), executionName: SIGNAL_ID };
  const run = (changes: Partial<ExecuteEvent> = {}) => executeAction({ ...event, ...changes }, world.executePorts());
  const row = () => world.rows.get(actionId) as StoredAction;
  const alter = (changes: Partial<StoredAction>) => world.rows.set(actionId, { ...row(), ...changes });
  return { world, event, run, row, alter };
}

const approval = ({ commandHash, command }: StoredAction, policyVersion?: string) => ({
  approvedBy: "operator",
  approvedAt: "2026-01-15T09:00:30.000Z",
  commandHash,
  policyVersion: policyVersion ?? (JSON.parse(command ?? "{}") as { policyVersion: string }).policyVersion,
});

describe("executing", () => {
  test("intent, effect, outcome: in this order, once, with an inverse to go back by", async () => {
    const { world, run, row } = await decided("comment");
    expect(await run()).toMatchObject({ status: "executed", code: null });
    expect(world.vendor.effects).toHaveLength(1);
    expect(world.trail.records.map(({ event }) => event)).toEqual([
      "action.decided",
      "action.intent",
      "action.outcome",
    ]);
    expect(row()).toMatchObject({
      status: "executed",
      outcome: { reference: "ref-1", inverse: { until: "2026-01-16T09:00:00.000Z" } },
    });
    expect(verifyChains(world.trail.records).verified).toBe(true);
  });

  test("an executed action is executed again by nobody", async () => {
    const { world, run } = await decided("comment");
    await run();
    expect(await run({ executionName: `${SIGNAL_ID}-r1` })).toMatchObject({ status: "executed" });
    expect(world.vendor.effects).toHaveLength(1);
  });

  test("a held action waits for the end of its hold", async () => {
    const { world, run } = await decided("transition");
    expect(await run()).toMatchObject({ status: "refused", code: "HOLD_NOT_OVER" });
    world.clock.advance(120_000);
    expect(await run()).toMatchObject({ status: "executed" });
    expect(verifyChains(world.trail.records).verified).toBe(true);
  });

  test("a rejected, an expired and an unapproved action have no effect", async () => {
    const rejected = await decided("transition");
    rejected.alter({ status: "rejected" });
    expect(await rejected.run()).toMatchObject({ status: "refused", code: "ACTION_REJECTED" });
    const expired = await decided("comment");
    expired.world.clock.advance(25 * 3_600_000);
    expect(await expired.run()).toMatchObject({ status: "expired", code: "COMMAND_EXPIRED" });
    expect(expired.row().status).toBe("expired");
    const waiting = await decided("external");
    expect(await waiting.run()).toMatchObject({ status: "refused", code: "NOT_APPROVED" });
    const effects = [rejected, expired, waiting].flatMap(({ world }) => world.vendor.effects);
    expect(effects).toEqual([]);
  });

  test("an approval lets exactly what was approved through", async () => {
    const { world, run, row, alter } = await decided("external");
    alter({ status: "approved", approval: approval(row()) });
    expect(await run({ executionName: row().actionId })).toMatchObject({ status: "executed" });
    expect(world.vendor.effects).toHaveLength(1);
  });

  test("what was held or approved is said to have waited, what goes out at once is not", async () => {
    const [ready, held, external] = [await decided("comment"), await decided("transition"), await decided("external")];
    await ready.run();
    held.world.clock.advance(120_000);
    await held.run();
    external.alter({ status: "approved", approval: approval(external.row()) });
    await external.run({ executionName: external.row().actionId });
    expect([ready, held, external].map(({ world }) => world.vendor.waited)).toEqual([[false], [true], [true]]);
  });

  test("a row that came approved is not carried out by its signal's workflow, and the trail says so", async () => {
    const { world, run, row, alter } = await decided("external");
    alter({ status: "approved", approval: approval(row()) });
    expect(await run()).toMatchObject({ status: "refused", code: "EXECUTION_NOT_OF_ACTION" });
    expect(world.vendor.effects).toEqual([]);
    expect(world.trail.records.at(-1)).toMatchObject({
      event: "request.refused",
      output: { code: "EXECUTION_NOT_OF_ACTION" },
    });
  });

  test.each([
    {
      what: "another command's hash",
      forge: (row: StoredAction) => ({ ...approval(row), commandHash: "b".repeat(64) }),
    },
    { what: "another policy version", forge: (row: StoredAction) => approval(row, "policy-0000000000000000") },
    { what: "no approval at all", forge: () => null },
  ])("an approval with $what is none", async ({ forge }) => {
    const { world, run, row, alter } = await decided("external");
    alter({ status: "approved", approval: forge(row()) });
    expect(await run({ executionName: row().actionId })).toMatchObject({
      status: "refused",
      code: "APPROVAL_NOT_BOUND",
    });
    expect(world.vendor.effects).toEqual([]);
  });

  test("a row whose status was forged to ready is measured by the policy again", async () => {
    const { world, run, alter } = await decided("external");
    alter({ status: "ready" });
    expect(await run()).toMatchObject({ status: "refused", code: "EXTERNAL_RECIPIENT" });
    expect(world.vendor.effects).toEqual([]);
  });

  test.each([
    { what: "is missing in its words'", key: "rate#same#", members: [] },
    { what: "is missing in its ticket's", key: "rate#place#", members: [] },
    { what: "is missing in the day's", key: "rate#day#", members: ["act_other"] },
    { what: "is one too many in its words'", key: "rate#same#", members: ["OURS", "act_other"] },
    { what: "is one too many in its ticket's", key: "rate#place#", members: ["OURS", "act_1", "act_2", "act_3"] },
  ])("an action that $what limit is refused for good", async ({ key, members }) => {
    const { world, run, row } = await decided("comment");
    const limit = [...world.limits.keys()].find((one) => one.startsWith(key)) ?? "";
    expect([...(world.limits.get(limit) ?? [])]).toEqual([row().actionId]);
    world.limits.set(limit, new Set(members.map((member) => member.replace("OURS", row().actionId))));
    expect(await run()).toMatchObject({ status: "refused", code: "LIMIT_NOT_TAKEN" });
    expect(world.vendor.effects).toEqual([]);
    expect(row().status).toBe("refused");
  });

  test("a command that was altered after the decision is refused", async () => {
    const { world, run, row, alter } = await decided("comment");
    alter({ command: (row().command ?? "").replace("ATLAS-1", "ATLAS-2") });
    expect(await run()).toMatchObject({ status: "refused", code: "COMMAND_ALTERED" });
    expect(world.vendor.effects).toEqual([]);
  });

  test("a wrong hash in the event is refused and ends nothing", async () => {
    const { run, row } = await decided("comment");
    expect(await run({ commandHash: "c".repeat(64) })).toMatchObject({
      status: "refused",
      code: "COMMAND_HASH_DIFFERS",
    });
    expect(row().status).toBe("ready");
    expect(await run()).toMatchObject({ status: "executed" });
  });

  test("an unknown action is refused and audited", async () => {
    const { world, run } = await decided("comment");
    world.rows.clear();
    expect(await run()).toMatchObject({ status: "refused", code: "ACTION_UNKNOWN" });
    expect(world.trail.records.at(-1)).toMatchObject({ event: "request.refused", output: { code: "ACTION_UNKNOWN" } });
  });

  test("another policy, a moved ticket, a lost signal: each voids or refuses what was decided before", async () => {
    const policy = await decided("comment");
    policy.world.policy = { ...policy.world.policy, holdSeconds: 60 };
    expect(await policy.run()).toMatchObject({ status: "voided", code: "POLICY_CHANGED" });
    const moved = await decided("transition");
    moved.world.clock.advance(120_000);
    moved.world.vendor.driftCode = "TICKET_MOVED";
    expect(await moved.run()).toMatchObject({ status: "voided", code: "TICKET_MOVED" });
    const lost = await decided("comment");
    lost.world.signal = null;
    expect(await lost.run()).toMatchObject({ status: "refused", code: "SIGNAL_UNKNOWN" });
    const left = await decided("comment");
    left.world.signal = atlasSignal({ handles: {} });
    expect(await left.run()).toMatchObject({ status: "refused", code: "TICKET_NOT_SUBJECT" });
  });

  test("without the intent in the trail there is no effect", async () => {
    const { world, run } = await decided("comment");
    world.trail.failNext();
    await expect(run()).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(world.vendor.effects).toEqual([]);
    expect(await run()).toMatchObject({ status: "executed" });
  });
});

describe("failing vendors", () => {
  test("what certainly did not happen is tried again", async () => {
    const { world, run, row } = await decided("comment");
    world.vendor.next = ["fail_before"];
    await expect(run()).rejects.toMatchObject({ code: "VENDOR_UNAVAILABLE", retryable: true });
    expect(row().status).toBe("ready");
    expect(await run()).toMatchObject({ status: "executed" });
    expect(verifyChains(world.trail.records).verified).toBe(true);
  });

  test("a refusal is final", async () => {
    const { world, run, row } = await decided("comment");
    world.vendor.next = ["rejected"];
    expect(await run()).toMatchObject({ status: "failed", code: "JIRA_FORBIDDEN" });
    expect(row()).toMatchObject({ status: "failed", code: "JIRA_FORBIDDEN" });
    expect(await run()).toMatchObject({ status: "refused", code: "ACTION_FAILED" });
  });

  test.each(["unclear_after", "unclear_before"] as const)(
    "%s: the vendor is asked before anything is repeated",
    async (fault) => {
      const { world, run, row } = await decided("mail");
      world.clock.advance(120_000);
      world.vendor.next = [fault];
      await expect(run()).rejects.toMatchObject({ code: "EFFECT_OUTCOME_UNKNOWN" });
      expect(row().status).toBe("unknown");
      expect(await run()).toMatchObject({ status: "executed" });
      expect(world.vendor.lookups).toBeGreaterThan(0);
      expect(world.vendor.effects).toHaveLength(1);
      expect(verifyChains(world.trail.records).verified).toBe(true);
    },
  );

  test("another execution may not take an attempt that still runs, but may take an abandoned one", async () => {
    const { world, run } = await decided("comment");
    world.vendor.next = ["killed_after"];
    await expect(run()).rejects.toThrow("killed");
    expect(await run({ executionName: `${SIGNAL_ID}-r1` })).toMatchObject({
      status: "refused",
      code: "ATTEMPT_UNDER_WAY",
    });
    world.clock.advance(600_000);
    expect(await run({ executionName: `${SIGNAL_ID}-r1` })).toMatchObject({ status: "executed" });
    expect(world.vendor.effects).toHaveLength(1);
  });

  test("after five failures in a row the circuit opens, and closes after a good probe", async () => {
    const world = new ExecutionWorld();
    const { run } = await decided("comment", world);
    world.vendor.next = Array.from({ length: 5 }, () => "fail_before" as const);
    for (let attempt = 0; attempt < 5; attempt += 1)
      await expect(run()).rejects.toMatchObject({ code: "VENDOR_UNAVAILABLE" });
    await expect(run()).rejects.toMatchObject({ code: "CIRCUIT_OPEN", retryable: true });
    world.clock.advance(60_000);
    expect(await run()).toMatchObject({ status: "executed" });
    expect(world.logger.codes()).toEqual(expect.arrayContaining(["CIRCUIT_OPENED", "CIRCUIT_CLOSED"]));
  });
});

describe("a crash between effect and outcome", () => {
  const effects = ["comment", "transition", "mail", "notify", "artefact"] as const;
  const cases = effects.flatMap((name) => (["vendor", "executing", "executed"] as const).map((at) => ({ name, at })));

  test.each(cases)(
    "$name, killed at $at: the retry finishes it, and the effect happened once",
    async ({ name, at }) => {
      const { world, run, row } = await decided(name);
      world.clock.advance(120_000);
      let changes = 0;
      if (at === "vendor") world.vendor.next = ["killed_after"];
      else {
        world.beforeChange = ({ status }) => {
          changes += 1;
          const isHere = at === "executed" ? status === "executed" : status === "executing" && changes === 2;
          if (isHere) throw new Error("The process is killed here.");
        };
      }
      await expect(run()).rejects.toThrow("killed");
      world.beforeChange = () => {};
      expect(await run()).toMatchObject({ status: "executed" });
      expect(world.vendor.effects).toHaveLength(1);
      expect(row().outcome?.reference).toBe("ref-1");
      expect(verifyChains(world.trail.records).verified).toBe(true);
    },
  );
});

test("a text with a canary in it goes nowhere, whoever approved it, and the alarm is raised", async () => {
  const { world, run, row, alter } = await decided("comment");
  const command = JSON.parse(row().command ?? "{}");
  command.effect.text.value = `See cv-${"1f".repeat(16)}.`;
  const altered = ResolvedCommand.parse(command);
  alter({ command: storedCommand(altered), commandHash: commandHashOf(altered) });
  expect(await run({ commandHash: commandHashOf(altered) })).toMatchObject({
    status: "refused",
    code: "CANARY_CARRIED",
  });
  expect(world.vendor.effects).toEqual([]);
  expect(row().status).toBe("refused");
  expect(world.metrics.added).toEqual([{ name: "CanaryTripped", value: 1, unit: "Count" }]);
});
