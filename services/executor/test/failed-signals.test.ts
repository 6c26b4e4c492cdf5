import { canonicalHash, SignalId, type SignalRecord } from "@agentic-pm/contracts";
import { FakeClock } from "@agentic-pm/lambda/fakes";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { DynamoFailedSignals } from "../src/adapters/dynamodb/failed-signals.dynamodb.ts";
import { DynamoSignalLedger } from "../src/adapters/dynamodb/signal-ledger.dynamodb.ts";
import { localDynamoDb } from "./fakes/local-dynamodb.ts";

const clock = new FakeClock();
const hash = canonicalHash("test", "a");
const record: SignalRecord = {
  signalId: SignalId.parse(`sig_${hash.slice(0, 32)}`),
  source: "jira",
  kind: "ticket",
  projectKey: "ATLAS",
  externalId: "10001",
  receivedAt: "2026-01-15T09:00:00.000Z",
  vaultKey: "signals/a.json",
  rawSha256: hash,
  rawLength: 7,
  canarySha256: hash,
  handles: { T1: { entityId: "ticket#ATLAS-1", role: "subject" } },
  readers: ["project:ATLAS"],
};
const views = [{ handle: "T1", kind: "ticket", role: "subject", correlation: hash.slice(0, 16) }] as const;

let local: Awaited<ReturnType<typeof localDynamoDb>>;
beforeAll(async () => {
  local = await localDynamoDb();
});
afterAll(() => local.stop());

/** The state machine's own write. */
function fail(status = "failed"): Promise<unknown> {
  return local.client.send(
    new UpdateItemCommand({
      TableName: "signals",
      Key: marshall({ signalId: record.signalId }),
      UpdateExpression: "SET #status = :status, failureCode = :code, lastAudit = :audit",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: marshall({
        ":status": status,
        ":code": "MODEL_UNAVAILABLE",
        ":audit": { seq: 1, hash },
      }),
    }),
  );
}

test("a failed row is found with all that a hand-over needs, claimed once, and given up at last", async () => {
  const failed = new DynamoFailedSignals(local.client, { table: "signals", clock });
  const ledger = new DynamoSignalLedger(local.client, { table: "signals", clock });
  await ledger.store(record, views);
  await ledger.markStarted(record.signalId, "arn:execution");
  expect(await failed.find()).toEqual([]);

  await fail();
  const [first] = await failed.find();
  if (first === undefined) throw new Error("not found");
  expect(first).toMatchObject({ restarts: 0, status: "failed", handleViews: views, lastAudit: { seq: 1, hash } });
  expect(JSON.stringify(first)).not.toContain("ATLAS-1");
  expect(await failed.claim(first, 1)).toBe(true);
  expect(await failed.claim(first, 1)).toBe(false);
  const [claimed] = await failed.find();
  expect(claimed).toMatchObject({ restarts: 1, status: "restarting" });
  await failed.markRestarted(record.signalId, "arn:execution-r1");
  expect(await failed.find()).toEqual([]);

  await fail("done");
  await failed.markRestarted(record.signalId, "arn:execution-r1");
  await fail();
  const [again] = await failed.find();
  if (again === undefined) throw new Error("not found");
  expect(again).toMatchObject({ restarts: 1 });
  await failed.abandon(again);
  expect(await failed.find()).toEqual([]);
});
