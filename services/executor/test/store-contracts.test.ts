import { canonicalHash, SignalId, type SignalRecord } from "@agentic-pm/contracts";
import { FakeClock } from "@agentic-pm/lambda/fakes";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DynamoActionInserts } from "../src/adapters/dynamodb/action-inserts.dynamodb.ts";
import { DynamoActionLimits } from "../src/adapters/dynamodb/action-limits.dynamodb.ts";
import { DynamoActionRecords } from "../src/adapters/dynamodb/action-records.dynamodb.ts";
import { DynamoBreakerStore } from "../src/adapters/dynamodb/breaker-store.dynamodb.ts";
import { DynamoCheckpoints } from "../src/adapters/dynamodb/checkpoints.dynamodb.ts";
import { DynamoEffectLedger } from "../src/adapters/dynamodb/effect-ledger.dynamodb.ts";
import { DynamoEntityRegistrar } from "../src/adapters/dynamodb/entity-registrar.dynamodb.ts";
import { DynamoLimitMembers } from "../src/adapters/dynamodb/limit-members.dynamodb.ts";
import { DynamoSignalLedger } from "../src/adapters/dynamodb/signal-ledger.dynamodb.ts";
import { DynamoSignalRegistry } from "../src/adapters/dynamodb/signal-registry.dynamodb.ts";
import { afterCall, CLOSED } from "../src/domain/circuit-breaker.ts";
import type { ActionInserts, ActionLimits, NewAction } from "../src/ports/decision-stores.ts";
import type { ActionRecords, BreakerStore, EffectLedger, LimitMembers } from "../src/ports/execution-stores.ts";
import type { Checkpoints, SignalLedger } from "../src/ports/signal-stores.ts";
import { atlasSignal, ExecutionWorld } from "./fakes/execution-world.ts";
import { IntakeWorld } from "./fakes/intake-stores.ts";
import { localDynamoDb } from "./fakes/local-dynamodb.ts";

interface Stores {
  readonly limits: ActionLimits;
  readonly members: LimitMembers;
  readonly inserts: ActionInserts;
  readonly records: ActionRecords;
  readonly effects: EffectLedger;
  readonly breakers: BreakerStore;
  readonly ledger: SignalLedger;
  readonly checkpoints: Checkpoints;
}

const clock = new FakeClock();
let local: Awaited<ReturnType<typeof localDynamoDb>>;
beforeAll(async () => {
  local = await localDynamoDb();
});
afterAll(() => local.stop());

function dynamoStores(): Stores {
  const { client } = local;
  return {
    limits: new DynamoActionLimits(client, { table: "limits", clock }),
    members: new DynamoLimitMembers(client, { table: "limits" }),
    inserts: new DynamoActionInserts(client, { table: "actions" }),
    records: new DynamoActionRecords(client, { table: "actions", clock }),
    effects: new DynamoEffectLedger(client, { table: "effects", clock }),
    breakers: new DynamoBreakerStore(client, { table: "effects" }),
    ledger: new DynamoSignalLedger(client, { table: "signals", clock }),
    checkpoints: new DynamoCheckpoints(client, { table: "checkpoints", clock }),
  };
}

function fakeStores(): Stores {
  const world = new ExecutionWorld();
  const { limits, actions: inserts } = world.decidePorts();
  const { actions: records, effects, breakers, limits: members } = world.executePorts();
  const { ledger, checkpoints } = new IntakeWorld().ports();
  return { limits, members, inserts, records, effects, breakers, ledger, checkpoints };
}

const hash = (text: string) => canonicalHash("test", text);

const newAction = (actionId: string): NewAction => ({
  actionId,
  signalId: "sig_0123456789abcdef0123456789abcdef",
  type: "jira.comment",
  tier: "T1",
  command: '{"a":1}',
  commandHash: hash("command"),
  status: "held",
  disposition: "hold",
  reason: "LEVEL_ACT_T2",
  createdAt: "2026-01-15T09:00:00.000Z",
  expiresAt: "2026-01-16T09:00:00.000Z",
  holdUntil: "2026-01-15T09:02:00.000Z",
  audit: { seq: 0, hash: hash("0") },
  handover: null,
});

describe.each([
  { name: "in DynamoDB", make: dynamoStores },
  { name: "in memory", make: fakeStores },
])("the stores $name", ({ make }) => {
  test("a limit has as many places as it says, and a retry takes none", async () => {
    const { limits } = make();
    expect(await limits.take("rate#a", "act_1", 2)).toBe(true);
    expect(await limits.take("rate#a", "act_1", 2)).toBe(true);
    expect(await limits.take("rate#a", "act_2", 2)).toBe(true);
    expect(await limits.take("rate#a", "act_3", 2)).toBe(false);
    expect(await limits.take("rate#a", "act_2", 2)).toBe(true);
  });

  test("who has a place is seen, and who gave it back is not", async () => {
    const { limits, members } = make();
    expect([...(await members.membersOf("rate#m"))]).toEqual([]);
    await limits.take("rate#m", "act_1", 2);
    await limits.take("rate#m", "act_2", 2);
    expect([...(await members.membersOf("rate#m"))].toSorted()).toEqual(["act_1", "act_2"]);
    await limits.release("rate#m", "act_1");
    await limits.release("rate#m", "act_2");
    expect([...(await members.membersOf("rate#m"))]).toEqual([]);
  });

  test("a claim is the first action's own", async () => {
    const { limits } = make();
    expect(await limits.claim("rate#b", "act_1")).toBe(true);
    expect(await limits.claim("rate#b", "act_1")).toBe(true);
    expect(await limits.claim("rate#b", "act_2")).toBe(false);
  });

  test("what one action gives back another may claim; nobody gives back what is another's", async () => {
    const { limits } = make();
    expect(await limits.claim("rate#c", "act_1")).toBe(true);
    await limits.release("rate#c", "act_2");
    expect(await limits.claim("rate#c", "act_2")).toBe(false);
    await limits.release("rate#c", "act_1");
    expect(await limits.claim("rate#c", "act_2")).toBe(true);
  });

  test("the first insert of an action stands", async () => {
    const { inserts, records } = make();
    await inserts.insert(newAction("act_a"));
    await inserts.insert({ ...newAction("act_a"), status: "ready", command: null });
    expect(await records.find("act_a")).toMatchObject({
      status: "held",
      command: '{"a":1}',
      holdUntil: "2026-01-15T09:02:00.000Z",
      audit: { seq: 0, hash: hash("0") },
      attempt: null,
      approval: null,
    });
    expect(await records.find("act_none")).toBeNull();
  });

  test("an action is changed only by whoever saw it as it is", async () => {
    const { inserts, records } = make();
    await inserts.insert({ ...newAction("act_b"), command: null, holdUntil: null });
    const seen = await records.find("act_b");
    if (seen === null) throw new Error("The action is not there.");
    const attempt = { owner: "x", leaseUntil: "2026-01-15T09:10:00.000Z", from: "held", intended: false } as const;
    const audit = { seq: 1, hash: hash("1") };
    const taken = await records.change(seen, { status: "executing", audit, attempt });
    expect(await records.find("act_b")).toEqual(taken);
    await expect(records.change(seen, { status: "executing", audit, attempt })).rejects.toMatchObject({
      code: "ACTION_CHANGED_MEANWHILE",
      retryable: true,
    });
    const inverse = {
      type: "jira.comment.delete",
      issueKey: "A-1",
      commentId: "7",
      until: "2026-01-16T09:00:00.000Z",
    } as const;
    const outcome = { reference: "7", repeated: false, executedAt: "2026-01-15T09:00:01.000Z", inverse };
    const done = await records.change(taken, { status: "executed", audit, attempt: null, code: null, outcome });
    expect(await records.find("act_b")).toEqual(done);
    expect(done).toMatchObject({ status: "executed", attempt: null, outcome });
  });

  test("an effect begins once, can be taken back while nothing happened, and ends once", async () => {
    const { effects } = make();
    expect(await effects.begin("act_1")).toEqual({ state: "new" });
    expect(await effects.begin("act_1")).toMatchObject({ state: "started" });
    await effects.forget("act_1");
    expect(await effects.begin("act_1")).toEqual({ state: "new" });
    const done = { reference: "ref", executedAt: "2026-01-15T09:00:00.000Z" };
    await effects.finish("act_1", done);
    expect(await effects.begin("act_1")).toEqual({ state: "done", ...done });
  });

  test("a breaker starts closed and is kept", async () => {
    const { breakers } = make();
    expect(await breakers.read("graph")).toEqual(CLOSED);
    const next = afterCall(CLOSED, "failed", clock.now());
    expect(await breakers.write("graph", next)).toBe(true);
    expect(await breakers.read("graph")).toEqual(next);
  });

  test("a signal is unknown, then stored, then started", async () => {
    const { ledger } = make();
    expect(await ledger.progressOf(record.signalId)).toBe("unknown");
    await ledger.store(record, []);
    await ledger.store(record, []);
    expect(await ledger.progressOf(record.signalId)).toBe("stored");
    await ledger.markStarted(record.signalId, "arn:execution");
    expect(await ledger.progressOf(record.signalId)).toBe("started");
  });

  test("a checkpoint moves, and a note on health leaves it alone", async () => {
    const { checkpoints } = make();
    expect(await checkpoints.read("jira")).toEqual({ cursor: null });
    await checkpoints.move("jira", "7");
    await checkpoints.noteHealth("jira", "JIRA_UNAUTHORIZED");
    expect(await checkpoints.read("jira")).toEqual({ cursor: "7" });
  });
});

const signal = atlasSignal();
const record: SignalRecord = {
  signalId: SignalId.parse("sig_0123456789abcdef0123456789abcdef"),
  source: "jira",
  kind: "ticket",
  projectKey: "ATLAS",
  externalId: "10001",
  receivedAt: "2026-01-15T09:00:00.000Z",
  vaultKey: "signals/x.json",
  rawSha256: hash("raw"),
  rawLength: 12,
  canarySha256: hash("canary"),
  handles: signal.handles,
  readers: ["project:ATLAS", "operator"],
};

describe("in DynamoDB only", () => {
  test("of two calls that saw the same breaker, one writes", async () => {
    const { breakers } = dynamoStores();
    const before = await breakers.read("jira");
    const next = afterCall(before, "failed", clock.now());
    expect(await breakers.write("jira", next)).toBe(true);
    expect(await breakers.write("jira", next)).toBe(false);
  });

  test("the registry gives a signal back with the entities that its handles mean", async () => {
    const registrar = new DynamoEntityRegistrar(local.client, { table: "registry", clock });
    const registry = new DynamoSignalRegistry(local.client, { table: "registry" });
    expect(await registry.contextOf(record.signalId)).toBeNull();
    await registrar.putSignal(record);
    for (const entity of signal.entities.values()) await registrar.putEntity(entity);
    const found = await registry.contextOf(record.signalId);
    expect(found).toMatchObject({
      projectKey: "ATLAS",
      readers: ["project:ATLAS", "operator"],
      handles: signal.handles,
    });
    expect(found?.entities.get("ticket#ATLAS-1")).toEqual(signal.entities.get("ticket#ATLAS-1"));
    expect(found?.entities.get("person#ada")).toMatchObject({ address: "ada@northwind.example", internal: true });
  });

  test("a person's audiences grow, and one source does not erase the account that another knows", async () => {
    const registrar = new DynamoEntityRegistrar(local.client, { table: "registry", clock });
    const registry = new DynamoSignalRegistry(local.client, { table: "registry" });
    const ada = signal.entities.get("person#ada");
    if (ada?.kind !== "person") throw new Error("Ada is a person.");
    await registrar.putEntity({ ...ada, jiraAccountId: "712020:ada" });
    await registrar.putEntity({ ...ada, jiraAccountId: null, audiences: ["directory"] });
    const found = (await registry.contextOf(record.signalId))?.entities.get("person#ada");
    expect(found).toMatchObject({ jiraAccountId: "712020:ada" });
    expect(found?.audiences).toEqual(["directory", "person:ada", "project:ATLAS"]);
  });

  test("a handle of an entity that is not registered means nothing", async () => {
    const registrar = new DynamoEntityRegistrar(local.client, { table: "registry", clock });
    const registry = new DynamoSignalRegistry(local.client, { table: "registry" });
    await registrar.putSignal({ ...record, handles: { T1: { entityId: "ticket#ATLAS-404", role: "mentioned" } } });
    expect((await registry.contextOf(record.signalId))?.entities.size).toBe(0);
  });
});
