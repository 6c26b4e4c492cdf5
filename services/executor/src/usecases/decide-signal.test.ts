import { verifyChains } from "@agentic-pm/audit-trail";
import {
  canonicalHash,
  decoysOf,
  type Labels,
  commandHashOf,
  type DecideEvent,
  type RecommendedAction,
} from "@agentic-pm/contracts";
import { describe, expect, test } from "@jest/globals";
import { atlasSignal, ExecutionWorld, labelsRead, sealOf, SIGNAL_ID } from "../../test/fakes/execution-world.ts";
import { readStoredCommand } from "../domain/command.ts";
import { decideSignal } from "./decide-signal.ts";

const comment = (text = "The vendor is late.", ticket = "T1") => ({ type: "jira.comment", ticket, text });
const transition: RecommendedAction = { type: "jira.transition", ticket: "T1", to: "blocked" };

function eventFor(world: ExecutionWorld, actions: unknown[]): DecideEvent {
  const body = { actions, reasoning_summary: "because" };
  const sha256 = canonicalHash("agentic-pm/recommendation/v1", body);
  world.recommendations.set(sha256, { body, createdAt: "2026-01-15T08:59:00.000Z" });
  const audit = { seq: 2, hash: "a".repeat(64) };
  return { signalId: SIGNAL_ID, recommendationSha256: sha256, audit, seal: sealOf(), executionName: SIGNAL_ID };
}

async function decide(world: ExecutionWorld, actions: unknown[]) {
  return decideSignal(eventFor(world, actions), world.decidePorts());
}

describe("deciding", () => {
  test("an action gets a row with its resolved command, bound by hash, and the first record of its own chain", async () => {
    const world = new ExecutionWorld();
    const { actions } = await decide(world, [comment()]);
    expect(actions).toMatchObject([{ type: "jira.comment", disposition: "execute", holdSeconds: 0 }]);
    const row = world.rows.get(actions[0]?.actionId ?? "");
    const command = readStoredCommand(row?.command ?? "");
    expect(row).toMatchObject({ status: "ready", commandHash: command === null ? "" : commandHashOf(command) });
    expect(command).toMatchObject({
      effect: { issueKey: { value: "ATLAS-1" } },
      expiresAt: "2026-01-16T08:59:00.000Z",
    });
    expect(world.trail.records).toMatchObject([{ event: "action.decided", subjectId: row?.actionId, seq: 0 }]);
    expect(verifyChains(world.trail.records).verified).toBe(true);
  });

  test("a held action waits, and says how long", async () => {
    const world = new ExecutionWorld();
    const { actions } = await decide(world, [transition]);
    expect(actions).toMatchObject([{ disposition: "hold", holdSeconds: 120, reason: "LEVEL_ACT_T2" }]);
    expect([...world.rows.values()]).toMatchObject([{ status: "held", holdUntil: "2026-01-15T09:01:00.000Z" }]);
  });

  test("a retry decides the same, counts nothing twice and keeps the first row", async () => {
    const world = new ExecutionWorld();
    const first = await decide(world, [comment(), transition]);
    const rows = structuredClone([...world.rows.values()]);
    world.clock.advance(5_000);
    const second = await decide(world, [comment(), transition]);
    const hashes = ({ actions }: typeof first) => actions.map(({ actionId, commandHash }) => [actionId, commandHash]);
    expect(hashes(second)).toEqual(hashes(first));
    expect([...world.rows.values()]).toEqual(rows);
    expect(verifyChains(world.trail.records).verified).toBe(true);
  });

  test.each([
    { minutes: -24 * 60, refused: true },
    { minutes: -8 * 60 - 1, refused: true },
    { minutes: -8 * 60, refused: false },
    { minutes: 5, refused: false },
    { minutes: 6, refused: true },
    { minutes: 24 * 60, refused: true },
  ])("a recommendation dated $minutes minutes from now is refused: $refused", async ({ minutes, refused }) => {
    const world = new ExecutionWorld();
    const event = eventFor(world, [comment()]);
    const stored = world.recommendations.get(event.recommendationSha256);
    const createdAt = new Date(world.clock.now().getTime() + minutes * 60_000).toISOString();
    world.recommendations.set(event.recommendationSha256, { body: stored?.body, createdAt });
    const code = await decideSignal(event, world.decidePorts()).then(
      () => null,
      (error: unknown) => (error as { code: string }).code,
    );
    expect(code).toBe(refused ? "RECOMMENDATION_MISDATED" : null);
    expect(world.rows.size).toBe(refused ? 0 : 1);
    expect(world.trail.records.at(-1)?.event).toBe(refused ? "request.refused" : "action.decided");
  });

  test("an unknown handle is refused, with a row and a record, and its neighbours go on", async () => {
    const world = new ExecutionWorld();
    const { actions } = await decide(world, [comment("Hello.", "T7"), comment()]);
    expect(actions).toMatchObject([{ disposition: "refuse", reason: "UNKNOWN_HANDLE" }, { disposition: "execute" }]);
    expect(world.trail.records.map(({ event }) => event)).toEqual(["action.refused", "action.decided"]);
  });

  test.each([
    { what: "an unknown type", action: { type: "jira.delete", ticket: "T1" } },
    { what: "a key instead of a handle", action: comment("Hi.", "ATLAS-1") },
    { what: "an extra key", action: { ...comment(), url: "https://evil.example" } },
    { what: "no object", action: "rm -rf" },
  ])("$what is audited as refused, has no row, and loses nothing else", async ({ action }) => {
    const world = new ExecutionWorld();
    const { actions } = await decide(world, [action, comment()]);
    expect(actions).toHaveLength(1);
    expect(world.trail.records[0]).toMatchObject({ event: "action.refused", output: { rules: ["UNKNOWN_ACTION"] } });
  });

  test("the same words on the same ticket are said once a day", async () => {
    const world = new ExecutionWorld();
    await decide(world, [comment()]);
    const { actions } = await decide(world, [comment(), comment("Something new.")]);
    expect(actions.map(({ reason }) => reason)).toEqual(["DUPLICATE", "WITHIN_AUTONOMY"]);
  });

  test("a ticket gets no more than its share of a day", async () => {
    const world = new ExecutionWorld();
    const { actions } = await decide(
      world,
      ["a", "b", "c", "d"].map((text) => comment(text)),
    );
    expect(actions.map(({ reason }) => reason).at(-1)).toBe("RATE_LIMITED_TICKET");
  });

  test("all actions together are limited by the day", async () => {
    const world = new ExecutionWorld();
    world.policy = { ...world.policy, perDay: 1 };
    const { actions } = await decide(world, [comment("a"), comment("b")]);
    expect(actions.map(({ reason }) => reason)).toEqual(["WITHIN_AUTONOMY", "RATE_LIMITED_DAY"]);
  });

  test("an altered recommendation is refused and audited, and nothing is decided", async () => {
    const world = new ExecutionWorld();
    const event = eventFor(world, [comment()]);
    world.recommendations.set(event.recommendationSha256, {
      body: { actions: [transition] },
      createdAt: "2026-01-15T08:59:00.000Z",
    });
    await expect(decideSignal(event, world.decidePorts())).rejects.toMatchObject({ code: "RECOMMENDATION_ALTERED" });
    expect(world.rows.size).toBe(0);
    expect(world.trail.records).toMatchObject([{ event: "request.refused", subjectId: SIGNAL_ID, seq: 3 }]);
  });

  test("a signal that the registry does not know is refused", async () => {
    const world = new ExecutionWorld();
    world.signal = null;
    await expect(decide(world, [comment()])).rejects.toMatchObject({ code: "SIGNAL_UNKNOWN" });
  });

  test("without its audit record no action comes into being", async () => {
    const world = new ExecutionWorld();
    world.trail.failNext();
    await expect(decide(world, [comment()])).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(world.rows.size).toBe(0);
  });
});

describe("what the model had read", () => {
  const readFrom = (world: ExecutionWorld, labels: Labels, action: unknown) => {
    const event = eventFor(world, [action]);
    return decideSignal({ ...event, seal: sealOf(labels) }, world.decidePorts());
  };

  test("goes with its words: the sealed labels stand in the resolved command", async () => {
    const world = new ExecutionWorld();
    const { actions } = await readFrom(world, labelsRead(), comment());
    const command = readStoredCommand(world.rows.get(actions[0]?.actionId ?? "")?.command ?? "");
    expect(command?.effect).toMatchObject({ text: labelsRead() });
  });

  test("from a mailbox thread does not surface on a ticket whose readers never saw it, unless a person approves", async () => {
    const world = new ExecutionWorld();
    const laundered: Labels = { provenance: ["jira_field", "jira_text", "mail_body", "model"], readers: ["operator"] };
    const { actions } = await readFrom(world, laundered, comment());
    expect(actions).toMatchObject([{ disposition: "approve", reason: "READERS_EXCEED", seal: null }]);
    const notice = { type: "operator.notify", subject: "Late", text: "The vendor is late." };
    expect((await readFrom(world, laundered, notice)).actions).toMatchObject([{ disposition: "execute" }]);
  });

  test("cannot be claimed to be less tainted or more readable than the signal itself", async () => {
    for (const labels of [
      { ...labelsRead(), readers: "everyone" as const },
      { ...labelsRead(), provenance: ["operator"] as const },
    ]) {
      const world = new ExecutionWorld();
      const { actions } = await readFrom(world, labels, comment());
      expect(actions).toMatchObject([{ disposition: "refuse", reason: "TEXT_RELABELLED" }]);
    }
  });
});

describe("what is handed to execute", () => {
  const outside = { type: "mail.send", to: ["P2"], subject: "Late", text: "The vendor is late." };

  test("is sealed for this execution when it may go on, and not at all when it was refused", async () => {
    const world = new ExecutionWorld();
    const { actions } = await decide(world, [comment(), transition, comment("Hello.", "T7")]);
    expect(actions.map(({ seal }) => seal?.executionName)).toEqual([SIGNAL_ID, SIGNAL_ID, undefined]);
    for (const { actionId, commandHash, audit, seal } of actions) {
      if (seal === null) continue;
      const content = { ...seal, handover: { actionId, commandHash, audit } };
      expect(await world.executePorts().sealedBefore.isGenuine(content, seal.mac)).toBe(true);
    }
  });

  test("waits in the row, sealed for the execution of the action's own name, when a person has to approve", async () => {
    const world = new ExecutionWorld();
    const { actions } = await decide(world, [outside]);
    expect(actions).toMatchObject([{ disposition: "approve", seal: null }]);
    expect(world.handovers.get(actions[0]?.actionId ?? "")).toMatchObject({
      commandHash: actions[0]?.commandHash,
      seal: { stage: "decide", executionName: actions[0]?.actionId },
    });
  });
});

describe("a tripwire", () => {
  test.each([
    ["a decoy named by a handle that intake never gave out", comment("Hello.", "T8"), "DECOY_NAMED"],
    ["a canary in an action", comment(`Reference cv-${"1f".repeat(16)}.`), "CANARY_CARRIED"],
    [
      "a canary in an action that nothing would come of",
      { type: "x", note: `cv-${"1f".repeat(16)}` },
      "CANARY_CARRIED",
    ],
  ])("%s: nothing of the signal is decided, the alarm is raised, the trail has it", async (_what, action, code) => {
    const { ticket } = decoysOf("ATLAS");
    const { handles, entities } = atlasSignal();
    const world = new ExecutionWorld();
    world.signal = atlasSignal({
      handles: { ...handles, T8: { entityId: ticket.entityId, role: "subject" } },
      entities: new Map([...entities, [ticket.entityId, ticket]]),
    });
    await expect(decide(world, [comment(), action])).rejects.toMatchObject({
      code: "CANARY_TRIPPED",
      retryable: false,
    });
    expect(world.rows.size).toBe(0);
    expect(world.metrics.added).toEqual([{ name: "CanaryTripped", value: 1, unit: "Count" }]);
    expect(world.trail.records).toMatchObject([
      { event: "recommendation.quarantined", subjectId: SIGNAL_ID, seq: 3, output: { code } },
    ]);
  });
});
