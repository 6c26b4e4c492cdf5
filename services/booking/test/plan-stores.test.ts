import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Offer } from "@agentic-pm/contracts/travel";
import { createDynamoDb } from "@agentic-pm/local-cloud/dynamodb";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { RDSDataClient } from "@aws-sdk/client-rds-data";
import { DynamoOfferStore } from "../src/adapters/dynamodb/offer-store.dynamodb.ts";
import { RdsDataPlanMemory } from "../src/adapters/rds-data/plan-memory.ts";
import { RdsDataPlanReader, RdsDataPlanStore } from "../src/adapters/rds-data/plan-store.ts";
import { RdsDataSql } from "@agentic-pm/database";
import type { NewOffer } from "../src/ports/offer-store.ts";
import { aClause, aPlan, BOOKING, DOCUMENTS, EMPLOYEE } from "./a-trip.ts";

const TARGET = { resourceArn: "arn:cluster", secretArn: "arn:secret", database: "agentic_pm" };
interface Statement {
  readonly sql: string;
  readonly values: Record<string, string>;
}

/** A Data API that answers as the test says and keeps what it was asked. */
function dataApi(answer: (statement: Statement) => unknown[]) {
  const asked: Statement[] = [];
  const send = async ({
    input,
  }: {
    input: { sql: string; parameters: { name: string; value: { stringValue: string } }[] };
  }) => {
    const values = Object.fromEntries(input.parameters.map(({ name, value }) => [name, value.stringValue]));
    asked.push({ sql: input.sql, values });
    return { formattedRecords: JSON.stringify(answer({ sql: input.sql, values })) };
  };
  // The adapter uses nothing of the client but `send`.
  return { asked, sql: new RdsDataSql({ send } as unknown as RDSDataClient, TARGET) };
}

const rowOf = (clause: ReturnType<typeof aClause>, ordinal: number) => ({
  chunk_id: clause.chunkId,
  document_id: clause.documentId,
  name: clause.document,
  version: clause.version,
  ordinal,
  section: clause.section,
  page: clause.page,
  box: JSON.stringify(clause.box),
  text: clause.text,
  text_sha256: clause.textSha256,
});

describe("what a plan is made of", () => {
  const about = { bookingId: BOOKING, tripSha256: "1".repeat(64), retrievalSha256: "2".repeat(64) };

  test("is read in one statement, and what is not there is undefined", async () => {
    const { asked, sql } = dataApi(() => [{ trip: '{"a":1}', retrieval: null, documents: JSON.stringify(DOCUMENTS) }]);
    await expect(new RdsDataPlanMemory(sql).stored(about)).resolves.toEqual({
      trip: { a: 1 },
      retrieval: undefined,
      documents: DOCUMENTS,
    });
    expect(asked.map(({ values }) => values)).toEqual([
      { booking_id: BOOKING, trip: about.tripSha256, retrieval: about.retrievalSha256 },
    ]);
  });

  test("has every clause, page by page, and those of a version are read once", async () => {
    const clauses = Array.from({ length: 450 }, (_, index) => aClause(`Clause ${index}.`, index));
    const { asked, sql } = dataApi(({ values }) =>
      clauses
        .map(rowOf)
        .filter(({ ordinal }) => ordinal > Number(values["after"]))
        .slice(0, 200),
    );
    const memory = new RdsDataPlanMemory(sql);
    await expect(memory.clausesOf(DOCUMENTS)).resolves.toEqual(clauses);
    expect(asked.map(({ values }) => values["after"])).toEqual(["-1", "199", "399"]);
    await memory.clausesOf(DOCUMENTS);
    expect(asked).toHaveLength(3);
    await memory.clausesOf([]);
    await memory.clausesOf(DOCUMENTS);
    expect(asked).toHaveLength(6);
  });

  test.each([
    ["another text than was indexed", { text: "Economy fares may not exceed $9000." }],
    ["a place that is none", { page: 0 }],
  ])("stops at a clause with %s", async (_what, change) => {
    const { sql } = dataApi(() => [{ ...rowOf(aClause("Economy fares may not exceed $500."), 1), ...change }]);
    await expect(new RdsDataPlanMemory(sql).clausesOf(DOCUMENTS)).rejects.toMatchObject({ code: "CLAUSE_MISMATCH" });
  });

  test("may be had again later when the database is away", async () => {
    const { sql } = dataApi(() => {
      throw Object.assign(new Error("resuming"), { name: "DatabaseResumingException" });
    });
    await expect(new RdsDataPlanMemory(sql).stored(about)).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      retryable: true,
    });
  });
});

test("a plan is stored under its hash and read by it", async () => {
  const plan = aPlan();
  const stored = dataApi(() => []);
  await new RdsDataPlanStore(stored.sql).insert({ bookingId: BOOKING, planHash: "h", plan });
  expect(stored.asked[0]?.sql).toContain("on conflict do nothing");
  const body = stored.asked[0]?.values["body"];
  await expect(new RdsDataPlanReader(dataApi(() => [{ body }]).sql).plan(BOOKING, "h")).resolves.toEqual(plan);
  await expect(new RdsDataPlanReader(dataApi(() => []).sql).plan(BOOKING, "h")).resolves.toBeUndefined();
});

describe("an offer in the bookings table", () => {
  let folder: string;
  let service: Awaited<ReturnType<typeof createDynamoDb>>;
  let store: DynamoOfferStore;
  const OFFER: NewOffer = {
    bookingId: BOOKING,
    employeeId: EMPLOYEE,
    turn: 2,
    offer: Offer.parse({ planHash: "a".repeat(64), policyVersion: "b".repeat(64), options: [], constraints: [] }),
    expiresAt: "2026-11-21T10:15:00.000Z",
    at: "2026-11-21T10:00:00.000Z",
    audit: { seq: 4, hash: "c".repeat(64) },
  };
  const call = (operation: string, input: object) => service.call(operation, { TableName: "bookings", ...input });
  const put = (change: object = {}) =>
    call("PutItem", {
      Item: {
        bookingId: { S: BOOKING },
        employeeId: { S: EMPLOYEE },
        status: { S: "planning" },
        turn: { N: "2" },
        ...change,
      },
    });
  const row = async () => (await call("GetItem", { Key: { bookingId: { S: BOOKING } } })) as { Item?: object };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "booking-offers-"));
    service = await createDynamoDb({ dataDir: folder, sweepIntervalMs: 0 });
    await service.admin.createTable({
      TableName: "bookings",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "bookingId", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "bookingId", KeyType: "HASH" }],
    });
    const send = async (command: { constructor: { name: string }; input: object }): Promise<unknown> => {
      try {
        return await service.call(
          command.constructor.name.replace(/Command$/, ""),
          JSON.parse(JSON.stringify(command.input)),
        );
      } catch (error) {
        // The SDK names its errors by their code.
        if (error instanceof Error && "code" in error) error.name = String(error.code);
        throw error;
      }
    };
    store = new DynamoOfferStore({ send } as unknown as DynamoDBClient, { table: "bookings" });
  });
  afterEach(async () => {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("makes a planned booking an offered one, with the chain's head", async () => {
    await put();
    await expect(store.offer(OFFER)).resolves.toBe("offered");
    await expect(row()).resolves.toMatchObject({
      Item: {
        status: { S: "offered" },
        planHash: { S: OFFER.offer.planHash },
        offerExpiresAt: { S: OFFER.expiresAt },
        auditSeq: { N: "4" },
        auditHash: { S: OFFER.audit.hash },
      },
    });
  });

  test("may be made twice by attempts of one search", async () => {
    await put();
    await store.offer(OFFER);
    await expect(store.offer({ ...OFFER, expiresAt: "2026-11-21T10:16:00.000Z" })).resolves.toBe("offered");
  });

  test.each([
    ["was cancelled", { status: { S: "cancelled" } }],
    ["was selected from meanwhile", { status: { S: "selected" } }],
    ["is in another turn", { turn: { N: "3" } }],
    ["is somebody else's", { employeeId: { S: "user_2employeeLin" } }],
    ["has another offer", { status: { S: "offered" }, planHash: { S: "f".repeat(64) } }],
  ])("does not touch a booking that %s", async (_what, change) => {
    await put(change);
    await expect(store.offer(OFFER)).resolves.toBe("over");
    expect(JSON.stringify(await row())).not.toContain(OFFER.offer.planHash);
  });

  test("makes no booking of its own", async () => {
    await expect(store.offer(OFFER)).resolves.toBe("over");
    expect((await row()).Item).toBeUndefined();
  });
});
