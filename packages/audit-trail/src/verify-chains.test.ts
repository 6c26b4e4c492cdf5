import { describe, expect, test } from "@jest/globals";
import { auditHashOf, type AuditHead, type AuditRecord } from "@agentic-pm/contracts";
import fc from "fast-check";
import { InMemoryAuditWriter } from "./fakes/index.ts";
import { testPorts } from "./testing/fake-statements.ts";
import { verifyChains } from "./verify-chains.ts";

/** A trail of chains with the given lengths. */
async function trail(lengths: readonly number[]): Promise<AuditRecord[]> {
  const writer = new InMemoryAuditWriter(testPorts());
  for (const [subject, length] of lengths.entries()) {
    let head: AuditHead | null = null;
    for (let place = 0; place < length; place += 1) {
      const entry = {
        event: "action.intent",
        input: { place, subject },
        output: { note: "x" },
        cost_usd: 0.5,
      } as const;
      head = await writer.append(`act_${subject}`, head, entry);
    }
  }
  return writer.records;
}

const NEW_ID = "00000000-0000-4000-8000-ffffffffffff";
const someTrail = fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 4 });
const at = (records: readonly AuditRecord[], index: number) => records[index % records.length] as AuditRecord;
const rehashed = (record: AuditRecord): AuditRecord => {
  const { hash: _old, ...content } = record;
  return { ...content, hash: auditHashOf(content) };
};

describe("verification", () => {
  test("accepts whole chains, in whatever order they come", async () => {
    await fc.assert(
      fc.asyncProperty(someTrail, fc.infiniteStream(fc.nat()), async (lengths, chance) => {
        const records = await trail(lengths);
        const shuffled = records
          .map((record) => ({ record, key: chance.next().value as number }))
          .toSorted((left, right) => left.key - right.key)
          .map(({ record }) => record);
        expect(verifyChains(shuffled)).toEqual({
          verified: true,
          records: records.length,
          subjects: lengths.length,
          siblings: 0,
        });
      }),
    );
  });

  test("finds a change of any one field of any record, and names that record", async () => {
    const fields = Object.keys((await trail([1]))[0] as AuditRecord) as (keyof AuditRecord)[];
    await fc.assert(
      fc.asyncProperty(someTrail, fc.nat(), fc.constantFrom(...fields), async (lengths, index, field) => {
        const records = await trail(lengths);
        const victim = at(records, index);
        const value = victim[field];
        const other =
          typeof value === "number" ? value + 1 : typeof value === "object" ? { forged: true } : `${value}0`;
        const forged = { ...victim, [field]: other } as AuditRecord;
        const report = verifyChains(records.map((record) => (record === victim ? forged : record)));
        expect(report.verified).toBe(false);
        // A record that moved to another subject leaves a hole where it was, which may come first.
        if (field === "subjectId") return;
        expect(report.firstBad?.code).toBe("HASH_MISMATCH");
        expect(report.firstBad?.entryId).toContain(forged.auditId);
      }),
    );
  });

  test("finds a changed record that was hashed anew, by its successor", async () => {
    await fc.assert(
      fc.asyncProperty(someTrail, fc.nat(), async (lengths, index) => {
        const records = await trail(lengths);
        const inner = records.filter((record) => records.some((other) => other.prevHash === record.hash));
        const victim = at(inner, index);
        const forged = rehashed({ ...victim, output: { note: "forged" } });
        const report = verifyChains(records.map((record) => (record === victim ? forged : record)));
        expect(report.firstBad?.code).toBe("CHAIN_BROKEN");
      }),
    );
  });

  test("finds a deletion at the beginning or in the middle", async () => {
    await fc.assert(
      fc.asyncProperty(someTrail, fc.nat(), async (lengths, index) => {
        const records = await trail(lengths);
        const inner = records.filter((record) => records.some((other) => other.prevHash === record.hash));
        const victim = at(inner, index);
        const report = verifyChains(records.filter((record) => record !== victim));
        expect(report.firstBad?.code).toBe(victim.seq === 0 ? "CHAIN_START_MISSING" : "CHAIN_GAP");
        expect(report.firstBad?.subjectId).toBe(victim.subjectId);
      }),
    );
  });

  test("finds two records that changed places, also when both were hashed anew", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 8 }), fc.nat(), fc.boolean(), async (length, index, rehash) => {
        const records = await trail([length]);
        const place = index % (length - 1);
        const left = records[place] as AuditRecord;
        const right = records[place + 1] as AuditRecord;
        const fix = rehash ? rehashed : (record: AuditRecord) => record;
        const swapped = records.map((record) => {
          if (record === left) return fix({ ...right, seq: left.seq, prevHash: left.prevHash });
          return record === right ? fix({ ...left, seq: right.seq, prevHash: right.prevHash }) : record;
        });
        expect(verifyChains(swapped).verified).toBe(false);
      }),
    );
  });

  test("finds a record that stands there twice, also under a new id", async () => {
    await fc.assert(
      fc.asyncProperty(someTrail, fc.nat(), async (lengths, index) => {
        const records = await trail(lengths);
        const victim = at(records, index);
        expect(verifyChains([...records, victim]).firstBad?.code).toBe("DUPLICATE_RECORD");
        const copy = { ...victim, auditId: NEW_ID };
        expect(verifyChains([...records, copy]).firstBad?.code).toBe("HASH_MISMATCH");
      }),
    );
  });

  test("finds an insertion between two records, unless everything after it was written anew", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 8 }), fc.nat(), async (length, index) => {
        const records = await trail([length]);
        const place = index % (length - 2);
        const before = records[place] as AuditRecord;
        const after = records[place + 1] as AuditRecord;
        const inserted = rehashed({ ...before, auditId: NEW_ID, seq: before.seq + 1, prevHash: before.hash });
        const moved = rehashed({ ...after, seq: after.seq + 1, prevHash: inserted.hash });
        const forged = [...records.map((record) => (record === after ? moved : record)), inserted];
        expect(verifyChains(forged).verified).toBe(false);
      }),
    );
  });

  test("accepts a retried attempt beside the one that was continued, and says how many there are", async () => {
    const writer = new InMemoryAuditWriter(testPorts());
    const entry = { event: "action.intent", input: {}, output: {} } as const;
    const first = await writer.append("act_1", null, entry);
    await writer.append("act_1", first, entry);
    const retried = await writer.append("act_1", first, entry);
    await writer.append("act_1", retried, entry);

    expect(verifyChains(writer.records)).toMatchObject({ verified: true, siblings: 1 });
  });

  test("calls it a fork when two attempts were both continued", async () => {
    const writer = new InMemoryAuditWriter(testPorts());
    const entry = { event: "action.intent", input: {}, output: {} } as const;
    const first = await writer.append("act_1", null, entry);
    const one = await writer.append("act_1", first, entry);
    const two = await writer.append("act_1", first, entry);
    await writer.append("act_1", one, entry);
    await writer.append("act_1", two, entry);

    expect(verifyChains(writer.records).firstBad).toMatchObject({ subjectId: "act_1", code: "CHAIN_FORKED" });
  });

  test("has nothing to say against an empty trail", () => {
    expect(verifyChains([])).toEqual({ verified: true, records: 0, subjects: 0, siblings: 0 });
  });
});
