import { beforeEach, describe, expect, test } from "@jest/globals";
import { auditHashOf, sha256, type AuditRecord } from "@agentic-pm/contracts";
import type { RecordingWriter } from "./audit-writer.ts";
import { MAX_SIDE_BYTES } from "./build-record.ts";
import { DynamoAuditWriter } from "./dynamo-audit-writer.ts";
import { InMemoryAuditWriter } from "./fakes/index.ts";
import { auditRecordOf } from "./read-record.ts";
import { FakeStatements, testPorts } from "./testing/fake-statements.ts";
import { verifyChains } from "./verify-chains.ts";

interface Subject {
  readonly writer: RecordingWriter;
  readonly records: () => AuditRecord[];
  readonly failNext: () => void;
  /** The row of the next change is not as the change has to see it. */
  readonly changeRow: () => void;
}

const WRITERS: readonly (readonly [string, () => Subject])[] = [
  [
    "DynamoAuditWriter",
    () => {
      const client = new FakeStatements();
      const writer = new DynamoAuditWriter({ table: "audit", actor: "decide" }, { client, ...testPorts() });
      return {
        writer,
        records: () => client.items.map(auditRecordOf),
        failNext: () => client.failNext("ProvisionedThroughputExceededException"),
        changeRow: () => client.cancelNext("None", "ConditionalCheckFailed"),
      };
    },
  ],
  [
    "InMemoryAuditWriter",
    () => {
      const writer = new InMemoryAuditWriter(testPorts(), "decide");
      const changeRow = (): void => void (writer.applies = () => false);
      return { writer, records: () => writer.records, failNext: () => writer.failNext(), changeRow };
    },
  ],
];

describe.each(WRITERS)("%s", (_name, make) => {
  let subject: Subject;
  beforeEach(() => {
    subject = make();
  });

  test("begins a chain at place 0 and goes on from the head it is handed", async () => {
    const first = await subject.writer.append("act_1", null, { event: "action.decided", input: {}, output: {} });
    const second = await subject.writer.append("act_1", first, { event: "action.intent", input: {}, output: {} });

    expect([first.seq, second.seq]).toEqual([0, 1]);
    expect(subject.records().map((record) => record.prevHash)).toEqual([null, first.hash]);
    expect(verifyChains(subject.records())).toMatchObject({ verified: true, records: 2, subjects: 1 });
  });

  test("keeps the requirements' fields, null where nothing was said, and the writer as actor", async () => {
    await subject.writer.append("sig_1", null, {
      event: "signal.sanitised",
      input: { rawSha256: "x" },
      output: { topic: "risk" },
      model_id: "embedded (for us.anthropic.claude-haiku)",
      latency_ms: 12,
    });

    expect(subject.records()[0]).toMatchObject({
      event: "signal.sanitised",
      bookingId: null,
      employeeId: null,
      thinking_budget: null,
      model_id: "embedded (for us.anthropic.claude-haiku)",
      latency_ms: 12,
      actor: "decide",
      timestamp: "2026-01-15T09:00:00.000Z",
    });
  });

  test("redacts secrets before it hashes", async () => {
    await subject.writer.append("act_1", null, {
      event: "action.outcome",
      input: { headers: { authorization: "Bearer abcdefgh12345678" }, note: "password=hunter22" },
      output: { apiKey: "re_123" },
    });

    const [record] = subject.records();
    expect(JSON.stringify(record)).not.toMatch(/abcdefgh12345678|hunter22|re_123/);
    const { hash, ...content } = record as AuditRecord;
    expect(auditHashOf(content)).toBe(hash);
  });

  test("replaces a large value by its hash and length, and keeps the small ones", async () => {
    const text = "word ".repeat(50_000);
    await subject.writer.append("act_1", null, { event: "action.intent", input: { text, kind: "mail" }, output: {} });

    const json = JSON.stringify(text);
    expect(subject.records()[0]?.input).toEqual({
      kind: "mail",
      text: { sha256: sha256(json), length: Buffer.byteLength(json) },
    });
  });

  test("keeps a record with very many members below DynamoDB's limit", async () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`m${index}`, "é ".repeat(4_000)]));
    await subject.writer.append("act_1", null, { event: "action.intent", input: many, output: many });

    const [record] = subject.records();
    expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThan(3 * MAX_SIDE_BYTES);
    expect(verifyChains(subject.records()).verified).toBe(true);
  });

  test("says AUDIT_WRITE_FAILED when the record was not written, and writes the next one", async () => {
    subject.failNext();
    const entry = { event: "action.intent", input: {}, output: {} } as const;

    await expect(subject.writer.append("act_1", null, entry)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    expect(subject.records()).toEqual([]);
    await expect(subject.writer.append("act_1", null, entry)).resolves.toMatchObject({ seq: 0 });
  });

  test("writes a record with the change that it speaks of, which gets its head, or neither of them", async () => {
    const entry = { event: "action.intent", input: {}, output: {} } as const;
    const first = await subject.writer.append("act_1", null, entry);
    const place = { subjectId: "act_1", head: first };
    const heads: unknown[] = [];
    const change = (head: { seq: number; hash: string }) => {
      heads.push(head);
      return { table: "rows", key: { id: "act_1" }, set: { status: "over" }, seen: { status: "open" } };
    };
    subject.failNext();
    await expect(subject.writer.appendWith(place, entry, change)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
    const second = await subject.writer.appendWith(place, entry, change);
    expect(second).toMatchObject({ seq: 1 });
    expect(heads).toContainEqual(second);
    subject.changeRow();
    expect(await subject.writer.appendWith(place, entry, change)).toBeNull();
    expect(subject.records()).toHaveLength(2);
    expect(verifyChains(subject.records())).toMatchObject({ verified: true, siblings: 0 });
  });

  test("refuses what has no exact JSON form", async () => {
    const entry = { event: "action.intent", input: { score: Number.NaN }, output: {} } as const;
    await expect(subject.writer.append("act_1", null, entry)).rejects.toMatchObject({ code: "AUDIT_WRITE_FAILED" });
  });
});

describe("what is special about DynamoDB", () => {
  test("each value is a parameter of an INSERT, so that no text can become a statement", async () => {
    const client = new FakeStatements();
    const writer = new DynamoAuditWriter({ table: "audit", actor: "decide" }, { client, ...testPorts() });
    await writer.append("it's", null, { event: "action.intent", input: { text: "'} --" }, output: {} });

    expect(client.statements[0]).toMatch(/^INSERT INTO "audit" VALUE \{'auditId': \?, /);
    expect(client.statements[0]).not.toContain("it's");
    expect(client.items.map(auditRecordOf)[0]?.input).toEqual({ text: "'} --" });
  });

  test("a change is an UPDATE on condition of what was seen, again where another transaction had the row", async () => {
    const client = new FakeStatements();
    const writer = new DynamoAuditWriter({ table: "audit", actor: "decide" }, { client, ...testPorts() });
    const entry = { event: "action.intent", input: {}, output: {} } as const;
    const head = { seq: 0, hash: "a".repeat(64) };
    client.cancelNext("None", "TransactionConflict");
    const change = { table: "rows", key: { id: "x" }, set: { status: "it's" }, seen: { turn: 1, offer: undefined } };
    expect(await writer.appendWith({ subjectId: "act_1", head }, entry, () => change)).toMatchObject({ seq: 1 });
    expect(client.statements[0]).toBe(
      `UPDATE "rows" SET "status" = ? WHERE "id" = ? AND "turn" = ? AND "offer" IS MISSING`,
    );
  });

  test("a row that is made with its record is an INSERT, and one that is there already is left as it is", async () => {
    const client = new FakeStatements();
    const writer = new DynamoAuditWriter({ table: "audit", actor: "decide" }, { client, ...testPorts() });
    const entry = { event: "action.decided", input: {}, output: {} } as const;
    const rows = ({ hash }: { hash: string }) => [
      { table: "rows", row: { id: "x", hash, offer: undefined } },
      { table: "rows", key: { id: "place" }, set: { has: "x" }, seen: { has: "w" } },
    ];
    const place = { subjectId: "act_1", head: null };
    expect(await writer.appendWith(place, entry, rows)).toMatchObject({ seq: 0 });
    expect(client.statements.slice(0, 2)).toEqual([
      `INSERT INTO "rows" VALUE {'id': ?, 'hash': ?}`,
      `UPDATE "rows" SET "has" = ? WHERE "id" = ? AND "has" = ?`,
    ]);
    client.cancelNext("None", "DuplicateItem", "None");
    expect(await writer.appendWith(place, entry, rows)).toBeNull();
  });

  test("the client's own retry of a record that was written already is no failure", async () => {
    const client = new FakeStatements();
    const writer = new DynamoAuditWriter({ table: "audit", actor: "decide" }, { client, ...testPorts() });
    client.failNext("DuplicateItemException");

    await expect(
      writer.append("act_1", null, { event: "action.intent", input: {}, output: {} }),
    ).resolves.toMatchObject({ seq: 0 });
  });

  test("a denied write is not retryable and repeats what AWS said is missing", async () => {
    const client = new FakeStatements();
    const writer = new DynamoAuditWriter({ table: "audit", actor: "decide" }, { client, ...testPorts() });
    client.failNext("AccessDeniedException", "not authorized to perform: dynamodb:PartiQLInsert");

    await expect(writer.append("act_1", null, { event: "action.intent", input: {}, output: {} })).rejects.toMatchObject(
      { retryable: false, message: expect.stringContaining("dynamodb:PartiQLInsert") },
    );
  });

  test("an item that does not fit the contract is named", () => {
    expect(() => auditRecordOf({ subjectId: { S: "act_1" }, entryId: { S: "00000000#x" } })).toThrow(
      /act_1\/00000000#x/,
    );
  });
});
