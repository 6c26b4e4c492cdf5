import { describe, expect, test } from "@jest/globals";
import { Retrieval, type RetrieveEvent, retrievalHashOf, tripHashOf } from "@agentic-pm/contracts/travel";
import { opened } from "@agentic-pm/lambda";
import { fakeRuntime, memorySeals } from "@agentic-pm/lambda/fakes";
import { aTrip, BOOKING, EMPLOYEE } from "../../test/a-trip.ts";
import type { FoundClause } from "../domain/policy-queries.ts";
import type { RetrievalStore } from "../ports/retrieval-store.ts";
import { embedAndRetrieve, type RetrievePorts } from "./embed-and-retrieve.ts";

const hit = (digit: string, score: number) => ({
  chunkId: `chk_${digit.repeat(32)}`,
  textSha256: digit.repeat(64),
  score,
});

async function given(hits: readonly ReturnType<typeof hit>[] = [hit("a", 0.8)], stored: unknown = aTrip()) {
  const { audit, clock, logger } = fakeRuntime("embed-and-retrieve");
  const kept: Parameters<RetrievalStore["insert"]>[0][] = [];
  const ports: RetrievePorts = {
    trips: { trip: async () => stored },
    search: {
      nearest: async (vectors) => vectors.map(() => hits.map((each) => ({ document: "travel", section: "", ...each }))),
    },
    store: { insert: async (entry) => void kept.push(entry) },
    embedder: { embed: async (texts) => ({ model: "embedded (for nova)", vectors: texts.map(() => [1]) }) },
    sealedBefore: memorySeals("sanitise_request"),
    sealer: memorySeals("retrieve"),
    audit,
    clock,
    logger,
  };
  const executionName = `${BOOKING}-1`;
  const head = { seq: 1, hash: "1".repeat(64) };
  const handover = { bookingId: BOOKING, employeeId: EMPLOYEE, turn: 1, tripSha256: tripHashOf(aTrip()), audit: head };
  const labels = { provenance: ["employee_chat" as const, "model" as const], readers: "everyone" as const };
  const seal = await memorySeals("sanitise_request").seal({ executionName, labels, handover });
  const event: RetrieveEvent = { ...handover, seal, executionName };
  const handle = opened((of: RetrieveEvent) => of.bookingId, embedAndRetrieve);
  return { run: (change: Partial<RetrieveEvent> = {}) => handle({ ...event, ...change }, ports), kept, audit };
}

describe("embed-and-retrieve", () => {
  test("stores what it found under its hash, seals it on and audits it", async () => {
    const { run, kept, audit } = await given();
    const result = await run();
    const retrieval = Retrieval.parse(kept[0]?.retrieval);
    expect(retrieval).toMatchObject({
      band: "confident",
      chunks: [hit("a", 0.8)],
      embeddingModel: "embedded (for nova)",
    });
    expect(result).toMatchObject({ band: "confident", retrievalSha256: retrievalHashOf(retrieval) });
    expect(result.seal).toMatchObject({
      stage: "retrieve",
      labels: { provenance: ["employee_chat", "model", "policy_pdf"] },
    });
    expect(audit.records).toMatchObject([{ event: "booking.policy_retrieved", seq: 2, output: { band: "confident" } }]);
  });

  test.each<[number, string, number]>([
    [0.75, "confident", 1],
    [0.7499, "unsure", 1],
    [0.65, "unsure", 1],
    [0.6499, "none", 0],
  ])("a best cosine of %d is %s", async (score, band, clauses) => {
    const { run, kept } = await given([hit("a", score)]);
    expect(await run()).toMatchObject({ band });
    expect(kept[0]?.retrieval.chunks).toHaveLength(clauses);
  });

  test("clauses on trips of the other kind are not cited", async () => {
    const abroad: FoundClause = { ...hit("a", 0.9), document: "international-travel", section: "2. Planning" };
    const home: FoundClause = { ...hit("b", 0.7), document: "us-domestic-travel", section: "2. Booking" };
    const { run, kept } = await given([abroad, home]);
    await run();
    expect(kept[0]?.retrieval.chunks).toEqual([hit("b", 0.7)]);
  });

  test("an empty library means that nothing was found", async () => {
    const { run } = await given([]);
    expect(await run()).toMatchObject({ band: "none" });
  });

  test("a trip that is not there, or not the one handed on, is refused", async () => {
    await expect((await given([], null)).run()).rejects.toMatchObject({ code: "TRIP_MISMATCH" });
    const other = { ...aTrip(), outbound: "2026-12-31" };
    await expect((await given([], other)).run()).rejects.toMatchObject({ code: "TRIP_MISMATCH" });
  });

  test("an altered hand-over is refused before anything is read", async () => {
    const { run, kept } = await given();
    await expect(run({ tripSha256: "0".repeat(64) })).rejects.toMatchObject({ code: "ENVELOPE_ALTERED" });
    await expect(run({ executionName: `${BOOKING}-2` })).rejects.toMatchObject({ code: "ENVELOPE_REPLAYED" });
    expect(kept).toEqual([]);
  });
});
