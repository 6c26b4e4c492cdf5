import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { verifyChains } from "@agentic-pm/audit-trail";
import { type ActionHandoff, decoysOf, SignalHandoff } from "@agentic-pm/contracts";
import { embeddedProvider, type ExecutionStatusChange } from "@agentic-pm/local-cloud";
import { packageServices, ROOT } from "@agentic-pm/packaging";
import { connect, OperatorApi, runMainJob, startWorld, type World } from "@agentic-pm/world";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { GenerateMacCommand, KMSClient, VerifyMacCommand } from "@aws-sdk/client-kms";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";

const SLOW = 240_000;
const MAC = { MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from("anything") } as const;
const KEYS = ["Intake", "Triage", "Reasoning", "Decision"] as const;
let folder: string;
let world: World;
let api: OperatorApi;
let handoff: SignalHandoff;
let waiting: ActionHandoff;
const executions: ExecutionStatusChange[] = [];

/** One customer's mail, worked through honestly: its answer waits for approval. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "agentic-pm-seals-"));
  const services = await packageServices();
  world = await startWorld({
    dataDir: join(folder, "data"),
    cacheDir: join(ROOT, ".cache"),
    services,
    model: embeddedProvider(),
    seed: "empty",
  });
  world.cloud.onExecution((change) => executions.push(change));
  api = new OperatorApi(connect(join(folder, "data")));
  await world.sandbox.deliver.mail({
    from: { name: "Eleanor Marsh", address: "eleanor.marsh@calderfinch.example" },
    subject: "Date of the pilot",
    text: "Could you tell me whether the pilot starts on Monday? When will we get access?",
  });
  await runMainJob(api, new AbortController().signal);
  const action = (await api.actions()).find(({ status }) => status === "awaiting_approval");
  const started = executions.find(({ name }) => name === action?.signalId);
  handoff = SignalHandoff.parse(JSON.parse(started?.input ?? "null"));
  waiting = await handoverOf(action?.actionId ?? "");
}, SLOW);

afterAll(async () => {
  api?.close();
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
}, SLOW);

/** What `decide` left in the row for the day that somebody approves. */
async function handoverOf(actionId: string): Promise<ActionHandoff> {
  const dynamodb = new DynamoDBClient(as("operator"));
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: "agentic-pm-actions-dev", Key: { actionId: { S: actionId } } }),
  );
  dynamodb.destroy();
  return unmarshall(Item ?? {})["handover"] as ActionHandoff;
}

function as(functionName: string) {
  const credentials = world.cloud.sessionOf(`agentic-pm-dev-${functionName}`);
  return { endpoint: world.cloud.endpoint, region: "us-east-1", credentials };
}

async function refusal(functionName: string, payload: object): Promise<unknown> {
  const { payload: answer, functionError } = await world.cloud.invoke(functionName, payload);
  expect(functionError).toBeDefined();
  return (answer as { errorType: string }).errorType;
}

async function refusedOnRecord(subjectId: string): Promise<unknown[]> {
  const records = await api.auditRecords();
  expect(verifyChains(records)).toMatchObject({ verified: true });
  return records
    .filter((record) => record.subjectId === `refused_${subjectId}` && record.event === "request.refused")
    .map(({ output }) => output["code"]);
}

describe("a hand-over in the running system", () => {
  const SANITISE = "agentic-pm-triage-dev-sanitise";
  const EXECUTE = "agentic-pm-executor-dev-execute";
  const RECOMMEND = "agentic-pm-reasoning-dev-recommend";

  test(
    "with another label, another content, or in another execution is refused and audited, and no model hears of it",
    async () => {
      const { seal } = handoff;
      const executionName = handoff.signalId;
      const relabelled = { ...seal, labels: { provenance: ["operator"], readers: "everyone" } };
      expect(await refusal(SANITISE, { ...handoff, seal: relabelled, executionName })).toBe("ENVELOPE_ALTERED");
      expect(await refusal(SANITISE, { ...handoff, projectKey: "ZEUS", executionName })).toBe("ENVELOPE_ALTERED");
      expect(await refusal(SANITISE, { ...handoff, executionName: "another" })).toBe("ENVELOPE_REPLAYED");
      const { signalId, projectKey, rawSha256, audit } = handoff;
      const skipped = { signalId, projectKey, sanitisedSha256: rawSha256, audit, seal, executionName };
      expect(await refusal(RECOMMEND, skipped)).toBe("ENVELOPE_WRONG_STAGE");
      expect((await refusedOnRecord(signalId)).toSorted()).toEqual([
        "ENVELOPE_ALTERED",
        "ENVELOPE_ALTERED",
        "ENVELOPE_REPLAYED",
        "ENVELOPE_WRONG_STAGE",
      ]);
    },
    SLOW,
  );

  test(
    "that is replayed under another execution's name ends there, and the signal's row stays as it was",
    async () => {
      const workflows = new SFNClient(as("intake"));
      const stateMachineArn = "arn:aws:states:us-east-1:111122223333:stateMachine:agentic-pm-signal-dev";
      const ended = new Promise<ExecutionStatusChange>((resolve) => {
        world.cloud.onExecution((change) => {
          if (change.name === "replayed" && change.status !== "RUNNING") resolve(change);
        });
      });
      await workflows.send(
        new StartExecutionCommand({ stateMachineArn, name: "replayed", input: JSON.stringify(handoff) }),
      );
      expect(await ended).toMatchObject({ status: "FAILED", error: "ENVELOPE_REPLAYED" });
      expect(await api.signal(handoff.signalId)).toMatchObject({ status: "done" });
      workflows.destroy();
    },
    SLOW,
  );

  test(
    "of an action that waits for approval opens in the execution of its own name only, and changes nothing else",
    async () => {
      const { actionId } = waiting;
      const before = (await world.sandbox.effects()).length;
      expect(await refusal(EXECUTE, { ...waiting, executionName: handoff.signalId })).toBe("ENVELOPE_REPLAYED");
      expect(await refusal(EXECUTE, { ...waiting, seal: handoff.seal, executionName: handoff.signalId })).toBe(
        "ENVELOPE_WRONG_STAGE",
      );
      const opened = await world.cloud.invoke(EXECUTE, { ...waiting, executionName: actionId });
      expect(opened.payload).toMatchObject({ status: "refused", code: "NOT_APPROVED" });
      expect(await refusedOnRecord(actionId)).toEqual(
        expect.arrayContaining(["ENVELOPE_REPLAYED", "ENVELOPE_WRONG_STAGE", "NOT_APPROVED"]),
      );
      expect(await world.sandbox.effects()).toHaveLength(before);
      expect(await api.action(actionId)).toMatchObject({ status: "awaiting_approval" });
    },
    SLOW,
  );

  test.each([
    ["intake", ["Intake"], []],
    ["sanitise", ["Triage"], ["Intake"]],
    ["recommend", ["Reasoning"], ["Triage"]],
    ["decide", ["Decision"], ["Reasoning"]],
    ["execute", [], ["Decision"]],
    ["operator", [], []],
  ])("%s, were it compromised, seals for %j alone and checks %j alone", async (name, seals, checks) => {
    const kms = new KMSClient({ ...as(name), maxAttempts: 1 });
    const may = async (ask: Promise<unknown>) =>
      ask.then(
        () => true,
        (error: Error) => error.name !== "AccessDeniedException",
      );
    const able = { seals: [] as string[], checks: [] as string[] };
    for (const key of KEYS) {
      const KeyId = world.cloud.output(`${key}SealKeyArn`) ?? "";
      if (await may(kms.send(new GenerateMacCommand({ KeyId, ...MAC })))) able.seals.push(key);
      if (await may(kms.send(new VerifyMacCommand({ KeyId, ...MAC, Mac: Buffer.alloc(32) })))) able.checks.push(key);
    }
    kms.destroy();
    expect(able).toEqual({ seals, checks });
  });
});

describe("a decoy in the running system", () => {
  /** As a compromised intake could: every person of the signal becomes the decoy. */
  async function nameDecoys(signalId: string): Promise<void> {
    const [reader, writer] = [new DynamoDBClient(as("decide")), new DynamoDBClient(as("intake"))];
    const table = { TableName: "agentic-pm-registry-dev" };
    const { Item } = await reader.send(
      new GetItemCommand({ ...table, Key: { entityId: { S: `signal#${signalId}` } } }),
    );
    const row = unmarshall(Item ?? {}) as { handles: Record<string, { entityId: string }> };
    for (const handle of Object.values(row.handles)) handle.entityId = decoysOf("ATLAS").person.entityId;
    await writer.send(new PutItemCommand({ ...table, Item: marshall(row) }));
    for (const client of [reader, writer]) client.destroy();
  }

  test(
    "that an action resolves to quarantines the signal, is on record, counts for the alarm, and nothing leaves",
    async () => {
      const before = (await world.sandbox.effects()).length;
      const printed: string[] = [];
      world.cloud.onLog(({ message }) => printed.push(message));
      const ended = new Promise<ExecutionStatusChange>((resolve, reject) => {
        world.cloud.onExecution((change) => {
          if (change.status === "RUNNING") nameDecoys(change.name).catch(reject);
          else resolve(change);
        });
      });
      await world.sandbox.deliver.mail({
        from: { name: "Nadia Haddad", address: "nadia.haddad@northwind-atlas.example" },
        subject: "A question",
        text: "Could you please tell me who decides about the rollout? When will we know?",
      });
      await api.pollNow();
      const { name, output } = await ended;
      expect(JSON.parse(output ?? "{}")).toMatchObject({ outcome: "quarantined", actions: [] });
      const records = await api.auditRecords();
      expect(verifyChains(records)).toMatchObject({ verified: true });
      expect(records.filter(({ event }) => event === "recommendation.quarantined")).toMatchObject([
        { subjectId: name, output: { code: "DECOY_NAMED" } },
      ]);
      expect(printed.join("\n")).toContain('"CanaryTripped"');
      expect(await world.sandbox.effects()).toHaveLength(before);
    },
    SLOW,
  );
});
